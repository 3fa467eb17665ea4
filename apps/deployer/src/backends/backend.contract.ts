import { setTimeout as after } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  digestOf,
  type Manifest,
  type RenderedEnvironment,
  type RenderedResource,
} from '@tribble/resource-repo/format';
import type { LiveObject } from '../core/live.ts';
import { type Applied, type Backend, BackendError, type PlanSettings } from './backend.ts';

/** What the contract needs to know of one kind of backend. */
export type Harness = {
  /** A backend of an environment; all of one harness deploy to the same place. */
  open(environment: string): Backend;
  /** A backend whose place does not answer. */
  openUnreachable(): Backend;
  /** Objects that become clean, with a version in them. */
  objects(name: string, version: string): Manifest[];
  /** An object that the place of `open` cannot have. */
  impossible(name: string): Manifest;
  /** How many connections are open. */
  connections(): number;
  close(): Promise<void>;
};

/** A resource as it comes out of rendering. */
export function rendered(name: string, version: string, objects: Manifest[]): RenderedResource {
  return {
    name,
    path: `dev/base/${name}.yaml`,
    version,
    versionId: 'b'.repeat(40),
    revision: `r${version}`,
    digest: digestOf(objects),
    objects,
  };
}

/** An environment that holds just these resources. */
export function environmentOf(...resources: RenderedResource[]): RenderedEnvironment {
  return {
    name: 'dev',
    tree: 't'.repeat(40),
    resources: new Map(resources.map((resource) => [resource.name, resource])),
    invalid: new Map(),
    problems: [],
  };
}

const settings: PlanSettings = { revision: 'r1', selfHeal: true, prune: { enabled: true, limit: 1 } };

/** One turn: plans, and applies the plan. */
export async function applyTo(
  backend: Backend,
  environment: RenderedEnvironment,
  given: Partial<PlanSettings> = {},
): Promise<Applied> {
  return (await backend.plan(environment, { ...settings, ...given })).apply();
}

/** What becomes of each object, as `action name`, without what stays as it is. */
async function plannedFor(backend: Backend, ...resources: RenderedResource[]): Promise<string[]> {
  const { changes } = await backend.plan(environmentOf(...resources), settings);
  return changes.flatMap(({ action, name }) => (action === 'unchanged' ? [] : [`${action} ${name}`]));
}

/** What a backend sees of one resource. */
export async function observed(backend: Backend, resource: RenderedResource): Promise<LiveObject[]> {
  const { resources } = await backend.observe(environmentOf(resource));
  return [...(resources.get(resource.name) ?? [])];
}

/** Looks again and again until what is seen is as wanted; jest's time limit ends it where it never is. */
export async function until<T>(look: () => T | Promise<T>, isWanted: (seen: T) => boolean): Promise<T> {
  for (;;) {
    const seen = await look();
    if (isWanted(seen)) return seen;
    await after(5);
  }
}

const isClean = (objects: LiveObject[]) => objects.every(({ reason }) => reason === 'Clean');

/** What every backend has to do, whatever it deploys to. */
export function describeBackend(type: string, start: () => Promise<Harness>): void {
  describe(`the backend ${type}`, () => {
    let harness: Harness;
    const opened: Backend[] = [];
    let count = 0;
    // Each test has an environment of its own, so that none prunes what another left.
    const open = (environment = `environment-${(count += 1)}`) => {
      const backend = harness.open(environment);
      opened.push(backend);
      return backend;
    };
    const aResource = (name: string, version = '1') =>
      rendered(name, version, harness.objects(name, version));

    beforeAll(async () => {
      harness = await start();
    });
    afterEach(() => Promise.all(opened.splice(0).map((backend) => backend.close())));
    afterAll(() => harness.close());

    it('observes nothing where nothing is desired', async () => {
      expect(await open().observe(environmentOf())).toEqual({ resources: new Map() });
    });

    it('observes an object that is not deployed for every object of a resource', async () => {
      const resource = aResource('missing');
      const live = await observed(open(), resource);
      expect(live.map(({ kind, name, reason }) => ({ kind, name, reason }))).toEqual(
        resource.objects.map(({ kind, metadata: { name } }) => ({ kind, name, reason: 'NotDeployed' })),
      );
      expect(live.some((object) => 'digest' in object || 'revision' in object || 'version' in object)).toBe(
        false,
      );
    });

    it('changes nothing by planning', async () => {
      const backend = open();
      const resource = aResource('planned');
      expect(await plannedFor(backend, resource)).toEqual(resource.objects.map(() => 'create planned'));
      const live = await observed(backend, resource);
      expect(live.every(({ reason }) => reason === 'NotDeployed')).toBe(true);
    });

    it('observes what was applied, which becomes clean', async () => {
      const backend = open();
      const resource = aResource('applied');
      const { changes, failures } = await applyTo(backend, environmentOf(resource));
      expect(changes.map(({ action, name }) => [action, name])).toEqual(
        resource.objects.map(() => ['create', 'applied']),
      );
      expect(failures.size).toBe(0);
      const live = await until(() => observed(backend, resource), isClean);
      const { digest, revision, version } = resource;
      expect(live).toHaveLength(resource.objects.length);
      for (const object of live) {
        expect(object).toMatchObject({ digest, revision, version, reason: 'Clean' });
        expect(object).not.toHaveProperty('message');
      }
    });

    it('changes nothing by applying the same again', async () => {
      const backend = open();
      const resource = aResource('twice');
      await applyTo(backend, environmentOf(resource));
      const before = await until(() => observed(backend, resource), isClean);
      expect((await applyTo(backend, environmentOf(resource))).changes).toEqual([]);
      expect(await observed(backend, resource)).toEqual(before);
      expect(await plannedFor(backend, resource)).toEqual([]);
    });

    it('sees what is live beside a desired change, and the change once it is applied', async () => {
      const backend = open();
      const old = aResource('changed', '1');
      const changed = aResource('changed', '2');
      await applyTo(backend, environmentOf(old));
      const before = await observed(backend, changed);
      expect(before[0]).toMatchObject({ digest: old.digest, revision: 'r1', version: '1' });
      expect(await plannedFor(backend, changed)).toEqual(changed.objects.map(() => 'change changed'));
      await applyTo(backend, environmentOf(changed));
      const live = await until(() => observed(backend, changed), isClean);
      expect(live[0]).toMatchObject({ digest: changed.digest, revision: 'r2', version: '2' });
    });

    it('takes a new revision of the same content as a change', async () => {
      const backend = open();
      const resource = aResource('again');
      await applyTo(backend, environmentOf(resource));
      const later = { ...resource, revision: 'r9' };
      await applyTo(backend, environmentOf(later));
      expect((await observed(backend, later))[0]).toMatchObject({ digest: resource.digest, revision: 'r9' });
    });

    it('does not take the object of another environment as its own', async () => {
      const resource = aResource('foreign');
      await applyTo(open('pp'), environmentOf(resource));
      const live = await observed(open('dev'), resource);
      expect(live.some((object) => 'digest' in object || 'revision' in object || 'version' in object)).toBe(
        false,
      );
    });

    it('refuses what the place cannot have, and names it', async () => {
      const resource = rendered('impossible', '1', [harness.impossible('impossible')]);
      const { failures } = await applyTo(open(), environmentOf(resource));
      expect(failures.get('impossible')).toMatchObject({
        transient: false,
        message: expect.stringMatching(/no Impossible of example\.org\/v1$/) as unknown as string,
      });
    });

    it('applies and observes other resources beside one that the place cannot have', async () => {
      const backend = open();
      const environment = environmentOf(
        rendered('impossible', '1', [harness.impossible('impossible')]),
        aResource('beside'),
      );
      await applyTo(backend, environment);
      const { resources } = await until(
        () => backend.observe(environment),
        (seen) => isClean([...(seen.resources.get('beside') ?? [])]),
      );
      expect(resources.get('impossible')).toMatchObject([{ kind: 'Impossible', name: 'impossible' }]);
      expect(resources.get('impossible')?.[0]?.reason).not.toBe('Clean');
    });

    it.each([
      ['observing', (backend: Backend) => backend.observe(environmentOf(aResource('any')))],
      ['planning', (backend: Backend) => backend.plan(environmentOf(aResource('any')), settings)],
    ])('says that its place does not answer: %s', async (_, action) => {
      const backend = harness.openUnreachable();
      opened.push(backend);
      const refused = action(backend);
      await expect(refused).rejects.toBeInstanceOf(BackendError);
      await expect(refused).rejects.toMatchObject({
        transient: true,
        message: expect.stringContaining('does not answer') as unknown as string,
      });
    });

    it('ends its connections when it is closed', async () => {
      const backend = open();
      await applyTo(backend, environmentOf(aResource('closed')));
      await backend.close();
      await until(
        () => harness.connections(),
        (count) => count === 0,
      );
      await expect(backend.close()).resolves.toBeUndefined();
    });
  });
}
