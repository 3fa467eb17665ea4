import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import { BackendError } from '../../backend.ts';
import type { ApiError } from './api-error.ts';
import { Discovery } from './discovery.ts';
import { refusal } from './refusal.ts';

type Answers = Record<string, ValueMap | Error>;

/** A server whose answers a test changes, and a clock that it moves. */
function serverOf(given: Answers) {
  const answers = { ...given };
  const asked: string[] = [];
  let now = 0;
  const get = (path: string) => {
    asked.push(path);
    const answer = answers[path];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const discovery = new Discovery({ get }, { now: () => new Date(now) });
  const pass = (milliseconds: number) => void (now += milliseconds);
  return { discovery, asked, answers, pass };
}

const verbs = ['get', 'list', 'patch'];
const served = (resource: string, kind: string, scope: string, ...subresources: string[]) => ({
  resource,
  responseKind: { group: '', version: '', kind },
  scope,
  verbs,
  subresources: subresources.map((subresource) => ({ subresource })),
});
const group = (name: string, ...versions: ValueMap[]): ValueMap => ({ metadata: { name }, versions });
const aggregated = (...items: ValueMap[]): ValueMap => ({ kind: 'APIGroupDiscoveryList', items });
const current = (version: string, ...resources: ValueMap[]): ValueMap => ({
  version,
  freshness: 'Current',
  resources,
});

const core = aggregated(
  group(
    '',
    current(
      'v1',
      served('configmaps', 'ConfigMap', 'Namespaced'),
      served('namespaces', 'Namespace', 'Cluster', 'status'),
    ),
  ),
);
const apps = group(
  'apps',
  current('v1', served('deployments', 'Deployment', 'Namespaced', 'scale', 'status')),
);
const things = group(
  'example.org',
  current('v2', served('things', 'Thing', 'Cluster')),
  current('v1', served('things', 'Thing', 'Cluster'), served('olds', 'Old', 'Cluster')),
);
const whole: Answers = { '/api': core, '/apis': aggregated(apps, things) };

const configMap = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  namespaced: true,
  verbs,
  hasStatus: false,
};
const deployment = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  plural: 'deployments',
  namespaced: true,
  verbs,
  hasStatus: true,
};
const thing = {
  group: 'example.org',
  version: 'v2',
  kind: 'Thing',
  plural: 'things',
  namespaced: false,
  verbs,
  hasStatus: false,
};

const entry = (name: string, kind: string, namespaced: boolean) => ({ name, kind, namespaced, verbs });
const legacy: Answers = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': {
    kind: 'APIGroupList',
    groups: [
      { name: 'apps', versions: [{ version: 'v1' }], preferredVersion: { version: 'v1' } },
      {
        name: 'example.org',
        versions: [{ version: 'v1' }, { version: 'v2' }],
        preferredVersion: { version: 'v2' },
      },
    ],
  },
  '/api/v1': { resources: [entry('configmaps', 'ConfigMap', true), { name: 'x' }, 'y', null] },
  '/apis/apps/v1': {
    resources: [
      entry('deployments', 'Deployment', true),
      entry('deployments/status', 'Deployment', true),
      entry('deployments/scale', 'Scale', true),
    ],
  },
  '/apis/example.org/v1': { resources: [entry('things', 'Thing', false), entry('olds', 'Old', false)] },
  '/apis/example.org/v2': { resources: [entry('things', 'Thing', false)] },
};

describe.each([
  ['in two answers', whole, 2],
  ['group by group', legacy, 6],
])('the kinds of a server that tells them %s', (_, answers, requests) => {
  it.each([
    ['v1', 'ConfigMap', configMap],
    ['apps/v1', 'Deployment', deployment],
    ['example.org/v2', 'Thing', thing],
    ['example.org/v1', 'Thing', { ...thing, version: 'v1' }],
    ['apps/v1beta1', 'Deployment', undefined],
    ['apps/v1', 'Scale', undefined],
    ['other.org/v1', 'Thing', undefined],
  ])('are found by version: %s %s', async (apiVersion, kind, expected) => {
    const { discovery, asked } = serverOf(answers);
    await expect(discovery.resolve(apiVersion, kind)).resolves.toEqual(expected);
    expect(asked).toHaveLength(requests);
  });

  it.each([
    ['example.org', 'Thing', thing],
    ['example.org', 'Old', { ...thing, version: 'v1', kind: 'Old', plural: 'olds' }],
    ['apps', 'Thing', undefined],
  ])('are found in the version that the server prefers: %s %s', async (name, kind, expected) => {
    await expect(serverOf(answers).discovery.resolveAny(name, kind)).resolves.toEqual(expected);
  });

  it('are all told, each in the version that the server prefers', async () => {
    const types = await serverOf(answers).discovery.all();
    const names = types.map(({ group: name, version, kind }) => `${name}/${version} ${kind}`);
    expect(names).toEqual(
      expect.arrayContaining([
        '/v1 ConfigMap',
        'apps/v1 Deployment',
        'example.org/v2 Thing',
        'example.org/v1 Old',
      ]),
    );
    expect(names).not.toContain('example.org/v1 Thing');
  });

  it('are asked for once, however many ask', async () => {
    const { discovery, asked } = serverOf(answers);
    await Promise.all([1, 2, 3].map(() => discovery.resolve('apps/v1', 'Deployment')));
    await discovery.resolve('v1', 'ConfigMap');
    expect(asked).toHaveLength(requests);
    expect(discovery.isComplete()).toBe(true);
    expect(discovery.incomplete()).toEqual([]);
  });
});

describe('a change of the kinds', () => {
  const more = (server: ReturnType<typeof serverOf>) => {
    server.answers['/apis'] = aggregated(
      apps,
      things,
      group('new.org', current('v1', served('news', 'New', 'Cluster'))),
    );
  };

  it('is seen where a kind is unknown, but not asked for more than once in two seconds', async () => {
    const server = serverOf(whole);
    await server.discovery.resolve('v1', 'ConfigMap');
    more(server);
    await expect(server.discovery.resolve('new.org/v1', 'New')).resolves.toBeUndefined();
    server.pass(1_999);
    await expect(server.discovery.resolve('new.org/v1', 'New')).resolves.toBeUndefined();
    server.pass(1);
    await expect(server.discovery.resolve('new.org/v1', 'New')).resolves.toMatchObject({ plural: 'news' });
    expect(server.asked).toHaveLength(4);
  });

  it.each([
    ['is seen at once where it is told of', 0, true, undefined],
    ['is seen after ten minutes', 600_000, false, undefined],
    ['is not looked for before that', 599_999, false, thing],
  ])('%s', async (_, milliseconds, isTold, expected) => {
    const server = serverOf(whole);
    await server.discovery.resolve('v1', 'ConfigMap');
    server.answers['/apis'] = aggregated(apps);
    if (isTold) server.discovery.invalidate();
    server.pass(milliseconds);
    await server.discovery.resolve('apps/v1', 'Deployment');
    server.pass(-milliseconds);
    await expect(server.discovery.resolve('example.org/v2', 'Thing')).resolves.toEqual(expected);
  });
});

const forbidden = refusal({ method: 'GET', path: '/apis' }, { status: 403, headers: {}, text: 'no' });
const unavailable = refusal({ method: 'GET', path: '/apis/x' }, { status: 503, headers: {}, text: 'down' });
const down = new BackendError('https://c does not answer', true);

describe('what is not known', () => {
  it.each<[string, Answers, string[]]>([
    [
      'a group whose server is down',
      { ...whole, '/apis': aggregated(apps, group('example.org', { version: 'v1', freshness: 'Stale' })) },
      ['example.org'],
    ],
    ['a group whose list fails', { ...legacy, '/apis/example.org/v2': unavailable }, ['example.org']],
    ['a group that is not served', { ...legacy, '/apis/apps/v1': refusalOf404() }, ['apps']],
    ['the core', { ...legacy, '/api/v1': forbidden }, ['core']],
  ])('is named: %s', async (_, answers, groups) => {
    const { discovery } = serverOf(answers);
    await discovery.resolveAny('', 'ConfigMap');
    expect(discovery.incomplete()).toEqual(groups);
    expect(discovery.isComplete()).toBe(false);
  });

  function refusalOf404(): ApiError {
    return refusal(
      { method: 'GET', path: '/apis/apps/v1' },
      { status: 404, headers: {}, text: '404 page not found' },
    );
  }

  it('is everything before the first answer, and when none comes', async () => {
    const server = serverOf({ ...whole, '/api': down });
    expect(server.discovery.incomplete()).toEqual(['every group']);
    await expect(server.discovery.resolve('v1', 'ConfigMap')).rejects.toBe(down);
    expect(server.discovery.isComplete()).toBe(false);
    server.answers['/api'] = core;
    await expect(server.discovery.resolve('v1', 'ConfigMap')).resolves.toEqual(configMap);
    expect(server.discovery.isComplete()).toBe(true);
  });

  it('does not take away what was known', async () => {
    const server = serverOf(whole);
    await server.discovery.resolve('v1', 'ConfigMap');
    server.answers['/apis'] = aggregated(apps, group('example.org', { version: 'v1', freshness: 'Stale' }));
    server.discovery.invalidate();
    server.pass(2_000);
    await expect(server.discovery.resolve('example.org/v2', 'Thing')).resolves.toEqual(thing);
    server.answers['/apis'] = down;
    server.discovery.invalidate();
    server.pass(2_000);
    await expect(server.discovery.resolve('example.org/v2', 'Thing')).resolves.toEqual(thing);
    await expect(server.discovery.resolve('new.org/v1', 'New')).rejects.toBe(down);
    expect(server.discovery.incomplete()).toEqual(['every group']);
  });

  it('is a fault where the server is none of Kubernetes', async () => {
    await expect(serverOf({}).discovery.resolve('v1', 'ConfigMap')).rejects.toThrow(
      'it is no Kubernetes API server',
    );
  });
});

describe('a kind with two names in paths', () => {
  it('is used by the one that can be read', async () => {
    const only = { ...served('processedthings', 'Thing', 'Namespaced'), verbs: ['create'] };
    const answers = {
      ...whole,
      '/apis': aggregated(group('e.org', current('v1', only, served('things', 'Thing', 'Namespaced')))),
    };
    await expect(serverOf(answers).discovery.resolve('e.org/v1', 'Thing')).resolves.toMatchObject({
      plural: 'things',
    });
  });
});
