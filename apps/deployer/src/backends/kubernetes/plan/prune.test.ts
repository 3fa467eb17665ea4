import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import { groupOf, type Identity, keyOf, type KubernetesObject, nameOf } from '../objects/identity.ts';
import { emptyInventory, type InventoryEntry, union } from './inventory.ts';
import { prunePlan, type PrunePlan, type PruneRequest } from './prune.ts';

/** `apps/v1 Deployment dev web` */
function identityOf(text: string): Identity {
  const [apiVersion = '', kind = '', namespace = '', name = ''] = text.split(' ');
  return { group: groupOf(apiVersion), kind, namespace: namespace === '-' ? '' : namespace, name };
}
const key = (text: string) => keyOf(identityOf(text));
const entry = (text: string): InventoryEntry => {
  const [apiVersion = '', , , name = ''] = text.split(' ');
  return { identity: identityOf(text), apiVersion, resource: `r-${name}` };
};
function live(text: string, metadata: ValueMap = {}, rest: ValueMap = {}): KubernetesObject {
  const [apiVersion = '', kind = ''] = text.split(' ');
  const annotations = { 'tribble.dev/environment': 'dev' };
  return {
    apiVersion,
    kind,
    metadata: { name: identityOf(text).name, uid: `uid ${text}`, annotations, ...metadata },
    ...rest,
  };
}
const annotated = (more: ValueMap) => ({ annotations: { 'tribble.dev/environment': 'dev', ...more } });

type Case = Partial<Omit<PruneRequest, 'inventory' | 'desired' | 'live'>> & {
  tracked: string[];
  desired?: string[];
  live?: Record<string, KubernetesObject | 'absent' | 'unknown'>;
};

function request({ tracked, desired = stay, live: changed = {}, ...rest }: Case): PruneRequest {
  const found = new Map<string, KubernetesObject | 'absent' | 'unknown'>(
    tracked.map((text) => [key(text), live(text)]),
  );
  for (const [text, object] of Object.entries(changed)) found.set(key(text), object);
  return {
    inventory: union(emptyInventory('dev'), [...tracked, ...desired].map(entry)),
    environment: 'dev',
    namespace: 'dev',
    desired: new Set(desired.map(key)),
    invalid: new Set(),
    live: found,
    appliedUids: new Set(),
    complete: { rendered: true, applied: true, discovery: true },
    enabled: true,
    ...rest,
  };
}
const stay = [
  'v1 ConfigMap dev stay-1',
  'v1 ConfigMap dev stay-2',
  'v1 ConfigMap dev stay-3',
  'v1 ConfigMap dev stay-4',
];
const web = 'apps/v1 Deployment dev web';
const namespace = 'v1 Namespace - team';
const inTeam = 'v1 ConfigMap team inside';
const definition = 'apiextensions.k8s.io/v1 CustomResourceDefinition - owns.example.org';
const own = 'example.org/v1 Own dev mine';

function shown({ delete: deleted, abandon, settled, keep, held }: PrunePlan) {
  const spared = (each: PrunePlan['keep']) => each.map(({ identity, why }) => `${nameOf(identity)}: ${why}`);
  return {
    ...(deleted.length > 0 && { delete: deleted.map(nameOf) }),
    ...(abandon.length > 0 && { abandon: spared(abandon) }),
    ...(settled.length > 0 && { settled: spared(settled) }),
    ...(keep.length > 0 && { keep: spared(keep) }),
    ...(held !== undefined && { held: held.objects.map(nameOf) }),
  };
}

describe('prunePlan', () => {
  const stops = (words: string) => ({ keep: [`Deployment dev/web: ${words}`] });
  it.each<[string, Case, object]>([
    ['leaves what is in git', { tracked: [] }, {}],
    ['deletes what left git', { tracked: [web] }, { delete: ['Deployment dev/web'] }],
    [
      'keeps what stands in a file with a problem',
      { tracked: [web], invalid: new Set(['r-web']) },
      stops('the files of r-web have a problem'),
    ],
    [
      'keeps all after a partial render',
      {
        tracked: [web],
        live: { [web]: 'absent' },
        complete: { rendered: false, applied: true, discovery: true },
      },
      stops('some files have a problem: what they hold may only seem to have left git'),
    ],
    [
      'keeps all while not everything is applied',
      { tracked: [web], complete: { rendered: true, applied: false, discovery: true }, obstacle: 'a failed' },
      stops('a failed'),
    ],
    [
      'says so without an obstacle, too',
      { tracked: [web], complete: { rendered: true, applied: false, discovery: true } },
      stops('not everything that is in git is applied yet'),
    ],
    [
      'keeps all while kinds are unknown',
      {
        tracked: [web],
        live: { [web]: 'absent' },
        complete: { rendered: true, applied: true, discovery: false },
      },
      stops('the cluster does not tell all of its kinds'),
    ],
    [
      'keeps all where the inventory was lost',
      { tracked: [web], isRecovered: true },
      stops('the inventory was lost, and has just been made anew'),
    ],
    [
      'settles what is gone',
      { tracked: [web], live: { [web]: 'absent' } },
      { settled: ['Deployment dev/web: is gone'] },
    ],
    [
      'keeps what cannot be read',
      { tracked: [web], live: { [web]: 'unknown' } },
      stops('cannot be read: nobody knows whether it is there'),
    ],
    [
      'leaves an object without marks alone',
      { tracked: [web], live: { [web]: live(web, { annotations: {} }) } },
      { settled: ['Deployment dev/web: does not carry the marks of this environment'] },
    ],
    [
      'leaves an object of another environment alone',
      { tracked: [web], live: { [web]: live(web, annotated({ 'tribble.dev/environment': 'pp' })) } },
      { settled: ['Deployment dev/web: belongs to environment pp'] },
    ],
    [
      'leaves an object alone that was applied under another group',
      { tracked: [web], appliedUids: new Set([`uid ${web}`]) },
      { settled: ['Deployment dev/web: is in git under another group of the API'] },
    ],
    [
      'keeps what left git where nothing is to be pruned',
      { tracked: [web], enabled: false },
      stops('left git; prune is off for this environment'),
    ],
    [
      'gives up what the cluster says is to stay',
      { tracked: [web], live: { [web]: live(web, annotated({ 'tribble.dev/prune': 'disabled' })) } },
      { abandon: ['Deployment dev/web: says tribble.dev/prune: disabled'] },
    ],
    [
      'deletes nothing twice, and names the finalizer',
      { tracked: [web], live: { [web]: live(web, { deletionTimestamp: 't', finalizers: ['a/b', 'c/d'] }) } },
      stops('is being deleted; waits for finalizer a/b, c/d'),
    ],
    [
      'deletes in order',
      {
        tracked: ['v1 Secret dev a', web, 'admissionregistration.k8s.io/v1 MutatingWebhookConfiguration - w'],
      },
      { delete: ['MutatingWebhookConfiguration w', 'Deployment dev/web', 'Secret dev/a'] },
    ],
    [
      'waits for what goes before',
      { tracked: ['v1 Secret dev a', web], live: { [web]: live(web, { deletionTimestamp: 't' }) } },
      {
        keep: [
          'Deployment dev/web: is being deleted',
          'Secret dev/a: is deleted when Deployment web is gone',
        ],
      },
    ],
    [
      'deletes what is in a Namespace, which waits for a person',
      { tracked: [namespace, inTeam] },
      { delete: ['ConfigMap team/inside'], held: ['Namespace team'] },
    ],
    [
      'keeps the Namespace of the inventory',
      { tracked: ['v1 Namespace - dev'] },
      { keep: ['Namespace dev: holds the inventory of this environment'] },
    ],
    [
      'keeps a Namespace of what is in git',
      { tracked: [namespace], desired: [inTeam, ...stay] },
      { keep: ['Namespace team: holds objects that are in git'] },
    ],
    [
      'keeps a Namespace of what is kept',
      { tracked: [namespace, inTeam], invalid: new Set(['r-inside']) },
      {
        keep: [
          'Namespace team: holds objects that are not deleted yet',
          'ConfigMap team/inside: the files of r-inside have a problem',
        ],
      },
    ],
    [
      'keeps a Namespace for good with what is given up',
      {
        tracked: [namespace, inTeam],
        live: { [inTeam]: live(inTeam, annotated({ 'tribble.dev/prune': 'disabled' })) },
      },
      {
        abandon: [
          'Namespace team: holds objects that stay',
          'ConfigMap team/inside: says tribble.dev/prune: disabled',
        ],
      },
    ],
    [
      'keeps a Namespace for good with what is another’s now',
      { tracked: [namespace, inTeam], live: { [inTeam]: live(inTeam, { annotations: {} }) } },
      {
        abandon: ['Namespace team: holds objects that stay'],
        settled: ['ConfigMap team/inside: does not carry the marks of this environment'],
      },
    ],
    [
      'has a person asked for a Namespace whose objects are gone',
      { tracked: [namespace, inTeam], live: { [inTeam]: 'absent' } },
      { held: ['Namespace team'], settled: ['ConfigMap team/inside: is gone'] },
    ],
    [
      'keeps a definition of what is in git',
      { tracked: [definition], desired: [own, ...stay] },
      { keep: ['CustomResourceDefinition owns.example.org: holds objects that are in git'] },
    ],
    [
      'has a person asked for a definition of another kind of the group',
      {
        tracked: [definition],
        desired: [own, ...stay],
        live: { [definition]: live(definition, {}, { spec: { names: { kind: 'Other' } } }) },
      },
      { held: ['CustomResourceDefinition owns.example.org'] },
    ],
    [
      'has a person asked for a definition whose objects go',
      { tracked: [definition, own], live: { [own]: live(own, { deletionTimestamp: 't' }) } },
      {
        keep: ['Own dev/mine: is being deleted'],
        held: ['CustomResourceDefinition owns.example.org'],
      },
    ],
  ])('%s', (_name, given, expected) => {
    expect(shown(prunePlan(request(given)))).toEqual(expected);
  });
});

describe('the guard', () => {
  const three = ['v1 ConfigMap dev a', 'v1 ConfigMap dev b', 'v1 ConfigMap dev c'];
  const much: Case = { tracked: three, desired: stay.slice(0, 2) };

  it.each<[string, Case, boolean]>([
    ['less than the limit', { tracked: three }, false],
    ['exactly the limit', { tracked: three, desired: stay.slice(0, 3) }, false],
    ['more than the limit', much, true],
    ['more than a limit of their own', { tracked: three, limit: 0.1 }, true],
    ['no limit', { ...much, limit: 1 }, false],
    ['an empty environment', { tracked: three, desired: [], limit: 1 }, true],
    ['what is not deleted', { ...much, enabled: false }, false],
  ])('%s', (_name, given, isHeld) => {
    const plan = prunePlan(request(given));
    expect(plan.held !== undefined).toBe(isHeld);
    if (isHeld) expect(plan.delete).toEqual([]);
  });

  it('says what it would do, and how to have it done', () => {
    const { held } = prunePlan(request(much));
    expect(held?.objects.map(nameOf)).toEqual(['ConfigMap dev/a', 'ConfigMap dev/b', 'ConfigMap dev/c']);
    expect(held?.confirm).toMatch(/^prune-[0-9a-f]{12}$/);
    expect(held?.message).toBe(
      `3 of 5 objects left git, more than 50 %: deleting them waits until somebody sets prune.confirm to "${held?.confirm}"`,
    );
    expect(prunePlan(request({ ...much, desired: [] })).held?.message).toMatch(
      /^git has nothing for this environment/,
    );
  });

  it('goes on with exactly what was confirmed', () => {
    const confirmed = prunePlan(request(much)).held?.confirm ?? '';
    const plan = prunePlan(request({ ...much, confirmed }));
    expect(shown(plan)).toEqual({ delete: ['ConfigMap dev/a', 'ConfigMap dev/b', 'ConfigMap dev/c'] });
    expect(plan.approval).toEqual({ confirm: confirmed, keys: three.map(key) });
    const grown = prunePlan(request({ ...much, tracked: [...three, web], confirmed }));
    expect(grown.held?.confirm).not.toBe(confirmed);
  });

  it.each([
    'v1 PersistentVolumeClaim dev data',
    'v1 PersistentVolume - disk',
    'v1 Namespace - team',
    'apiextensions.k8s.io/v1 CustomResourceDefinition - owns.example.org',
  ])('asks a person for what takes more with it than itself, and deletes the rest: %s', (precious) => {
    const given: Case = { tracked: ['v1 ConfigMap dev a', precious] };
    const plan = prunePlan(request(given));
    expect(plan.delete.map(nameOf)).toEqual(['ConfigMap dev/a']);
    expect(plan.held?.objects.map(keyOf)).toEqual([key(precious)]);
    expect(plan.held?.message).toMatch(
      /^deleting .*, and all that goes with it, waits until somebody sets prune\.confirm to "prune-/,
    );
    const confirmed = plan.held?.confirm ?? '';
    const agreed = prunePlan(request({ ...given, confirmed }));
    expect(agreed.held).toBeUndefined();
    expect(agreed.delete.map(keyOf)).toContain(key(precious));
  });

  it('deletes a definition after its objects, also where both were confirmed', () => {
    const tracked = [definition, own];
    const going = { tracked, live: { [own]: live(own, { deletionTimestamp: 't' }) } };
    const confirmed = prunePlan(request(going)).held?.confirm ?? '';
    expect(shown(prunePlan(request({ ...going, confirmed })))).toEqual({
      keep: [
        'Own dev/mine: is being deleted',
        'CustomResourceDefinition owns.example.org: is deleted when Own mine is gone',
      ],
    });
  });

  it('measures by what was there before git changed', () => {
    const moved = request({ tracked: three });
    const renamed = { ...moved, inventory: { ...moved.inventory, settled: 3 } };
    expect(moved.inventory.entries.size).toBe(stay.length + three.length);
    expect(prunePlan(moved).held).toBeUndefined();
    expect(prunePlan(renamed).held?.message).toMatch(/^3 of 3 objects left git, more than 50 %/);
  });

  it('takes no word for what was made anew since', () => {
    const confirmed = prunePlan(request(much)).held?.confirm ?? '';
    const [first = ''] = three;
    const anew = request({ ...much, confirmed, live: { [first]: live(first, { uid: 'another' }) } });
    expect(prunePlan(anew).held?.confirm).not.toBe(confirmed);
    expect(prunePlan(anew).delete).toEqual([]);
  });

  it('asks a person for what was found by its marks alone', () => {
    const [first = ''] = three;
    const given = request({ tracked: [first] });
    const entries = new Map(
      [...given.inventory.entries].map(([at, entry]) => [at, { ...entry, recovered: true as const }]),
    );
    const plan = prunePlan({ ...given, inventory: { ...given.inventory, entries } });
    expect(plan.held?.objects.map(nameOf)).toEqual(['ConfigMap dev/a']);
  });

  it('goes on with the rest of what was confirmed, and no more', () => {
    const confirmed = prunePlan(request(much)).held?.confirm ?? '';
    const approval = prunePlan(request({ ...much, confirmed })).approval;
    const later = request({ ...much, tracked: three.slice(1), desired: [], confirmed });
    const resumed =
      approval === undefined ? later : { ...later, inventory: { ...later.inventory, approval } };
    expect(prunePlan(resumed).held).toBeUndefined();
    expect(prunePlan(resumed).delete).toHaveLength(2);
    const { confirmed: _withdrawn, ...withdrawn } = resumed;
    expect(prunePlan(withdrawn).held).toBeDefined();
    expect(prunePlan(later).held).toBeDefined();
  });
});

describe('every plan', () => {
  const all = [...stay, web, namespace, inTeam, definition, own];
  const states = fc.array(fc.constantFrom('live', 'absent', 'unknown', 'foreign', 'going', 'disabled'), {
    minLength: all.length,
    maxLength: all.length,
  });
  const drawn = fc.record({
    tracked: fc.subarray(all),
    desired: fc.subarray(all),
    states,
    enabled: fc.boolean(),
    rendered: fc.boolean(),
    limit: fc.constantFrom(0, 0.5, 1),
  });
  function liveOf(text: string, state: string | undefined): KubernetesObject | 'absent' | 'unknown' {
    if (state === 'absent' || state === 'unknown') return state;
    if (state === 'foreign') return live(text, { annotations: {} });
    if (state === 'going') return live(text, { deletionTimestamp: 't' });
    return live(text, state === 'disabled' ? annotated({ 'tribble.dev/prune': 'disabled' }) : {});
  }

  it('speaks of each entry that left git once, deletes only live objects of ours, and nothing when it should not', () => {
    fc.assert(
      fc.property(drawn, ({ tracked, desired, states: given, enabled, rendered, limit }) => {
        const found = Object.fromEntries(all.map((text, index) => [text, liveOf(text, given[index])]));
        const complete = { rendered, applied: true, discovery: true };
        const asked = request({ tracked, desired, live: found, enabled, limit, complete });
        const plan = prunePlan(asked);
        const spoken = [
          ...plan.delete,
          ...[...plan.abandon, ...plan.settled, ...plan.keep].map(({ identity }) => identity),
          ...(plan.held?.objects ?? []),
        ].map(keyOf);
        const left = [...asked.inventory.entries.keys()].filter((each) => !asked.desired.has(each));
        expect(spoken.toSorted()).toEqual(left.toSorted());
        const isOurs = (each: Identity) =>
          given[all.findIndex((text) => key(text) === keyOf(each))] === 'live';
        expect(plan.delete.every(isOurs)).toBe(true);
        // Where the limit is not passed only what takes more with it waits, and the rest goes.
        const isAllHeld = plan.held !== undefined && (limit === 0 || asked.desired.size === 0);
        if (!enabled || !rendered || isAllHeld) expect(plan.delete).toEqual([]);
      }),
    );
  });
});
