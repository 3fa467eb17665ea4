import { afterEach, describe, expect, it } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import { type SandboxCluster, startSandboxCluster } from '@tribble/sandbox-cluster';
import { until } from '../../backend.contract.ts';
import { KubernetesClient } from '../api/client.ts';
import { Discovery } from '../api/discovery.ts';
import { environmentLabel } from '../objects/marks.ts';
import { Cluster } from './cluster.ts';
import { uidOf } from './fake-api-server.ts';
import { configMaps, deployments } from './kinds-for-tests.ts';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function sandbox(port = 0): Promise<SandboxCluster> {
  const started = await startSandboxCluster({ port, readyDelayMs: 0 });
  cleanups.push(() => started.stop());
  return started;
}

function clientOf(started: SandboxCluster): KubernetesClient {
  const config = new KubeConfig();
  config.loadFromString(started.kubeconfig());
  const client = new KubernetesClient(config, { timeout: 5_000, qps: 10_000, burst: 10_000 });
  cleanups.push(() => client.close());
  return client;
}

function clusterOf(started: SandboxCluster): Cluster {
  const client = clientOf(started);
  const needsFullObject = (_group: string, kind: string) => kind === 'Deployment';
  const cluster = new Cluster(client, new Discovery(client), { needsFullObject });
  cleanups.push(() => cluster.close());
  return cluster;
}

/** Waits until it is so. */
const holds = (condition: () => boolean) => until(condition, Boolean);

const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap');

const settings = '/api/v1/namespaces/default/configmaps';
const settingsNamed = (name: string, labels: Record<string, string> = { [environmentLabel]: 'dev' }) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default', labels },
  data: { text: 'x'.repeat(1_000) },
});
const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default', labels: { [environmentLabel]: 'dev' } },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'web:1' }] },
    },
  },
};
const own = { fieldManager: 'test', force: true };

describe('a cluster over HTTP', () => {
  it('shows what happens, and to whom', async () => {
    const started = await sandbox();
    const somebody = clientOf(started);
    await somebody.create(settings, settingsNamed('before'));
    const cluster = clusterOf(started);
    const heard = { dev: 0, pp: 0 };
    cluster.subscribe('dev', () => (heard.dev += 1));
    cluster.subscribe('pp', () => (heard.pp += 1));
    await cluster.follow([configMaps, deployments], ['default'], 'dev');
    expect(cluster.get(configMaps, 'default', 'before')).toMatchObject({
      complete: false,
      object: { apiVersion: 'v1', kind: 'ConfigMap' },
    });
    expect(cluster.get(configMaps, 'default', 'before')?.object).not.toHaveProperty('data');

    await somebody.apply('/apis/apps/v1/namespaces/default/deployments/web', web, own);
    await holds(() => cluster.get(deployments, 'default', 'web')?.object['status'] !== undefined);
    const live = cluster.get(deployments, 'default', 'web');
    expect(live).toMatchObject({ complete: true, object: { apiVersion: 'apps/v1', kind: 'Deployment' } });
    expect(live?.object.metadata).not.toHaveProperty('managedFields');

    await holds(() => heard.dev > 0);
    expect(heard.pp).toBe(0);
    await somebody.apply(`${settings}/before`, settingsNamed('before', { [environmentLabel]: 'pp' }), own);
    await holds(() => heard.pp > 0);
    expect([...cluster.objectsOf('pp')].map(({ object }) => object.metadata.name)).toEqual(['before']);
    await somebody.patch(`${settings}/before`, { metadata: { labels: null } }, { type: 'merge' });
    await holds(() => cluster.get(configMaps, 'default', 'before') === undefined);
    const { list, watch } = cluster.client.requests();
    expect([list, watch]).toEqual([2, 2]);
  });

  it('lists in pages', async () => {
    const started = await sandbox();
    const somebody = clientOf(started);
    const names = Array.from({ length: 1_200 }, (_, index) => `settings-${index}`);
    await Promise.all(names.map((name) => somebody.create(settings, settingsNamed(name))));
    const cluster = clusterOf(started);
    await cluster.follow([configMaps], ['default'], 'dev');
    const kept = [...cluster.objectsOf('dev')];
    expect(kept).toHaveLength(1_200);
    expect(cluster.client.requests()['list']).toBe(3);
    expect(Math.max(...kept.map(({ object }) => JSON.stringify(object).length))).toBeLessThan(500);
  });

  it('takes over its own writes, and forgets what it deleted', async () => {
    const started = await sandbox();
    const cluster = clusterOf(started);
    await cluster.follow([configMaps], ['default'], 'dev');
    const object = await cluster.client.apply(`${settings}/own`, settingsNamed('own'), own);
    cluster.put(configMaps, object);
    expect(cluster.get(configMaps, 'default', 'own')?.object.metadata['uid']).toBe(object.metadata['uid']);
    const uid = uidOf(object);
    await cluster.client.delete(`${settings}/own`, { uid, propagationPolicy: 'Background' });
    cluster.removed(configMaps, 'default', 'own', uid);
    expect(cluster.get(configMaps, 'default', 'own')).toBeUndefined();
  });

  it('says that it is out of reach, and finds an empty cluster in its place', async () => {
    const first = await sandbox();
    await clientOf(first).create(settings, settingsNamed('lost'));
    const cluster = clusterOf(first);
    await cluster.follow([configMaps], ['default'], 'dev');
    await first.stop();
    await holds(() => cluster.state().kind === 'unreachable');
    expect(cluster.get(configMaps, 'default', 'lost')).toBeDefined();
    await expect(cluster.follow([deployments], ['default'], 'pp')).rejects.toMatchObject({ transient: true });
    await sandbox(first.port);
    await holds(() => cluster.state().kind === 'ok');
    await holds(() => cluster.get(configMaps, 'default', 'lost') === undefined);
  }, 60_000);

  it('ends its connections', async () => {
    const started = await sandbox();
    const cluster = clusterOf(started);
    await cluster.follow([configMaps, deployments], ['default'], 'dev');
    await holds(() => cluster.client.requests()['watch'] === 2);
    expect(sockets()).not.toEqual([]);
    cluster.close();
    await expect(cluster.follow([configMaps], ['default'], 'dev')).rejects.toThrow('closed');
    await holds(() => sockets().length === 0);
  });
});
