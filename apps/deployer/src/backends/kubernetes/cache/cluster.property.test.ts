import { expect, it } from '@jest/globals';
import { fakeClock } from '@tribble/service-kit/testing';
import fc from 'fast-check';
import { BackendError } from '../../backend.ts';
import type { Identity, KubernetesObject } from '../objects/identity.ts';
import { Cluster } from './cluster.ts';
import { FakeApiServer, type FakeRequest, statusError, uidOf } from './fake-api-server.ts';
import { configMaps } from './kinds-for-tests.ts';

const environments = ['dev', 'pp'];

const refusals: readonly ((request: FakeRequest) => Error | undefined)[] = [
  () => undefined,
  () => new BackendError('connection refused', true),
  () => statusError(401, 'Unauthorized'),
  ({ verb }) => (verb === 'watch' ? statusError(410, 'Expired') : undefined),
  ({ verb }) => (verb === 'list' ? statusError(500, 'InternalError') : undefined),
  ({ path }) => (path === '/api/v1/configmaps' ? statusError(403, 'Forbidden') : undefined),
  ({ verb }) => (verb === 'get' ? undefined : statusError(403, 'Forbidden')),
  ({ verb }) => (verb === 'list' ? statusError(404, 'NotFound', false) : undefined),
];

/** A server, a cache of it, and `shown`: what somebody knows who looks only when and where a listener says so. */
class World {
  readonly server = new FakeApiServer();
  readonly clock = fakeClock();
  readonly cluster = new Cluster(
    this.server,
    { invalidate: () => undefined },
    {
      needsFullObject: () => false,
      clock: this.clock,
      random: () => 0.5,
    },
  );
  readonly shown = new Map<string, string>();
  readonly #deleted = new Set<string>();
  #versions = new Map<string, number>();
  /** Answers of our own writes that the cache was not told yet. */
  answers: (() => void)[] = [];
  openGate = () => undefined as void;

  constructor() {
    for (const environment of environments) {
      this.cluster.subscribe(environment, (changed) => changed.forEach((identity) => this.#look(identity)));
    }
  }

  follow(): Promise<void> {
    return this.cluster.follow([configMaps], environments, 'test').catch(() => undefined);
  }

  known(): Map<string, string> {
    const objects = environments.flatMap((environment) => [...this.cluster.objectsOf(environment)]);
    return new Map(objects.map(({ object }) => describe(object)));
  }

  true(): Map<string, string> {
    return new Map(this.server.labelled(configMaps).map(describe));
  }

  /** Fails where what is known has become older, or is something that we know to be deleted. */
  check(): void {
    const known = environments.flatMap((environment) => [...this.cluster.objectsOf(environment)]);
    const versions = new Map(known.map(({ object }) => [describe(object)[0], versionOf(object)]));
    for (const [key, version] of versions) {
      expect(version).toBeGreaterThanOrEqual(this.#versions.get(key) ?? 0);
    }
    for (const { object } of known) expect(this.#deleted).not.toContain(uidOf(object));
    this.#versions = versions;
  }

  /** Tells the cache that we deleted an object. */
  removed({ metadata: { name } }: KubernetesObject, namespace: string, uid: string): void {
    const known = this.cluster.get(configMaps, namespace, name)?.object;
    if (known !== undefined && uidOf(known) === uid) this.#deleted.add(uid);
    this.cluster.removed(configMaps, namespace, name, uid);
  }

  #look({ namespace, name }: Identity): void {
    const found = this.cluster.get(configMaps, namespace, name);
    if (found === undefined) this.shown.delete(`${namespace}/${name}`);
    else this.shown.set(...describe(found.object));
  }
}

function describe({ metadata }: KubernetesObject): [string, string] {
  const { namespace, name, uid, resourceVersion, labels } = metadata;
  const inNamespace = typeof namespace === 'string' ? namespace : '';
  return [`${inNamespace}/${name}`, JSON.stringify([uid, resourceVersion, labels])];
}

const versionOf = ({ metadata }: KubernetesObject) => Number(metadata['resourceVersion']);

type Command = { name: string; run: (world: World) => void | Promise<void> };

const place = { namespace: fc.constantFrom(...environments), name: fc.constantFrom('a', 'b') };
const label = fc.constantFrom('dev', 'pp', null);

function write(world: World, namespace: string, name: string, environment: string | null): KubernetesObject {
  return world.server.apply(configMaps, namespace, name, environment);
}

function erase(world: World, namespace: string, name: string): void {
  const gone = world.server.delete(configMaps, namespace, name);
  if (gone === undefined) return;
  world.answers.push(() => world.removed(gone, namespace, uidOf(gone)));
}

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ ...place, label }).map(({ namespace, name, label }) => ({
    name: `somebody applies ${namespace}/${name} for ${label}`,
    run: (world: World) => void write(world, namespace, name, label),
  })),
  fc.record(place).map(({ namespace, name }) => ({
    name: `somebody deletes ${namespace}/${name}`,
    run: ({ server }: World) => void server.delete(configMaps, namespace, name),
  })),
  fc.record({ ...place, label }).map(({ namespace, name, label }) => ({
    name: `we apply ${namespace}/${name} for ${label}`,
    run: (world: World) => {
      const object = write(world, namespace, name, label);
      world.answers.push(() => world.cluster.put(configMaps, object));
    },
  })),
  fc.record(place).map(({ namespace, name }) => ({
    name: `we delete ${namespace}/${name}`,
    run: (world: World) => erase(world, namespace, name),
  })),
  fc.boolean().map((reversed) => ({
    name: `our writes are answered${reversed ? ' out of order' : ''}`,
    run: (world: World) => answer(world, reversed),
  })),
  fc.constantFrom(0, 60, 1_000, 31_000, 500_000).map((time) => ({
    name: `${time} ms pass`,
    run: ({ clock }: World) => clock.advance(time),
  })),
  fc.nat(refusals.length - 1).map((index) => ({
    name: `refusal ${index}`,
    run: ({ server }: World) => void (server.refuse = refusals[index] ?? (() => undefined)),
  })),
  fc.constantFrom<Command>(
    { name: 'watches end', run: ({ server }) => server.endWatches() },
    { name: 'watches break', run: ({ server }) => server.endWatches(new BackendError('reset', true)) },
    { name: 'the history is forgotten', run: ({ server }) => server.compact() },
    { name: 'events are held back', run: ({ server }) => void (server.isDelivering = false) },
    { name: 'events go out', run: ({ server }) => server.deliver() },
    { name: 'lists become slow', run: slowDown },
    { name: 'lists become fast', run: speedUp },
    { name: 'it is followed again', run: (world) => void world.follow() },
  ),
);

function answer(world: World, reversed: boolean): void {
  const { answers } = world;
  world.answers = [];
  for (const each of reversed ? answers.reverse() : answers) each();
}

function slowDown(world: World): void {
  if (world.server.gate === undefined)
    world.server.gate = new Promise((resolve) => (world.openGate = resolve));
}

function speedUp(world: World): void {
  world.server.gate = undefined;
  world.openGate();
}

/** Ends all faults, and gives the cache time to get over them: not so long that a watch ends, and a list mends everything. */
async function heal(world: World): Promise<void> {
  speedUp(world);
  world.server.refuse = () => undefined;
  world.server.deliver();
  await world.clock.advance(65_000);
  answer(world, false);
  await world.follow();
  await world.clock.advance(5_000);
}

it('never knows less than before, and ends with what the server has and all of it announced, whatever happens', async () => {
  const commands = fc.array(command, { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(commands, async (steps) => {
      const world = new World();
      void world.follow();
      for (const { run } of steps) {
        await run(world);
        world.check();
      }
      await heal(world);
      expect(world.known()).toEqual(world.true());
      expect(world.shown).toEqual(world.true());
      world.cluster.close();
      await world.clock.advance(0);
      expect([world.server.openWatches, world.clock.waiting()]).toEqual([0, []]);
    }),
    { numRuns: 2000 },
  );
}, 60_000);
