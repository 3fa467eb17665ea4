import { afterEach, describe, expect, it } from '@jest/globals';
import { loadKubeConfig } from './connection.ts';
import { apiHarness, kubeconfigOf } from './harness.contract.ts';

const { files } = apiHarness();

const two = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': 'one',
  clusters: ['one', 'two'].map((name) => ({
    name,
    cluster: { server: `https://${name}.example.org`, 'certificate-authority': 'ca.crt' },
  })),
  users: ['ann', 'bob'].map((name) => ({ name, user: { token: name } })),
  contexts: [
    { name: 'one', context: { cluster: 'one', user: 'ann' } },
    { name: 'two', context: { cluster: 'two', user: 'bob' } },
  ],
});

describe('a kubeconfig', () => {
  it.each([
    ['its current-context', {}, 'one', 'ann'],
    ['another context', { context: 'two' }, 'two', 'bob'],
    ['another cluster', { cluster: 'two' }, 'two', 'ann'],
    ['another user', { user: 'bob' }, 'one', 'bob'],
    ['all of them', { context: 'two', cluster: 'one', user: 'ann' }, 'one', 'ann'],
  ])('gives %s', async (_, options, cluster, user) => {
    const folder = await files();
    const config = loadKubeConfig({ kubeconfig: await folder.write('config', two), ...options });
    expect(config.getCurrentCluster()).toMatchObject({
      server: `https://${cluster}.example.org`,
      caFile: folder.path('ca.crt'),
    });
    expect(config.getCurrentUser()).toMatchObject({ token: user });
  });

  it.each([
    ['context', { context: 'three' }, 'has no context "three"; it has one, two'],
    ['cluster', { cluster: 'three' }, 'has no cluster "three"; it has one, two'],
    ['user', { user: 'eve' }, 'has no user "eve"; it has ann, bob'],
  ])('that has no such %s is refused by name', async (_, options, message) => {
    const folder = await files();
    const kubeconfig = await folder.write('config', two);
    expect(() => loadKubeConfig({ kubeconfig, ...options })).toThrow(
      `the kubeconfig ${kubeconfig} ${message}`,
    );
  });

  it('that is no YAML is refused', async () => {
    const folder = await files();
    const kubeconfig = await folder.write('config', '{');
    expect(() => loadKubeConfig({ kubeconfig })).toThrow(`the kubeconfig ${kubeconfig} cannot be read: `);
  });

  it('keeps the command of a plugin that is looked for in the PATH', async () => {
    const folder = await files();
    const content = kubeconfigOf({ server: 'https://c.example.org' }, { exec: { command: 'get-token' } });
    const config = loadKubeConfig({ kubeconfig: await folder.write('config', content) });
    expect(config.getCurrentUser()?.exec).toMatchObject({ command: 'get-token' });
  });
});

describe('without a kubeconfig', () => {
  const before = { HOME: process.env['HOME'], KUBECONFIG: process.env['KUBECONFIG'] };
  afterEach(() => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it('nobody guesses a cluster', () => {
    process.env['HOME'] = '/nowhere';
    delete process.env['KUBECONFIG'];
    expect(() => loadKubeConfig({})).toThrow(/^no kubeconfig: .* name one by kubeconfig in deployers.yaml$/);
  });

  it('a KUBECONFIG that leads nowhere is named', () => {
    process.env['KUBECONFIG'] = '/nowhere/kubeconfig';
    expect(() => loadKubeConfig({})).toThrow('the kubeconfig /nowhere/kubeconfig cannot be read: ENOENT');
  });
});
