import { describe, expect, it } from '@jest/globals';
import type { EnvironmentStatus } from '@tribble/api';
import {
  blobId,
  changedFiles,
  type Edit,
  fileAt,
  History,
  parseResourcePath,
  parseVersion,
  type Snapshot,
  withFiles,
} from '@tribble/resource-repo/format';
import fc from 'fast-check';
import { z } from 'zod';
import { decide, type Decision, type Step } from './decide.ts';
import { blobsOf, editOf } from './edit.ts';
import type { Facts } from './facts.ts';
import { defineGate } from './gates/gate.ts';
import { allGates, gatesOf } from './gates/index.ts';
import { factsOf, noon, reportOf, snapshotOf } from './testing.ts';

const environments = ['latest', 'dev', 'pp', 'eu', 'us'];
const resources = ['a', 'b', 'group/c', 'group/d'];

/** What happens around the transitioner: people, CI, deployers, clocks. */
type Event =
  | { kind: 'register'; resource: string; version: number }
  | { kind: 'remove'; environment: string; resource: string }
  | { kind: 'lock'; environment: string; resource: string | undefined; on: boolean }
  | { kind: 'pause'; on: boolean }
  | { kind: 'gate'; transition: string; resource: string; on: boolean }
  | { kind: 'rollout'; environment: string; state: 'Clean' | 'Failed' | 'stale' | 'silent' }
  | { kind: 'clock'; minutes: number }
  | { kind: 'break'; on: boolean }
  | { kind: 'deploy'; environment: string; resource: string; version: number };

const environment = fc.constantFrom(...environments.slice(1));
const resource = fc.constantFrom(...resources);
const version = fc.integer({ min: 1, max: 6 });
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('register' as const), resource, version }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('remove' as const),
      environment: fc.constantFrom('latest', 'latest', 'latest', ...environments),
      resource,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('lock' as const),
      environment,
      resource: fc.option(resource, { nil: undefined }),
      on: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pause' as const), on: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('gate' as const),
      transition: environment,
      resource,
      on: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('rollout' as const),
      environment,
      state: fc.constantFrom(
        'Clean' as const,
        'Clean' as const,
        'Failed' as const,
        'stale' as const,
        'silent' as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      minutes: fc.integer({ min: -60, max: 120 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('break' as const), on: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('deploy' as const), environment, resource, version }),
  },
);

/** A pipeline without circles: each environment is fed by one, or by two, that come before it. */
const rule = fc.record({
  preconditions: fc.subarray(['SourceClean', 'Door']),
  perResource: fc.boolean(),
  propagateDeletes: fc.boolean(),
  together: fc.constantFrom<string[]>([], ['group/*']),
  schedule: fc.constantFrom(undefined, undefined, '*/10 * * * *'),
  onFailure: fc.constantFrom(undefined, 'rollback'),
  picks: fc.tuple(fc.nat(), fc.nat()),
  sources: fc.constantFrom(undefined, undefined, 'all', 'any'),
});
const pipeline = fc.tuple(rule, rule, rule, rule).map((rules) =>
  rules.map(({ picks, sources, ...rest }, index) => {
    const before = environments.slice(0, index + 1);
    const chosen = [...new Set(picks.map((pick) => before[pick % before.length] ?? 'latest'))];
    const several = sources !== undefined && chosen.length > 1;
    const source = several ? chosen : (chosen[0] ?? 'latest');
    return { ...rest, source, target: environments[index + 1] ?? '', ...(several && { sources }) };
  }),
);
type Rule = (typeof pipeline extends fc.Arbitrary<infer T> ? T : never)[number];

const transitionsText = (rules: readonly Rule[]) =>
  `transitions:\n${rules
    .toReversed()
    .map((each) => `  ${each.target}: ${JSON.stringify(each)}\n`)
    .join('')}`;

/** Git, the deployers and a clock, simulated; the transitioner takes a turn after every event. */
class World {
  snapshot: Snapshot;
  readonly history = new History();
  now = noon;
  readonly shut = new Set<string>();
  readonly everOpen = new Set<string>();
  readonly rollouts = new Map<string, EnvironmentStatus | 'silent' | 'live'>();
  readonly blobs = new Map<string, string>();
  readonly steps: { step: Step; before: Snapshot; edit: Edit }[] = [];
  #commits = 0;
  readonly #rules: readonly Rule[];

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    const bases = environments.flatMap((name) =>
      resources.map((each) => [`${name}/base/${each}.yaml`, 'base']),
    );
    this.snapshot = snapshotOf(Object.fromEntries(bases) as Record<string, string>);
    this.commit({
      files: new Map([['transitions.yaml', transitionsText(rules)]]),
      message: { subject: 'begin' },
    });
  }

  /** `Door` opens for a version of a resource, and may be shut again later. */
  readonly gates = gatesOf([
    ...allGates,
    defineGate({
      type: 'Door',
      example: 'Door',
      options: z.union([z.null(), z.undefined()]),
      check: ({ name, changes }) => {
        const isShut = changes.some((change) => this.shut.has(`${name} ${change.resource}`));
        return { kind: isShut ? 'wait' : 'pass', reason: isShut ? 'shut' : 'open', judged: 'the door' };
      },
    }),
  ]);

  facts(): Facts {
    return factsOf(this.snapshot, {
      past: this.history,
      now: this.now,
      statusOf: (name) => {
        const rollout = this.rollouts.get(name) ?? 'live';
        if (rollout === 'live') return reportOf(this.snapshot, name);
        return rollout === 'silent' ? undefined : rollout;
      },
    });
  }

  commit(edit: Edit): void {
    const changes = [...changedFiles(this.snapshot, edit)].map(([path, text]) => {
      const before = fileAt(this.snapshot, path)?.id;
      if (text !== null) this.blobs.set(blobId(text), text);
      return { path, id: text === null ? undefined : blobId(text), before };
    });
    this.#commits += 1;
    const trailers = edit.message.trailers ?? [];
    const revision = String(this.#commits).padStart(40, '0');
    this.history.add({
      revision,
      parents: [],
      author: 'x',
      committedAt: this.now.toISOString(),
      trailers,
      changes,
    });
    this.snapshot = withFiles(this.snapshot, edit.files);
  }

  write(path: string, text: string | null): void {
    this.commit({ files: new Map([[path, text]]), message: { subject: path } });
  }

  /** What is open is open for the versions that are there now. */
  noteDoors(): void {
    for (const { target } of this.#rules)
      for (const each of resources)
        for (const name of environments) {
          const id = fileAt(this.snapshot, `${name}/version/${each}.yaml`)?.id;
          if (!this.shut.has(`${target} ${each}`)) this.everOpen.add(`${target} ${each} ${id ?? ''}`);
        }
  }

  decide(): Decision {
    return decide(this.facts(), this.gates);
  }

  /** Takes turns until there is nothing to do. Gives false where that never comes. */
  settle(): boolean {
    for (let turn = 0; turn < 200; turn += 1) {
      this.noteDoors();
      const { step } = this.decide();
      if (step === undefined) return true;
      const before = this.snapshot;
      for (const id of blobsOf(step)) expect(this.blobs.has(id)).toBe(true);
      const edit = editOf(step, { textOf: (id) => this.blobs.get(id) });
      this.steps.push({ step, before, edit });
      this.commit(edit);
    }
    return false;
  }

  happen(each: Event): void {
    if (each.kind === 'register')
      this.write(`latest/version/${each.resource}.yaml`, `version: ${each.version}`);
    if (each.kind === 'deploy')
      this.write(`${each.environment}/version/${each.resource}.yaml`, `version: ${each.version}`);
    if (each.kind === 'remove') this.write(`${each.environment}/version/${each.resource}.yaml`, null);
    if (each.kind === 'pause') this.write('pauses.yaml', each.on ? 'all: {reasons: [stop]}' : null);
    if (each.kind === 'break')
      this.write('transitions.yaml', each.on ? 'transitions: [' : transitionsText(this.#rules));
    if (each.kind === 'clock') this.now = new Date(this.now.getTime() + each.minutes * 60_000);
    if (each.kind === 'gate') this.shut[each.on ? 'delete' : 'add'](`${each.transition} ${each.resource}`);
    if (each.kind === 'lock') this.#lock(each);
    if (each.kind === 'rollout') this.#rollout(each);
  }

  #lock({ environment: name, resource: only, on }: Extract<Event, { kind: 'lock' }>): void {
    const lock = { reasons: ['mine'] };
    const content = only === undefined ? { env_lock: lock } : { resource_locks: { [only]: lock } };
    this.write(`${name}/locks.yaml`, on ? JSON.stringify(content) : null);
  }

  #rollout({ environment: name, state }: Extract<Event, { kind: 'rollout' }>): void {
    const now = reportOf(this.snapshot, name, state === 'Failed' ? 'Failed' : 'Clean');
    if (state === 'Clean') this.rollouts.set(name, 'live');
    else this.rollouts.set(name, state === 'silent' ? 'silent' : now);
  }

  /** Everything is allowed and healthy from now on. */
  heal(): void {
    this.happen({ kind: 'break', on: false });
    this.happen({ kind: 'pause', on: false });
    for (const name of environments) this.write(`${name}/locks.yaml`, null);
    this.shut.clear();
    this.rollouts.clear();
  }
}

const run = fc.tuple(pipeline, fc.array(event, { minLength: 5, maxLength: 40 }));

function played(rules: readonly Rule[], events: readonly Event[]): World {
  const world = new World(rules);
  for (const each of events) {
    world.happen(each);
    expect(world.settle()).toBe(true);
  }
  return world;
}

const isLocked = (snapshot: Snapshot, name: string, only: string) => {
  const file = fileAt(snapshot, `${name}/locks.yaml`);
  const text = file && 'text' in file.content ? file.content.text : '';
  return text.includes('env_lock') || (text.includes('resource_locks') && text.includes(`"${only}"`));
};

/** Every commit changes something, and nothing but what it may. */
function expectOnlyVersions({ step, before, edit }: World['steps'][number]): void {
  const changed = [...changedFiles(before, edit).keys()];
  expect(changed.length).toBeGreaterThan(0);
  expect(fileAt(before, 'pauses.yaml')).toBeUndefined();
  const { target } = step.transition;
  const locks = step.kind === 'rollback' ? [`${target}/locks.yaml`] : [];
  for (const path of changed.filter((each) => !locks.includes(each))) {
    const parsed = parseResourcePath(path);
    expect(parsed).toMatchObject({ environment: target, folder: 'version' });
    expect(isLocked(before, target, parsed?.resource ?? '')).toBe(false);
  }
}

/** No version reaches an environment whose gate never passed for it. Gives how many did that had a gate. */
function expectOpenDoors({ step }: World['steps'][number], { everOpen }: World): number {
  if (step.kind !== 'move' || !step.transition.preconditions.some(({ type }) => type === 'Door')) return 0;
  for (const { resource: name, versionId } of step.candidate.changes)
    expect(everOpen.has(`${step.name} ${name} ${versionId ?? ''}`)).toBe(true);
  return step.candidate.changes.length;
}

/** No version is skipped for ever: every environment has what feeds it, and nothing that was taken away there. */
function expectArrived(world: World, rules: readonly Rule[]): void {
  const { judged } = world.decide();
  for (const each of rules) {
    const { source, target, sources } = each;
    const held = [source].flat().map((name) => versionsIn(world.snapshot, name));
    const own = versionsIn(world.snapshot, target);
    if (sources === undefined) expect(own).toMatchObject(held[0] ?? {});
    // Where all sources are needed, those that differ stop a version, and with it its group.
    if (sources === 'all' && resources.some((name) => isApart(held, name))) continue;
    // So does a source that has lost what it brought, as nothing older may come in its place.
    const leftOut = judged.get(target)?.candidate?.leftOut ?? [];
    if (sources === 'any' && leftOut.some(({ reason }) => reason === 'SourcesDiffer')) continue;
    for (const [name, text] of Object.entries(own)) {
      const upstream = held.map((versions) => versions[name]);
      if (upstream.some((version) => version !== undefined)) expect(upstream).toContain(text);
      else expect(isRemoved(world, each, name)).toBe(false);
    }
  }
}

/** Whether a resource has to go, as its sources had it once. A source that has no version at all is no source. */
function isRemoved({ snapshot, history }: World, { source, propagateDeletes }: Rule, name: string): boolean {
  const names = [source].flat();
  const isEmpty = names.every((each) => Object.keys(versionsIn(snapshot, each)).length === 0);
  if (!propagateDeletes || isEmpty) return false;
  return names.some((each) => history.versionFile(`${each}/version/${name}.yaml`).size > 0);
}

/** A move that removes something, resource by resource, from behind a source that has to be clean. */
function isCleanRemoval(step: Step): boolean {
  if (step.kind !== 'move' || !step.transition.perResource) return false;
  if (!step.transition.preconditions.some(({ type }) => type === 'SourceClean')) return false;
  return step.candidate.changes.some(({ versionId }) => versionId === undefined);
}

describe('whatever happens', () => {
  it('only what may move moves, nothing is committed for nothing, and in the end everything arrives', () => {
    let throughDoors = 0;
    let rollbacks = 0;
    let removals = 0;
    fc.assert(
      fc.property(run, ([rules, events]) => {
        const world = played(rules, events);
        for (const each of world.steps) {
          expectOnlyVersions(each);
          throughDoors += expectOpenDoors(each, world);
          if (each.step.kind === 'rollback') rollbacks += 1;
          if (isCleanRemoval(each.step)) removals += 1;
        }
        world.heal();
        for (let hour = 0; hour < 6; hour += 1) {
          expect(world.settle()).toBe(true);
          world.happen({ kind: 'clock', minutes: 60 });
        }
        expectArrived(world, rules);
      }),
      { numRuns: 1_000 },
    );
    // Otherwise none of this would have been tried.
    expect(throughDoors).toBeGreaterThan(500);
    expect(rollbacks).toBeGreaterThan(20);
    expect(removals).toBeGreaterThan(3);
  }, 300_000);

  it('the same facts give the same decision, and a decision changes nothing', () => {
    fc.assert(
      fc.property(run, ([rules, events]) => {
        const world = new World(rules);
        for (const each of events) {
          world.happen(each);
          const seen = JSON.stringify([...world.decide().judged]);
          expect(JSON.stringify([...world.decide().judged])).toBe(seen);
        }
      }),
      { numRuns: 100 },
    );
  });
});

const isApart = (held: readonly Record<string, string>[], name: string) =>
  new Set(held.map((each) => each[name])).size > 1;

function versionsIn(snapshot: Snapshot, name: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const each of resources) {
    const file = fileAt(snapshot, `${name}/version/${each}.yaml`);
    const parsed = file && parseVersion(file);
    if (parsed && 'version' in parsed) found[each] = parsed.version.version;
  }
  return found;
}
