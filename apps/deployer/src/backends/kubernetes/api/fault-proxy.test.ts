import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import { type SandboxCluster, startSandboxCluster } from '@tribble/sandbox-cluster';
import { BackendError } from '../../backend.ts';
import type { KubernetesClient } from './client.ts';
import { loadKubeConfig } from './connection.ts';
import { Discovery } from './discovery.ts';
import { expiredWatch, type FaultProxy, startFaultProxy, statusFault } from './fault-proxy.contract.ts';
import { apiHarness, fixture, kubeconfigOf } from './harness.contract.ts';
import type { WatchEvent } from './watch.ts';

const { clientFor, clientOf, files, onEnd } = apiHarness();

const collection = '/api/v1/namespaces/default/configmaps';
const configMap = (name: string, data: ValueMap = {}): ValueMap => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});
const options = { fieldManager: 'tester', force: true };

let cluster: SandboxCluster;
let proxy: FaultProxy;
let client: KubernetesClient;

beforeAll(async () => {
  cluster = await startSandboxCluster();
  proxy = await startFaultProxy(cluster.url);
});
afterEach(async () => {
  proxy.rule = undefined;
  await proxy.listen();
});
afterAll(async () => {
  await proxy.close();
  await cluster.stop();
});

/** A client through the proxy, and one that goes straight to the cluster. */
function clients(settings: Parameters<typeof clientOf>[1] = {}) {
  client = clientOf(proxy.url, { random: () => 0, ...settings });
  return { client, direct: clientOf(cluster.url) };
}

describe('through a proxy without faults', () => {
  it('all is as without it', async () => {
    const { client, direct } = clients();
    const applied = await client.apply(`${collection}/plain`, configMap('plain', { a: '1' }), options);
    expect(applied).toMatchObject({ kind: 'ConfigMap', data: { a: '1' } });
    await expect(client.get(`${collection}/plain`)).resolves.toEqual(await direct.get(`${collection}/plain`));
    await expect(client.get(`${collection}/none`)).resolves.toBeUndefined();
    const { items, resourceVersion } = await client.list(collection, { limit: 1 });
    expect(items).toContainEqual(expect.objectContaining({ kind: 'ConfigMap', apiVersion: 'v1' }));
    const uid = applied.metadata['uid'] as string;
    const deletion = { uid, propagationPolicy: 'Background' } as const;
    await expect(client.delete(`${collection}/plain`, { ...deletion, uid: 'another' })).rejects.toMatchObject(
      {
        status: 409,
      },
    );
    await expect(client.delete(`${collection}/plain`, deletion)).resolves.toBe('gone');
    await expect(client.delete(`${collection}/plain`, deletion)).resolves.toBe('gone');
    expect(Number(resourceVersion)).toBeGreaterThan(0);
  });

  it('the kinds are known', async () => {
    const discovery = new Discovery(clients().client);
    await expect(discovery.resolve('apps/v1', 'Deployment')).resolves.toMatchObject({
      plural: 'deployments',
      namespaced: true,
      hasStatus: true,
    });
    await expect(discovery.resolveAny('', 'Namespace')).resolves.toMatchObject({ namespaced: false });
    expect(discovery.isComplete()).toBe(true);
  });

  it('a watch tells what happens', async () => {
    const { client, direct } = clients();
    const { resourceVersion } = await client.list(collection);
    const stopping = new AbortController();
    const watch = client.watch(collection, { resourceVersion, timeoutSeconds: 60 }, stopping.signal);
    const events = watch[Symbol.asyncIterator]();
    const first = events.next();
    await proxy.seen(({ isWatch }) => isWatch);
    await direct.apply(`${collection}/watched`, configMap('watched'), options);
    await expect(first).resolves.toMatchObject({
      value: { type: 'ADDED', object: { metadata: { name: 'watched' } } },
    });
    stopping.abort();
    await expect(events.next()).resolves.toMatchObject({ done: true });
  });
});

describe('a fault', () => {
  it('of a server that refuses connections is told, and over when it listens again', async () => {
    const { client } = clients();
    await client.get(collection);
    await proxy.refuse();
    await expect(client.get(collection)).rejects.toMatchObject({ code: 'ECONNREFUSED', transient: true });
    await proxy.listen();
    await expect(client.get(collection)).resolves.toHaveProperty('items');
  });

  it('that passes is not seen: a reset, a lost answer, a server in trouble', async () => {
    const { client } = clients();
    await client.apply(`${collection}/twice`, configMap('twice', { a: '1' }), options);
    for (const fault of [
      { kind: 'reset' },
      { kind: 'lose' },
      statusFault(503, 'ServiceUnavailable'),
      statusFault(500, 'InternalError', { message: 'failed calling webhook' }),
      statusFault(429, 'TooManyRequests', { retryAfter: 0 }),
    ] as const) {
      let count = 0;
      proxy.rule = () => ((count += 1) === 1 ? fault : undefined);
      await client.apply(`${collection}/twice`, configMap('twice', { a: fault.kind }), options);
      expect(count).toBe(2);
    }
  });

  it('that loses an answer has an apply sent again, without an effect', async () => {
    const { client, direct } = clients();
    const { resourceVersion } = await direct.list(collection);
    let count = 0;
    proxy.rule = () => ((count += 1) === 1 ? { kind: 'lose' } : undefined);
    await client.apply(`${collection}/lost`, configMap('lost', { a: '1' }), options);
    expect(count).toBe(2);
    const events: WatchEvent[] = [];
    const watched = { resourceVersion, timeoutSeconds: 1, fieldSelector: 'metadata.name=lost' };
    for await (const event of direct.watch(collection, watched, new AbortController().signal))
      events.push(event);
    expect(events.filter(({ type }) => type !== 'BOOKMARK')).toMatchObject([{ type: 'ADDED' }]);
  });

  it('that passes is seen where sending again might do a thing twice', async () => {
    const { client, direct } = clients();
    proxy.rule = () => ({ kind: 'lose' });
    await expect(client.create(collection, configMap('once'))).rejects.toMatchObject({ transient: true });
    proxy.rule = undefined;
    await expect(direct.get(`${collection}/once`)).resolves.toHaveProperty('kind', 'ConfigMap');
    expect(client.requests()).toEqual({ create: 1 });
  });

  it('of a server that hangs is given up', async () => {
    const { client } = clients({ timeout: 100 });
    proxy.rule = () => ({ kind: 'hang' });
    await expect(client.get(collection)).rejects.toThrow('no answer within 0.1 s');
  });

  it('of a slow server is none', async () => {
    const { client } = clients();
    proxy.rule = () => ({ kind: 'slow', delay: 20 });
    await expect(client.list(collection)).resolves.toHaveProperty('resourceVersion');
  });

  it('within a list is an error, and never a shorter list', async () => {
    const { client, direct } = clients();
    for (const name of ['a', 'b', 'c'])
      await direct.apply(`${collection}/cut-${name}`, configMap(`cut-${name}`), options);
    proxy.rule = ({ query }) => (query.has('continue') ? { kind: 'cut', afterBytes: 60 } : undefined);
    await expect(client.list(collection, { limit: 1 })).rejects.toMatchObject({ name: 'ConnectionError' });
    proxy.rule = undefined;
    const { items } = await client.list(collection, { limit: 1 });
    expect(items.filter(({ metadata }) => metadata.name.startsWith('cut-'))).toHaveLength(3);
  });

  it('of an old page begins the list anew', async () => {
    const { client } = clients();
    let expired = 0;
    proxy.rule = ({ query }) => {
      return query.has('continue') && (expired += 1) === 1 ? statusFault(410, 'Expired') : undefined;
    };
    await expect(client.list(collection, { limit: 1 })).resolves.toHaveProperty('resourceVersion');
    expect(expired).toBeGreaterThan(1);
  });

  it('of fields that others hold is told with their names', async () => {
    const { client, direct } = clients();
    await direct.apply(`${collection}/shared`, configMap('shared', { a: '1' }), {
      ...options,
      fieldManager: 'other',
    });
    const refused = client.apply(`${collection}/shared`, configMap('shared', { a: '2' }), {
      ...options,
      force: false,
    });
    await expect(refused).rejects.toMatchObject({
      status: 409,
      causes: [expect.objectContaining({ reason: 'FieldManagerConflict', field: '.data.a' })],
    });
  });

  it('of a certificate that nobody vouches for is told, with the way out', async () => {
    const [key, cert] = await Promise.all([readFile(fixture('server.key')), readFile(fixture('server.crt'))]);
    const encrypted = await startFaultProxy(cluster.url, { key, cert });
    onEnd(() => encrypted.close());
    const folder = await files();
    const open = async (authority: string) => {
      const settings = { server: encrypted.url, 'certificate-authority': authority };
      const kubeconfig = await folder.write('kubeconfig', kubeconfigOf(settings, { token: 't' }));
      return clientFor(loadKubeConfig({ kubeconfig }));
    };
    await expect((await open(fixture('server.crt'))).get(collection)).resolves.toHaveProperty('items');
    await expect((await open(fixture('bob.crt'))).get(collection)).rejects.toThrow(
      'check certificate-authority',
    );
  });

  it('of a token that expired is told', async () => {
    const { client } = clients();
    proxy.rule = () => statusFault(401, 'Unauthorized');
    await expect(client.get(collection)).rejects.toMatchObject({ status: 401, transient: true });
  });
});

describe('a watch', () => {
  const query = { resourceVersion: '1', timeoutSeconds: 60 };
  const never = new AbortController().signal;
  const readAll = async () => {
    const events: WatchEvent[] = [];
    for await (const event of client.watch(collection, query, never)) events.push(event);
    return events;
  };

  it('that is closed every moment ends each time without an error', async () => {
    const { client } = clients();
    proxy.rule = ({ isWatch }) => (isWatch ? { kind: 'end', afterMilliseconds: 20 } : undefined);
    await readAll();
    await readAll();
    expect(client.requests()).toEqual({ watch: 2 });
  });

  it('whose version is too old says so', async () => {
    clients();
    proxy.rule = () => expiredWatch;
    await expect(readAll()).resolves.toMatchObject([{ type: 'ERROR', object: { code: 410 } }]);
  });

  it('that is cut is an error', async () => {
    const { direct } = clients();
    await direct.apply(`${collection}/w`, configMap('w'), options);
    proxy.rule = ({ isWatch }) => (isWatch ? { kind: 'cut', afterBytes: 40 } : undefined);
    await expect(readAll()).rejects.toBeInstanceOf(BackendError);
  });

  it('is not waited for when the server goes', async () => {
    clients();
    const reading = expect(readAll()).rejects.toMatchObject({ transient: true });
    await proxy.seen(({ isWatch, index }) => isWatch && index === proxy.requests.length - 1);
    await proxy.refuse();
    await reading;
  });
});
