import { describe, expect, it } from '@jest/globals';
import { type FakeClock, fakeClock } from '@tribble/service-kit/testing';
import { BackendError } from '../../backend.ts';
import type { ResourceType } from '../objects/resource-type.ts';
import { Cluster } from './cluster.ts';
import { FakeApiServer, statusError, uidOf } from './fake-api-server.ts';
import { configMaps, customResourceDefinitions, deployments, namespaces } from './kinds-for-tests.ts';

function setUp() {
  const server = new FakeApiServer();
  const clock = fakeClock();
  let invalidations = 0;
  const discovery = { invalidate: () => void (invalidations += 1) };
  const needsFullObject = (_group: string, kind: string) => kind === 'Deployment';
  const cluster = new Cluster(server, discovery, { needsFullObject, clock, random: () => 0.5 });
  const listen = (label: string) => {
    const bursts: string[][] = [];
    cluster.subscribe(label, (changed) => bursts.push(changed.map(({ kind, name }) => `${kind} ${name}`)));
    return bursts;
  };
  const names = (label: string) =>
    [...cluster.objectsOf(label)].map(({ object }) => object.metadata.name).sort();
  return { server, clock, cluster, listen, names, invalidations: () => invalidations };
}

/** What the API server was asked for, in short. */
const asked = ({ requests }: FakeApiServer, verb: string) =>
  requests.filter((request) => request.verb === verb).map(({ path }) => path);

async function end(cluster: { close(): void }, clock: FakeClock): Promise<void> {
  cluster.close();
  await clock.advance(0);
  expect(clock.waiting()).toEqual([]);
}

describe('a cluster', () => {
  it('knows what is followed, of all environments, with one watch for each kind', async () => {
    const { server, clock, cluster, names } = setUp();
    server.apply(deployments, 'dev', 'web', 'dev');
    server.apply(deployments, 'pp', 'web', 'pp');
    server.apply(configMaps, 'dev', 'settings', 'dev');
    server.apply(configMaps, 'dev', 'foreign', null);
    server.apply(namespaces, '', 'dev', 'dev');
    await Promise.all([
      cluster.follow([deployments, configMaps, namespaces], ['dev'], 'dev'),
      cluster.follow([deployments], ['pp'], 'pp'),
    ]);
    await cluster.follow([deployments], ['pp'], 'pp');
    await clock.advance(0);
    expect(names('dev')).toEqual(['dev', 'settings', 'web']);
    expect(names('pp')).toEqual(['web']);
    expect(cluster.get(deployments, 'dev', 'web')).toMatchObject({
      type: deployments,
      complete: true,
      object: { kind: 'Deployment', data: { text: 'x' } },
    });
    expect(cluster.get(configMaps, 'dev', 'settings')).toMatchObject({ complete: false });
    expect(cluster.get(configMaps, 'dev', 'settings')?.object).not.toHaveProperty('data');
    expect(cluster.get(configMaps, 'dev', 'foreign')).toBeUndefined();
    expect(cluster.get(namespaces, 'dev', 'dev')?.object.metadata.name).toBe('dev');
    expect(asked(server, 'watch').sort()).toEqual([
      '/api/v1/configmaps',
      '/api/v1/namespaces',
      '/apis/apps/v1/deployments',
    ]);
    expect(server.count('list')).toBe(3);
    expect(cluster.state()).toEqual({ kind: 'ok' });
    await end(cluster, clock);
  });

  it('sends nothing while nothing happens', async () => {
    const { server, clock, cluster } = setUp();
    await cluster.follow([deployments], ['dev'], 'dev');
    await clock.advance(0);
    const before = server.requests.length;
    for (let turn = 0; turn < 100; turn += 1) await cluster.follow([deployments], ['dev'], 'dev');
    await clock.advance(200_000);
    expect(server.requests.length).toBe(before);
    await end(cluster, clock);
  });

  it('stops what nobody follows any more, but not at once', async () => {
    const { server, clock, cluster, names } = setUp();
    server.apply(configMaps, 'dev', 'settings', 'dev');
    await cluster.follow([deployments, configMaps], ['dev'], 'dev');
    await cluster.follow([deployments], ['pp'], 'pp');
    await clock.advance(0);
    await cluster.follow([deployments], ['dev'], 'dev');
    await clock.advance(59_000);
    expect(server.openWatches).toBe(2);
    // Somebody wants it again in time, then not any more.
    await cluster.follow([deployments, configMaps], ['dev'], 'dev');
    cluster.unfollow('dev');
    await clock.advance(59_000);
    expect([server.openWatches, names('dev')]).toEqual([2, ['settings']]);
    await clock.advance(1_000);
    expect([server.openWatches, names('dev')]).toEqual([1, []]);
    await cluster.follow([configMaps], ['dev'], 'dev');
    expect(names('dev')).toEqual(['settings']);
    await end(cluster, clock);
  });

  it('ends all at once, and starts nothing any more', async () => {
    const { server, clock, cluster } = setUp();
    await cluster.follow([deployments, configMaps], ['dev'], 'dev');
    await clock.advance(0);
    expect(server.openWatches).toBe(2);
    cluster.close();
    cluster.unfollow('dev');
    await expect(cluster.follow([deployments], ['dev'], 'dev')).rejects.toThrow('closed');
    await clock.advance(0);
    expect([server.openWatches, server.isClosed, clock.waiting()]).toEqual([0, true, []]);
  });

  it('shows an object that is followed in two versions once', async () => {
    const { server, clock, cluster, names } = setUp();
    server.apply(deployments, 'dev', 'web', 'dev');
    const older: ResourceType = { ...deployments, version: 'v1beta1' };
    await cluster.follow([deployments, older], ['dev'], 'dev');
    server.apply(older, 'dev', 'web', 'dev');
    await clock.advance(0);
    expect(names('dev')).toEqual(['web']);
    expect(cluster.get(older, 'dev', 'web')?.object.apiVersion).toBe('apps/v1beta1');
    await end(cluster, clock);
  });

  it('keeps a thousand objects within a fixed bound each', async () => {
    const { server, clock, cluster } = setUp();
    for (let index = 0; index < 1_200; index += 1)
      server.apply(configMaps, 'dev', `settings-${index}`, 'dev');
    await cluster.follow([configMaps], ['dev'], 'dev');
    const sizes = [...cluster.objectsOf('dev')].map(({ object }) => JSON.stringify(object).length);
    expect(sizes).toHaveLength(1_200);
    expect(Math.max(...sizes)).toBeLessThan(300);
    await end(cluster, clock);
  });
});

describe('what our own writes brought', () => {
  it('is there at once', async () => {
    const { server, clock, cluster, names } = setUp();
    await cluster.follow([configMaps, namespaces], ['dev'], 'dev');
    await clock.advance(0);
    server.isDelivering = false;
    const settings = server.apply(configMaps, 'dev', 'settings', 'dev');
    cluster.put(configMaps, settings);
    cluster.put(namespaces, server.apply(namespaces, '', 'dev', 'dev'));
    expect(names('dev')).toEqual(['dev', 'settings']);
    expect(cluster.get(configMaps, 'dev', 'settings')?.object).not.toHaveProperty('data');
    expect(settings).toHaveProperty('data');
    server.delete(configMaps, 'dev', 'settings');
    cluster.removed(configMaps, 'dev', 'settings', uidOf(settings));
    expect(names('dev')).toEqual(['dev']);
    server.deliver();
    await clock.advance(0);
    expect(names('dev')).toEqual(['dev']);
    await end(cluster, clock);
  });

  it('is none of ours any more without the label', async () => {
    const { server, clock, cluster, names } = setUp();
    server.apply(configMaps, 'dev', 'settings', 'dev');
    await cluster.follow([configMaps], ['dev'], 'dev');
    cluster.put(configMaps, server.apply(configMaps, 'dev', 'settings', null));
    expect(names('dev')).toEqual([]);
    await end(cluster, clock);
  });

  it('is not kept of a kind that nobody follows', () => {
    const { server, cluster, names } = setUp();
    cluster.put(configMaps, server.apply(configMaps, 'dev', 'settings', 'dev'));
    cluster.removed(configMaps, 'dev', 'settings', 'uid');
    expect([names('dev'), cluster.get(configMaps, 'dev', 'settings')]).toEqual([[], undefined]);
  });
});

describe('a listener', () => {
  it('hears of the objects of its environment, by the old label and the new one', async () => {
    const { server, clock, cluster, listen } = setUp();
    const [dev, pp] = [listen('dev'), listen('pp')];
    await cluster.follow([deployments], ['dev'], 'dev');
    await clock.advance(100);
    expect([dev, pp]).toEqual([[], []]);
    server.apply(deployments, 'dev', 'web', 'dev');
    server.apply(deployments, 'dev', 'api', 'dev');
    server.apply(deployments, 'dev', 'web', 'dev');
    await clock.advance(50);
    server.apply(deployments, 'dev', 'web', 'pp');
    await clock.advance(50);
    server.apply(deployments, 'dev', 'web', null);
    await clock.advance(50);
    server.delete(deployments, 'dev', 'api');
    await clock.advance(50);
    expect(dev).toEqual([['Deployment web', 'Deployment api'], ['Deployment web'], ['Deployment api']]);
    expect(pp).toEqual([['Deployment web'], ['Deployment web']]);
    await end(cluster, clock);
  });

  it('hears of claims on what its environment declares', async () => {
    const { clock, cluster, listen } = setUp();
    const [dev, pp] = [listen('dev'), listen('pp')];
    cluster.claims.set('dev', new Set(['a']));
    cluster.claims.set('pp', new Set(['a']));
    await clock.advance(50);
    expect([dev, pp]).toEqual([[[]], []]);
  });
});

it('asks for the kinds anew when a CustomResourceDefinition changes', async () => {
  const { server, clock, cluster, invalidations } = setUp();
  await cluster.follow([customResourceDefinitions, configMaps], 'all', 'dev');
  await clock.advance(0);
  server.apply(configMaps, 'dev', 'settings', 'dev');
  await clock.advance(0);
  expect(invalidations()).toBe(0);
  server.apply(customResourceDefinitions, '', 'crontabs.example.org', 'dev');
  await clock.advance(0);
  expect(invalidations()).toBe(1);
  server.delete(customResourceDefinitions, '', 'crontabs.example.org');
  await clock.advance(0);
  expect(invalidations()).toBe(2);
  await end(cluster, clock);
});

describe('a kind that may not be watched everywhere', () => {
  const forbiddenMessage = statusError(403, 'Forbidden').message;
  const onlyIn =
    (...allowed: string[]) =>
    (request: { path: string }) => {
      const namespace = /\/namespaces\/([^/]+)\//.exec(request.path)?.[1];
      const isAllowed = namespace !== undefined && allowed.includes(namespace);
      return isAllowed || request.path === '/version' ? undefined : statusError(403, 'Forbidden');
    };

  it('is watched in each namespace', async () => {
    const { server, clock, cluster, names } = setUp();
    server.refuse = onlyIn('dev', 'shared', 'pp');
    server.apply(deployments, 'dev', 'web', 'dev');
    server.apply(deployments, 'elsewhere', 'web', 'dev');
    await cluster.follow([deployments], ['dev', 'shared'], 'dev');
    await cluster.follow([deployments], ['pp'], 'pp');
    await clock.advance(0);
    expect(names('dev')).toEqual(['web']);
    expect(cluster.state()).toEqual({ kind: 'ok' });
    expect(server.openWatches).toBe(3);
    const web = server.apply(deployments, 'shared', 'api', 'dev');
    cluster.put(deployments, web);
    expect(names('dev')).toEqual(['api', 'web']);
    await cluster.follow([deployments], ['dev'], 'dev');
    await clock.advance(0);
    expect([server.openWatches, names('dev')]).toEqual([2, ['web']]);
    await end(cluster, clock);
  });

  it('says where it is forbidden, and goes on when the right is granted', async () => {
    const { server, clock, cluster, listen, names } = setUp();
    const dev = listen('dev');
    server.refuse = onlyIn('pp');
    await expect(cluster.follow([deployments, configMaps], ['dev', 'pp'], 'dev')).rejects.toMatchObject({
      message: forbiddenMessage,
      transient: false,
    });
    const forbidden = [deployments, configMaps].map((type) => ({
      type,
      namespace: 'dev',
      message: forbiddenMessage,
    }));
    expect(cluster.state()).toEqual({ kind: 'forbidden', types: forbidden });
    await clock.advance(50);
    expect(dev).toEqual([[]]);
    const before = server.requests.length;
    await expect(cluster.follow([deployments, configMaps], ['dev', 'pp'], 'dev')).rejects.toThrow(
      'Forbidden',
    );
    expect(server.requests.length).toBe(before);

    server.apply(configMaps, 'dev', 'settings', 'dev');
    server.refuse = onlyIn('pp', 'dev');
    await clock.advance(30_000);
    await cluster.follow([deployments, configMaps], ['dev', 'pp'], 'dev');
    expect([cluster.state(), names('dev')]).toEqual([{ kind: 'ok' }, ['settings']]);
    await clock.advance(50);
    expect(dev).toEqual([[], ['ConfigMap settings']]);
    await end(cluster, clock);
  });

  it('stays forbidden where it is still, without telling it again', async () => {
    const { server, clock, cluster, listen } = setUp();
    const dev = listen('dev');
    server.refuse = onlyIn();
    for (let turn = 0; turn < 5; turn += 1) {
      await expect(cluster.follow([deployments, namespaces], ['dev'], 'dev')).rejects.toThrow('Forbidden');
      await clock.advance(31_000);
    }
    expect(cluster.state()).toMatchObject({
      kind: 'forbidden',
      types: [{ type: deployments, namespace: 'dev' }, { type: namespaces }],
    });
    expect(dev).toEqual([[]]);
    expect(asked(server, 'list').filter((path) => path === '/apis/apps/v1/deployments')).toHaveLength(1);
    await end(cluster, clock);
  });

  it('keeps what is known while it changes from all namespaces to each', async () => {
    const { server, clock, cluster, listen, names } = setUp();
    server.apply(deployments, 'dev', 'web', 'dev');
    server.apply(deployments, 'elsewhere', 'other', 'dev');
    await cluster.follow([deployments], ['dev'], 'dev');
    await clock.advance(0);
    const dev = listen('dev');
    server.refuse = onlyIn('dev');
    server.endWatches();
    await clock.advance(10_000);
    expect([names('dev'), dev, server.openWatches]).toEqual([['web'], [], 1]);
    server.delete(deployments, 'dev', 'web');
    await clock.advance(50);
    expect([names('dev'), dev]).toEqual([[], [['Deployment web']]]);
    await end(cluster, clock);
  });

  it('serves those who need some namespaces beside one who needs all', async () => {
    const { server, clock, cluster, names } = setUp();
    server.apply(deployments, 'dev', 'web', 'dev');
    server.refuse = onlyIn('dev');
    await expect(cluster.follow([deployments], 'all', 'everything')).rejects.toThrow('Forbidden');
    await cluster.follow([deployments], ['dev'], 'dev');
    expect(names('dev')).toEqual(['web']);
    expect(cluster.state()).toEqual({
      kind: 'forbidden',
      types: [{ type: deployments, message: forbiddenMessage }],
    });
    server.refuse = () => undefined;
    await clock.advance(30_000);
    await cluster.follow([deployments], 'all', 'everything');
    await clock.advance(0);
    expect([cluster.state(), server.openWatches, names('dev')]).toEqual([{ kind: 'ok' }, 1, ['web']]);
    await end(cluster, clock);
  });
});

it('forgets a kind that is not served any more, until it is followed again', async () => {
  const { server, clock, cluster, listen, names, invalidations } = setUp();
  server.apply(configMaps, 'dev', 'settings', 'dev');
  await cluster.follow([configMaps], ['dev'], 'dev');
  await clock.advance(0);
  const dev = listen('dev');
  server.refuse = ({ path }) =>
    path.includes('configmaps') ? statusError(404, 'NotFound', false) : undefined;
  server.endWatches();
  await clock.advance(10_000);
  expect([names('dev'), dev, invalidations()]).toEqual([[], [['ConfigMap settings']], 1]);
  const before = server.requests.length;
  await clock.advance(600_000);
  expect(server.requests.length).toBe(before);
  await expect(cluster.follow([configMaps], ['dev'], 'dev')).rejects.toThrow('NotFound');
  server.refuse = () => undefined;
  await cluster.follow([configMaps], ['dev'], 'dev');
  expect(names('dev')).toEqual(['settings']);
  await end(cluster, clock);
});

describe('a cluster out of reach', () => {
  const down = () => new BackendError('connection refused', true);

  it('says since when, wakes all, and recovers by itself', async () => {
    const { server, clock, cluster, listen, names } = setUp();
    await cluster.follow([deployments, configMaps], ['dev'], 'dev');
    await clock.advance(5_000);
    const bursts = [listen('dev'), listen('pp')];
    const since = clock.now();
    server.refuse = down;
    server.endWatches(down());
    await clock.advance(30_000);
    expect(cluster.state()).toEqual({ kind: 'unreachable', since, message: 'connection refused' });
    expect(bursts).toEqual([[[]], [[]]]);
    // What is known stays known.
    await cluster.follow([deployments, configMaps], ['dev'], 'dev');
    await expect(cluster.follow([deployments, namespaces], ['dev'], 'dev')).rejects.toThrow(
      'connection refused',
    );
    // One asks for all.
    expect(server.requests.length).toBeLessThan(15);
    server.apply(configMaps, 'dev', 'settings', 'dev');
    server.refuse = () => undefined;
    await clock.advance(32_000);
    expect(cluster.state()).toEqual({ kind: 'ok' });
    expect(names('dev')).toEqual(['settings']);
    expect(bursts[1]?.[1]).toEqual([]);
    await end(cluster, clock);
  });

  it('is not what one kind makes of it that fails alone', async () => {
    const { server, clock, cluster } = setUp();
    await cluster.follow([deployments, configMaps], ['dev'], 'dev');
    await clock.advance(0);
    server.refuse = ({ path }) =>
      path.includes('configmaps') ? statusError(503, 'Unavailable', false) : undefined;
    server.endWatches();
    await clock.advance(120_000);
    expect(cluster.state()).toEqual({ kind: 'ok' });
    await end(cluster, clock);
  });

  it('leaves nothing behind when it is closed meanwhile', async () => {
    const { server, clock, cluster } = setUp();
    server.refuse = down;
    await expect(cluster.follow([deployments], ['dev'], 'dev')).rejects.toThrow('connection refused');
    await clock.advance(10_000);
    expect(cluster.state().kind).toBe('unreachable');
    const before = server.requests.length;
    await end(cluster, clock);
    await clock.advance(600_000);
    expect(server.requests.length).toBe(before);
  });
});
