import { describe, expect, it } from '@jest/globals';
import type { Manifest, ValueMap } from '@tribble/resource-repo/format';
import { BackendError } from '../../backend.ts';
import { Discovery, parseKinds } from './discovery.ts';

const apps: ValueMap = {
  kind: 'APIResourceList',
  resources: [
    { name: 'deployments', kind: 'Deployment', namespaced: true },
    { name: 'deployments/status', kind: 'Deployment', namespaced: true },
    { name: 'deployments/scale', kind: 'Scale', namespaced: true },
  ],
};
const core: ValueMap = {
  resources: [
    { name: 'configmaps', kind: 'ConfigMap', namespaced: true },
    { name: 'namespaces', kind: 'Namespace', namespaced: false },
  ],
};

describe('parseKinds', () => {
  it.each<{ name: string; list: ValueMap | undefined; kinds: [string, object][] }>([
    { name: 'no list', list: undefined, kinds: [] },
    { name: 'a list of nothing', list: {}, kinds: [] },
    { name: 'a list that is none', list: { resources: 'many' }, kinds: [] },
    {
      name: 'no subresources',
      list: apps,
      kinds: [['Deployment', { plural: 'deployments', namespaced: true }]],
    },
    {
      name: 'kinds with and without a namespace',
      list: core,
      kinds: [
        ['ConfigMap', { plural: 'configmaps', namespaced: true }],
        ['Namespace', { plural: 'namespaces', namespaced: false }],
      ],
    },
    {
      name: 'entries that are incomplete are left out',
      list: { resources: [null, 'x', { name: 'a' }, { kind: 'B' }, { name: 'cs', kind: 'C' }] },
      kinds: [['C', { plural: 'cs', namespaced: false }]],
    },
  ])('$name', ({ list, kinds }) => {
    expect([...parseKinds(list)]).toEqual(kinds);
  });
});

/** A server whose answers a test changes. */
function serverOf(answers: Record<string, ValueMap | Error>) {
  const asked: string[] = [];
  const get = (path: string) => {
    asked.push(path);
    const answer = answers[path];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { discovery: new Discovery({ get }), asked, answers };
}

const manifest = (apiVersion: string, kind: string, metadata: ValueMap = {}): Manifest => ({
  apiVersion,
  kind,
  metadata: { name: 's1', ...metadata },
});

describe('locate', () => {
  const answers = { '/api/v1': core, '/apis/apps/v1': apps };
  it.each<{ name: string; manifest: Manifest; path: string; namespace?: string }>([
    {
      name: 'a kind of a group',
      manifest: manifest('apps/v1', 'Deployment'),
      path: '/apis/apps/v1/namespaces/dev/deployments/s1',
      namespace: 'dev',
    },
    {
      name: 'a kind of the core',
      manifest: manifest('v1', 'ConfigMap'),
      path: '/api/v1/namespaces/dev/configmaps/s1',
      namespace: 'dev',
    },
    {
      name: 'a namespace of its own',
      manifest: manifest('v1', 'ConfigMap', { namespace: 'own' }),
      path: '/api/v1/namespaces/own/configmaps/s1',
      namespace: 'own',
    },
    {
      name: 'an empty namespace',
      manifest: manifest('v1', 'ConfigMap', { namespace: '' }),
      path: '/api/v1/namespaces/dev/configmaps/s1',
      namespace: 'dev',
    },
    {
      name: 'a kind without a namespace, whatever the manifest says',
      manifest: manifest('v1', 'Namespace', { namespace: 'own' }),
      path: '/api/v1/namespaces/s1',
    },
    {
      name: 'a name with signs that mean something in a path',
      manifest: manifest('v1', 'ConfigMap', { name: 'a/b?c' }),
      path: '/api/v1/namespaces/dev/configmaps/a%2Fb%3Fc',
      namespace: 'dev',
    },
  ])('$name', async ({ manifest: given, path, namespace }) => {
    const found = await serverOf(answers).discovery.locate(given, 'dev');
    expect(found).toEqual({ path, ...(namespace !== undefined && { namespace }) });
  });

  it.each([
    ['an unknown kind', manifest('apps/v1', 'Deploymnet'), 'the cluster knows no Deploymnet of apps/v1'],
    ['an unknown group', manifest('example.org/v1', 'Thing'), 'the cluster knows no Thing of example.org/v1'],
    ['a name that leads elsewhere', manifest('v1', 'ConfigMap', { name: '..' }), '".." cannot be a name'],
    [
      'a namespace that leads elsewhere',
      manifest('v1', 'ConfigMap', { namespace: '..' }),
      '".." cannot be a name',
    ],
    ['a version that leads elsewhere', manifest('apps/../../version', 'Thing'), '".." cannot be a name'],
    ['no version', manifest('apps/', 'Deployment'), '"" cannot be a name'],
  ])('refuses %s', async (_, given, message) => {
    const refused = serverOf(answers).discovery.locate(given, 'dev');
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(BackendError);
    await expect(refused).rejects.toMatchObject({ transient: false });
  });

  it('asks once for what it knows', async () => {
    const { discovery, asked } = serverOf(answers);
    await Promise.all([1, 2, 3].map(() => discovery.locate(manifest('apps/v1', 'Deployment'), 'dev')));
    await discovery.locate(manifest('apps/v1', 'Deployment'), 'dev');
    expect(asked).toEqual(['/apis/apps/v1']);
  });

  it('finds a kind that was defined later in a group that it knows', async () => {
    const server = serverOf({ ...answers });
    await expect(server.discovery.locate(manifest('apps/v1', 'Thing'), 'dev')).rejects.toThrow(
      'knows no Thing',
    );
    server.answers['/apis/apps/v1'] = { resources: [{ name: 'things', kind: 'Thing', namespaced: false }] };
    const found = await server.discovery.locate(manifest('apps/v1', 'Thing'), 'dev');
    expect(found).toEqual({ path: '/apis/apps/v1/things/s1' });
  });

  it('asks again after an answer that did not come', async () => {
    const server = serverOf({ '/api/v1': new BackendError('does not answer', true) });
    await expect(server.discovery.locate(manifest('v1', 'ConfigMap'), 'dev')).rejects.toThrow(
      'does not answer',
    );
    server.answers['/api/v1'] = core;
    await expect(server.discovery.locate(manifest('v1', 'ConfigMap'), 'dev')).resolves.toHaveProperty('path');
  });
});
