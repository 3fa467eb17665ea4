import { describe, expect, it } from '@jest/globals';
import type { RenderedResource } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import type { LiveObject } from './live.ts';
import { isCurrent, planEnvironment } from './plan.ts';

function aResource(name: string, digest: string, revision: string): RenderedResource {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } };
  return { name, path: `dev/base/${name}.yaml`, digest, revision, objects: [object] };
}

const s1 = aResource('s1', 'sha256:new', 'r2');
const missing: LiveObject = { kind: 'ConfigMap', name: 's1', reason: 'NotDeployed' };
const current: LiveObject = {
  kind: 'ConfigMap',
  name: 's1',
  reason: 'Clean',
  digest: s1.digest,
  revision: 'r2',
};

describe('planEnvironment', () => {
  const cases: { name: string; live: LiveObject[] | undefined; kind: string }[] = [
    { name: 'nothing is known of it', live: undefined, kind: 'create' },
    { name: 'none of its objects is there', live: [missing, missing], kind: 'create' },
    { name: 'one of its objects is missing', live: [current, missing], kind: 'update' },
    { name: 'all of them are current', live: [current, current], kind: 'unchanged' },
    { name: 'one has other content', live: [current, { ...current, digest: 'sha256:old' }], kind: 'update' },
    { name: 'one comes from another revision', live: [{ ...current, revision: 'r1' }], kind: 'update' },
    { name: 'one is not ours', live: [{ kind: 'ConfigMap', name: 's1', reason: 'Clean' }], kind: 'update' },
    { name: 'one cannot be read', live: [{ ...missing, reason: 'Unreachable' }], kind: 'update' },
    {
      name: 'it is current but rolls out',
      live: [{ ...current, reason: 'NotAllUpdated' }],
      kind: 'unchanged',
    },
    { name: 'it is current but failed', live: [{ ...current, reason: 'Failed' }], kind: 'unchanged' },
  ];
  it.each(cases)('a resource is $kind where $name', ({ live, kind }) => {
    const plan = planEnvironment([s1], new Map(live && [['s1', live]]));
    expect(plan).toEqual([{ kind, resource: s1 }]);
  });

  it('leaves alone what is live but no longer desired', () => {
    expect(planEnvironment([], new Map([['s1', [current]]]))).toEqual([]);
  });
});

/** A small alphabet, so that live and desired often meet. */
const word: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c');
const desired = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-e]\/?[a-e]{0,2}$/), word, word), {
  selector: ([name]) => name,
  maxLength: 20,
});
const reason = fc.constantFrom<LiveObject['reason']>(
  'Clean',
  'NotDeployed',
  'Failed',
  'NotAllUpdated',
  'Unreachable',
);
const liveObject: fc.Arbitrary<LiveObject> = fc.record(
  { kind: word, name: word, reason, digest: word, revision: word },
  { requiredKeys: ['kind', 'name', 'reason'] },
);
const environment = desired.chain((entries) => {
  const resources = entries.map(([name, digest, revision]) => aResource(name, digest, revision));
  const { length } = resources;
  const found = fc.array(fc.option(fc.array(liveObject, { maxLength: 3 })), {
    minLength: length,
    maxLength: length,
  });
  return fc.record({
    resources: fc.constant(resources),
    shuffled: fc.shuffledSubarray(resources, { minLength: length }),
    live: found.map((lists) => {
      const live = new Map<string, LiveObject[]>();
      for (const [index, { name }] of resources.entries()) {
        const objects = lists[index];
        if (objects) live.set(name, objects);
      }
      return live;
    }),
  });
});

/** What a backend sees after it has applied a resource. */
function applied(resource: RenderedResource): LiveObject[] {
  const { digest, revision } = resource;
  return resource.objects.map(({ kind, metadata: { name } }) => ({
    kind,
    name,
    digest,
    revision,
    reason: 'Clean',
  }));
}

describe('every plan', () => {
  it('names every resource exactly once, sorted by name', () => {
    fc.assert(
      fc.property(environment, ({ resources, live }) => {
        const names = planEnvironment(resources, live).map(({ resource }) => resource.name);
        expect(names).toEqual(resources.map(({ name }) => name).sort());
      }),
    );
  });

  it('does not depend on the order in which resources come', () => {
    fc.assert(
      fc.property(environment, ({ resources, shuffled, live }) => {
        expect(planEnvironment(shuffled, live)).toEqual(planEnvironment(resources, live));
      }),
    );
  });

  it('finds nothing to do after it was carried out', () => {
    fc.assert(
      fc.property(environment, ({ resources, live }) => {
        const after = new Map(live);
        for (const { kind, resource } of planEnvironment(resources, live)) {
          if (kind !== 'unchanged') after.set(resource.name, applied(resource));
        }
        expect(planEnvironment(resources, after).filter(({ kind }) => kind !== 'unchanged')).toEqual([]);
      }),
    );
  });

  it('leaves unchanged exactly what is current in every object', () => {
    fc.assert(
      fc.property(environment, ({ resources, live }) => {
        for (const { kind, resource } of planEnvironment(resources, live)) {
          const objects = live.get(resource.name) ?? [];
          const isThere = objects.some((object) => object.reason !== 'NotDeployed');
          const isUnchanged = isThere && objects.every((object) => isCurrent(resource, object));
          expect(kind === 'unchanged').toBe(isUnchanged);
        }
      }),
    );
  });
});
