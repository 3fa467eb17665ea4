import { describe, expect, it } from '@jest/globals';
import { fakeClock, recordingLogger } from '@tribble/service-kit/testing';
import { BackendError } from '../../backend.ts';
import { environmentLabel } from '../objects/marks.ts';
import { pathOf } from '../objects/resource-type.ts';
import { Health } from './health.ts';
import { Reflector } from './reflector.ts';
import { type Change, ObjectStore } from './store.ts';
import { expired, FakeApiServer, statusError } from './fake-api-server.ts';
import { configMaps } from './kinds-for-tests.ts';

const broken = () => new BackendError('the connection was reset', true);

/** A reflector of ConfigMaps at an API server in memory; `seen` is what its announcements alone make of the objects. */
function setUp({ metadataOnly = true } = {}) {
  const server = new FakeApiServer();
  const clock = fakeClock();
  const { log, lines } = recordingLogger();
  const store = new ObjectStore();
  const seen = new Map<string, unknown>();
  const changed = ({ before, after }: Change) => {
    const name = (after ?? before)?.metadata.name ?? '';
    if (after === undefined) seen.delete(name);
    else seen.set(name, after.metadata['resourceVersion']);
  };
  const settled: boolean[] = [];
  const probe = () => server.get('/version');
  const random = () => 0.5;
  const health = new Health({ probe, clock, random, changed: () => undefined });
  const reflector = new Reflector(
    { client: server, health, clock, random, log },
    {
      type: configMaps,
      path: pathOf(configMaps, ''),
      selection: { labelSelector: environmentLabel, metadataOnly },
      store,
      changed,
      settled: (isAwaited) => settled.push(isAwaited),
    },
  );
  const apply = (name: string) => server.apply(configMaps, 'dev', name, 'dev');
  const remove = (name: string) => server.delete(configMaps, 'dev', name);
  const names = () => [...store.values()].map(({ metadata }) => metadata.name).sort();
  return { server, clock, lines, store, seen, settled, health, reflector, apply, remove, names };
}

describe('a reflector', () => {
  it('lists once and watches from there', async () => {
    const { server, clock, reflector, apply, remove, names, seen, store } = setUp();
    apply('a');
    reflector.start();
    await reflector.ready();
    expect(names()).toEqual(['a']);
    await clock.advance(0);
    apply('b');
    remove('a');
    await clock.advance(0);
    expect(names()).toEqual(['b']);
    expect([...seen.keys()]).toEqual(['b']);
    expect([server.count('list'), server.count('watch'), server.count('get')]).toEqual([1, 1, 0]);
    expect(store.get('dev', 'b')?.metadata).not.toHaveProperty('managedFields');
    reflector.stop();
  });

  it.each([
    { metadataOnly: true, expected: undefined },
    { metadataOnly: false, expected: { text: 'x' } },
  ])('keeps what is needed of an object: %p', async ({ metadataOnly, expected }) => {
    const { reflector, apply, store } = setUp({ metadataOnly });
    apply('a');
    reflector.start();
    await reflector.ready();
    const object = store.get('dev', 'a');
    expect(object).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
    expect(object?.['data']).toEqual(expected);
    reflector.stop();
  });

  it('goes on after a watch that ends every second, without another list', async () => {
    const { server, clock, reflector, apply, names } = setUp();
    reflector.start();
    await reflector.ready();
    for (let turn = 0; turn < 20; turn += 1) {
      await clock.advance(0);
      server.endWatches();
      apply(`late-${turn}`);
      await clock.advance(1_000);
    }
    expect(names()).toHaveLength(20);
    expect([server.count('list'), server.count('watch')]).toEqual([1, 21]);
    reflector.stop();
  });

  it('loses nothing that happens while a watch is broken', async () => {
    const { server, clock, reflector, apply, remove, names } = setUp();
    apply('a');
    reflector.start();
    await clock.advance(0);
    server.endWatches(broken());
    await clock.advance(0);
    apply('b');
    remove('a');
    await clock.advance(1_000);
    expect(names()).toEqual(['b']);
    expect([server.count('list'), server.count('watch'), server.count('get')]).toEqual([1, 2, 1]);
    reflector.stop();
  });

  it.each([
    { how: 'by HTTP', refuse: true },
    { how: 'in the stream', refuse: false },
  ])('lists again where the watch is too old $how, and tells what is gone', async ({ refuse }) => {
    const { server, clock, reflector, apply, remove, names, seen } = setUp();
    apply('a');
    apply('b');
    reflector.start();
    await clock.advance(2_000);
    server.endWatches();
    remove('a');
    apply('c');
    server.compact();
    if (refuse) {
      let isFirst = true;
      server.refuse = ({ verb }) => {
        if (verb !== 'watch' || !isFirst) return undefined;
        isFirst = false;
        return statusError(410, 'Expired');
      };
    }
    await clock.advance(2_000);
    expect(names()).toEqual(['b', 'c']);
    expect([...seen.keys()].sort()).toEqual(['b', 'c']);
    expect(server.count('list')).toBe(2);
    reflector.stop();
  });

  it('does not run hot where every watch is too old', async () => {
    const { server, clock, reflector } = setUp();
    server.refuse = ({ verb }) => (verb === 'watch' ? statusError(410, 'Expired') : undefined);
    reflector.start();
    await clock.advance(600_000);
    expect(server.count('list')).toBeGreaterThan(20);
    expect(server.count('list')).toBeLessThan(40);
    reflector.stop();
  });

  it('goes on after an error in the stream that is not about age', async () => {
    const { server, clock, reflector, apply, names } = setUp();
    reflector.start();
    await clock.advance(0);
    server.send({
      type: 'ERROR',
      object: { kind: 'Status', code: 500, reason: 'InternalError', message: 'oh' },
    });
    await clock.advance(0);
    apply('a');
    await clock.advance(1_000);
    expect(names()).toEqual(['a']);
    expect(server.count('list')).toBe(1);
    reflector.stop();
  });

  it('goes on from a bookmark', async () => {
    const { server, clock, reflector } = setUp();
    reflector.start();
    await clock.advance(0);
    server.apply(configMaps, 'dev', 'unlabelled', null);
    server.send({ type: 'BOOKMARK', object: { metadata: { resourceVersion: '101' } } });
    await clock.advance(0);
    server.compact();
    server.endWatches();
    await clock.advance(1_000);
    expect([server.count('list'), server.count('watch')]).toEqual([1, 2]);
    reflector.stop();
  });

  it('tells of an error of the first list at once, and gets over it', async () => {
    const { server, clock, reflector, apply, names, settled } = setUp();
    let failures = 2;
    server.refuse = ({ verb }) =>
      verb === 'list' && failures-- > 0 ? statusError(500, 'InternalError') : undefined;
    reflector.start();
    await expect(reflector.ready()).rejects.toThrow('InternalError for the test');
    // Nobody waits for the next try.
    await expect(reflector.ready()).rejects.toThrow(BackendError);
    apply('a');
    await clock.advance(4_000);
    await reflector.ready();
    expect(names()).toEqual(['a']);
    expect(settled).toEqual([false]);
    expect(server.count('list')).toBe(3);
    reflector.stop();
  });

  it('ends a watch that hangs, and lists', async () => {
    const { server, clock, reflector, apply, names } = setUp();
    server.refuse = ({ verb }) => (verb === 'watch' ? 'hang' : undefined);
    reflector.start();
    await clock.advance(0);
    apply('a');
    server.refuse = () => undefined;
    // By then the server should have ended it: 450 s, and 30 s of grace.
    await clock.advance(479_000);
    expect([server.count('list'), names()]).toEqual([1, []]);
    await clock.advance(3_000);
    expect([server.count('list'), names()]).toEqual([2, ['a']]);
    reflector.stop();
  });

  it('follows a cluster that was restored from a backup', async () => {
    const { server, clock, reflector, apply, names, store } = setUp();
    apply('a');
    reflector.start();
    await clock.advance(0);
    server.restore();
    server.refuse = ({ verb }) =>
      verb === 'watch' && server.count('list') === 1 ? statusError(504, 'Timeout') : undefined;
    await clock.advance(10_000);
    apply('b');
    await clock.advance(0);
    expect(names()).toEqual(['a', 'b']);
    expect(store.get('dev', 'a')?.metadata['resourceVersion']).toBe('1');
    reflector.stop();
  });

  it.each([
    { status: 403, reason: 'forbidden' },
    { status: 404, reason: 'not-served' },
  ])('stops by itself after a $status of a list', async ({ status, reason }) => {
    const { server, clock, reflector, settled } = setUp();
    server.refuse = () => statusError(status, 'No');
    reflector.start();
    await expect(reflector.ready()).rejects.toThrow('No for the test');
    expect(reflector.stopped()).toMatchObject({ reason, at: clock.now() });
    await clock.advance(3_600_000);
    expect(server.requests).toHaveLength(1);
    expect(settled).toEqual([false]);
    expect(clock.waiting()).toEqual([]);
  });

  it('tries again with 401, since credentials are renewed', async () => {
    const { server, clock, reflector } = setUp();
    server.refuse = () => statusError(401, 'Unauthorized');
    reflector.start();
    await expect(reflector.ready()).rejects.toThrow('Unauthorized');
    server.refuse = () => undefined;
    await clock.advance(5_000);
    await reflector.ready();
    reflector.stop();
  });

  it('does not take a proxy that forbids for the API server', async () => {
    const { server, clock, reflector } = setUp();
    server.refuse = () => statusError(403, 'Forbidden', false);
    reflector.start();
    await expect(reflector.ready()).rejects.toThrow('Forbidden');
    expect(reflector.stopped()).toBeUndefined();
    server.refuse = () => undefined;
    await clock.advance(5_000);
    await reflector.ready();
    reflector.stop();
  });

  it('says once that it is interrupted', async () => {
    const { server, clock, reflector, lines } = setUp();
    reflector.start();
    await clock.advance(0);
    server.refuse = ({ verb }) => (verb === 'watch' ? statusError(500, 'InternalError') : undefined);
    server.endWatches();
    await clock.advance(300_000);
    expect(lines).toMatchObject([
      { msg: 'watch is interrupted', path: '/api/v1/configmaps', request: 'watch' },
    ]);
    reflector.stop();
  });

  it('survives a client that throws what it should not', async () => {
    const { server, clock, reflector } = setUp();
    server.refuse = () => new TypeError('a bug');
    reflector.start();
    await expect(reflector.ready()).rejects.toThrow('/api/v1/configmaps cannot be watched: a bug');
    server.refuse = () => undefined;
    await clock.advance(5_000);
    await reflector.ready();
    reflector.stop();
  });
});

describe('a reflector that is stopped', () => {
  it('ends its watch and leaves no timer', async () => {
    const { server, clock, reflector } = setUp();
    reflector.start();
    await clock.advance(0);
    expect(server.openWatches).toBe(1);
    reflector.stop();
    await clock.advance(0);
    expect([server.openWatches, clock.waiting()]).toEqual([0, []]);
  });

  it('opens no other watch out of a pause', async () => {
    const { server, clock, reflector } = setUp();
    reflector.start();
    await clock.advance(0);
    server.endWatches(broken());
    await clock.advance(100);
    expect(clock.waiting()).toHaveLength(1);
    reflector.stop();
    await clock.advance(3_600_000);
    expect([server.count('watch'), server.count('list'), clock.waiting()]).toEqual([1, 1, []]);
  });

  it('takes no list any more, and tells those who wait', async () => {
    const { server, clock, reflector, apply, names } = setUp();
    let open: () => void = () => undefined;
    server.gate = new Promise((resolve) => (open = resolve));
    apply('a');
    reflector.start();
    const ready = reflector.ready();
    reflector.stop();
    open();
    await expect(ready).rejects.toThrow('/api/v1/configmaps is watched no more');
    await clock.advance(0);
    expect([names(), server.count('watch')]).toEqual([[], 0]);
  });
});

describe('a reflector of a cluster that is out of reach', () => {
  it('waits until the cluster answers, and then lists', async () => {
    const { server, clock, reflector, health, apply, names } = setUp();
    reflector.start();
    await clock.advance(0);
    server.refuse = () => broken();
    server.endWatches(broken());
    await clock.advance(300_000);
    expect(health.outage()).toEqual({ since: new Date('2026-01-01T00:00:00Z'), message: broken().message });
    expect([server.count('list'), server.count('watch')]).toEqual([1, 1]);
    apply('a');
    server.refuse = () => undefined;
    await clock.advance(32_000);
    expect(health.outage()).toBeUndefined();
    expect([server.count('list'), server.count('watch'), names()]).toEqual([2, 2, ['a']]);
    reflector.stop();
    health.close();
    await clock.advance(0);
    expect(clock.waiting()).toEqual([]);
  });

  it('opens a watch anew that may have died unnoticed', async () => {
    const { server, clock, reflector, health } = setUp();
    reflector.start();
    await clock.advance(0);
    server.refuse = ({ verb }) => (verb === 'get' ? broken() : undefined);
    expect(await health.check()).toBe(false);
    server.refuse = () => undefined;
    await clock.advance(3_000);
    expect([server.count('list'), server.count('watch'), server.openWatches]).toEqual([2, 2, 1]);
    reflector.stop();
  });

  it('finds another cluster in its place', async () => {
    const { server, clock, reflector, remove, apply, names } = setUp();
    apply('a');
    apply('b');
    reflector.start();
    await clock.advance(0);
    server.refuse = () => broken();
    server.endWatches(broken());
    await clock.advance(5_000);
    remove('a');
    server.restore();
    server.refuse = () => undefined;
    await clock.advance(32_000);
    expect(names()).toEqual(['b']);
    reflector.stop();
  });

  it('knows nothing for certain until it has listed again', async () => {
    const { server, clock, reflector, health, remove, apply, names } = setUp();
    apply('a');
    reflector.start();
    await clock.advance(0);
    server.refuse = () => broken();
    server.endWatches(broken());
    await clock.advance(5_000);
    expect(health.outage()).toBeDefined();
    remove('a');
    server.refuse = () => undefined;
    // The probe finds the cluster; the list comes a little later.
    while (health.outage() !== undefined) await clock.advance(10);
    const known = reflector.ready().then(names);
    await clock.advance(3_000);
    expect(await known).toEqual([]);
    reflector.stop();
  });

  it('is stopped without delay', async () => {
    const { server, clock, reflector, health } = setUp();
    server.refuse = () => broken();
    reflector.start();
    await expect(reflector.ready()).rejects.toThrow('the connection was reset');
    await clock.advance(0);
    reflector.stop();
    health.close();
    const before = server.requests.length;
    await clock.advance(600_000);
    expect([server.requests.length, clock.waiting()]).toEqual([before, []]);
  });
});

it('lists again where the server says so in the stream', async () => {
  const { server, clock, reflector } = setUp();
  reflector.start();
  await clock.advance(0);
  server.send(expired());
  await clock.advance(1_000);
  expect([server.count('list'), server.openWatches]).toEqual([2, 1]);
  reflector.stop();
});
