import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { valueAt } from '@tribble/resource-repo/format';
import { until } from '../../backend.contract.ts';
import {
  expiredWatch,
  type Fault,
  type ProxiedRequest,
  startFaultProxy,
  statusFault,
} from '../api/fault-proxy.contract.ts';
import { fixture, kubeconfigOf } from '../api/harness.contract.ts';
import { conformance, type Turn } from './conformance.contract.ts';
import { configMap, deployment, object } from './manifests.contract.ts';
import { startPlainServer } from './plain-server.contract.ts';

const suite = conformance();
let folder: string;
let plain: Awaited<ReturnType<typeof startPlainServer>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tribble-faults-'));
  plain = await startPlainServer(suite.place.config);
});
afterAll(async () => {
  await plain.close();
  await rm(folder, { recursive: true });
});

/** An environment that reaches its cluster through a proxy of its own, with the kubeconfig that it is given. */
async function proxied({ tls, user = {}, cluster = {} }: Connection = {}) {
  const proxy = await startFaultProxy(plain.url, tls);
  suite.onEnd(() => proxy.close());
  const kubeconfig = join(folder, `kubeconfig-${new URL(proxy.url).port}`);
  const write = async (change: Omit<Connection, 'tls'>) => {
    const known = { server: proxy.url, ...(tls === undefined && { 'insecure-skip-tls-verify': true }) };
    await writeFile(kubeconfig, kubeconfigOf({ ...known, ...change.cluster }, change.user ?? {}));
  };
  await write({ user, cluster });
  const dev = await suite.environment({ options: { kubeconfig, context: 'c', timeout: '2s' } });
  return { dev, proxy, write };
}

type Connection = { tls?: { key: Buffer; cert: Buffer }; user?: object; cluster?: object };

const web = (image: string) => deployment('web', { replicas: 0 }, { image });
const old = configMap('old');
const isClean = ({ status }: Turn) => status.status === 'Clean' && status.prune === undefined;
const isWrite = ({ method }: ProxiedRequest) => method !== 'GET';
const isWatch = ({ isWatch: watches }: ProxiedRequest) => watches;
const any = () => true;
const refusal = (status: number, reason: string, more = {}) => statusFault(status, reason, more);

/** What is wrong, as the environment or its resources tell it. */
const toldBy = (turn: Turn | string) =>
  typeof turn === 'string' ? turn : [...turn.failures.values()].map(({ message }) => message).join();

type Case = [name: string, fault: Fault, of: (request: ProxiedRequest) => boolean];

describe('a fault between deployer and API server', () => {
  it.each<Case>([
    ['connections that are reset', { kind: 'reset' }, any],
    ['connections that hang', { kind: 'hang' }, any],
    ['answers that are lost', { kind: 'lose' }, isWrite],
    ['429', refusal(429, 'TooManyRequests', { retryAfter: 1 }), any],
    ['409', refusal(409, 'Conflict'), isWrite],
    ['500', refusal(500, 'InternalError'), any],
    ['503', refusal(503, 'ServiceUnavailable'), any],
    ['an answer that is cut', { kind: 'cut', afterBytes: 40 }, any],
    ['a page of somebody else', { kind: 'answer', status: 502, body: '<html>Bad Gateway</html>' }, any],
  ])(
    'prunes nothing and applies nothing twice: %s',
    async (_, fault, isMeant) => {
      const { dev, proxy } = await proxied();
      await dev.deploy({ web: web('web:1'), old });
      const before = await dev.live(web('web:1'));
      dev.commit({ web: web('web:2') });
      proxy.rule = (request) => (isMeant(request) ? fault : undefined);
      const turn = await dev.turnOrFault();
      // What is wrong is told, by the environment or by its resource.
      const told = toldBy(turn);
      expect(told).not.toBe('');
      if (typeof turn !== 'string') expect(turn.status.status).not.toBe('Clean');
      expect(await dev.find(old)).toBeDefined();
      proxy.rule = undefined;
      await dev.recovers(isClean);
      const after = await dev.live(web('web:1'));
      expect(after.metadata['uid']).toBe(before.metadata['uid']);
      expect(after.metadata['generation']).toBe(2);
      const image = valueAt(after, ['spec', 'template', 'spec', 'containers', '0', 'image']);
      expect(image).toBe('registry.example.org/web:2');
      expect(await dev.find(old)).toBeUndefined();
      expect(await dev.inventory()).toEqual(['Deployment web']);
    },
    120_000,
  );

  it('is told while nobody answers, with what was known, and passes without a restart', async () => {
    const { dev, proxy } = await proxied();
    await dev.deploy({ web: web('web:1'), old });
    await proxy.refuse();
    dev.commit({ web: web('web:2') });
    const told = await until(
      () => dev.turnOrFault(),
      (turn) => typeof turn === 'string',
    );
    expect(told).toMatch(/does not answer/);
    expect(await dev.find(old)).toBeDefined();
    await proxy.listen();
    await dev.recovers(isClean);
    expect((await dev.live(web('web:1'))).metadata['generation']).toBe(2);
  }, 120_000);

  it('of one cluster leaves the others alone', async () => {
    const { dev, proxy } = await proxied();
    const { dev: other } = await proxied();
    await dev.deploy({ web: configMap('web') });
    await proxy.refuse();
    await until(
      () => dev.turnOrFault(),
      (turn) => typeof turn === 'string',
    );
    await other.deploy({ web: configMap('web') });
    expect(await other.find(configMap('web'))).toBeDefined();
  }, 120_000);
});

describe('a kind that does not answer', () => {
  const budget = object('policy/v1', 'PodDisruptionBudget', 'budget', {
    spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
  });
  const isOfBudgets = ({ path }: ProxiedRequest) => path.includes('/poddisruptionbudgets');

  it('fails alone, and nothing is pruned until it answers', async () => {
    const { dev, proxy } = await proxied();
    proxy.rule = (request) => (isOfBudgets(request) ? refusal(500, 'InternalError') : undefined);
    dev.commit({ web: configMap('web'), old, budget });
    const isApplied = ({ status }: Turn) => status.resources['old']?.status === 'Clean';
    const { status } = await dev.until(isApplied);
    expect(status.resources['web']?.status).toBe('Clean');
    expect(status.resources['budget']?.status).not.toBe('Clean');
    dev.commit({ web: configMap('web'), budget });
    const { status: held } = await dev.turn();
    expect(held.prune?.objects).toMatchObject([{ kind: 'ConfigMap', name: 'old' }]);
    expect(await dev.find(old)).toBeDefined();
    proxy.rule = undefined;
    await dev.recovers(isClean);
    expect(await dev.find(budget)).toBeDefined();
    expect(await dev.find(old)).toBeUndefined();
  }, 120_000);
});

describe('credentials', () => {
  it('that expire are told, and taken from the kubeconfig again when it has new ones', async () => {
    const { dev, proxy, write } = await proxied({ user: { token: 'first' } });
    await dev.deploy({ web: configMap('web'), old });
    proxy.rule = ({ headers }) =>
      headers.authorization === 'Bearer second' ? undefined : refusal(401, 'Unauthorized');
    dev.commit({ web: configMap('web', { level: 'debug' }) });
    const turn = await dev.turnOrFault();
    expect(toldBy(turn)).toMatch(/401.*may have expired/);
    expect(await dev.find(old)).toBeDefined();
    await write({ user: { token: 'second' } });
    await dev.recovers(isClean);
    expect(await dev.live(configMap('web'))).toMatchObject({ data: { level: 'debug' } });
    expect(dev.logged()).not.toMatch(/Bearer|first"|second"/);
  }, 120_000);

  it('a certificate that nobody trusts is told, until the kubeconfig names who signed it', async () => {
    const tls = { key: await readFile(fixture('server.key')), cert: await readFile(fixture('server.crt')) };
    const trusting = (name: 'ann.crt' | 'server.crt') => ({ 'certificate-authority': fixture(name) });
    const { dev, write } = await proxied({ tls, cluster: trusting('ann.crt') });
    dev.commit({ web: configMap('web') });
    expect(await dev.turnOrFault()).toMatch(/certificate/);
    await write({ cluster: trusting('server.crt') });
    await dev.recovers(isClean);
    expect(await dev.find(configMap('web'))).toBeDefined();
  }, 120_000);
});

describe('a watch', () => {
  it('that is all an environment at rest has asks for nothing else', async () => {
    const { dev, proxy } = await proxied();
    await dev.deploy({ web: web('web:1'), old });
    await dev.until(isClean);
    const before = proxy.requests.length;
    for (let turns = 0; turns < 3; turns += 1) expect((await dev.turn()).changes).toEqual([]);
    expect(proxy.requests.slice(before).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it.each<[string, Fault]>([
    ['is slow', { kind: 'slow', delay: 300 }],
    ['ends every second', { kind: 'end', afterMilliseconds: 1_000 }],
    ['is reset at once', { kind: 'reset' }],
  ])(
    'that %s is made up for',
    async (_, fault) => {
      const { dev, proxy } = await proxied();
      proxy.rule = (request) => (isWatch(request) ? fault : undefined);
      await dev.recovers(() => true);
      dev.commit({ web: web('web:1'), old });
      await dev.recovers(isClean);
      await dev.edit(old, { data: { level: 'edited' } });
      proxy.rule = (request) => (isWatch(request) && fault.kind !== 'reset' ? fault : undefined);
      await dev.recovers(({ changes }) => changes.length > 0);
      await dev.recovers(isClean);
      expect(await dev.live(old)).toMatchObject({ data: { level: 'info' } });
      expect((await dev.live(web('web:1'))).metadata['generation']).toBe(1);
    },
    120_000,
  );

  it('case 36: whose version is too old is begun anew by one list, and deletions are seen', async () => {
    const { dev, proxy } = await proxied();
    const isOfConfigMaps = ({ path }: ProxiedRequest) => path.endsWith('/configmaps');
    // The first watch tells nothing; the next is told that its version is gone.
    let watches = 0;
    proxy.rule = (request) => {
      if (!isWatch(request) || !isOfConfigMaps(request)) return undefined;
      watches += 1;
      if (watches === 1) return { kind: 'hang' };
      return watches === 2 ? expiredWatch : undefined;
    };
    await dev.deploy({ web: configMap('web'), old });
    await dev.delete(old);
    const lists = () => proxy.requests.filter((each) => !each.isWatch && isOfConfigMaps(each)).length;
    const before = lists();
    await proxy.refuse();
    await proxy.listen();
    await dev.recovers(() => dev.applied.filter((line) => line === 'create ConfigMap old').length === 2);
    expect(lists() - before).toBe(1);
    await dev.recovers(isClean);
  }, 120_000);
});
