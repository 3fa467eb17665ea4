import { describe, expect, it } from '@jest/globals';
import type { EnvironmentStatus, RolloutStatus } from '@tribble/api';
import type { Snapshot } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import { decide, type Decision, type Move } from './decide.ts';
import { allGates, gatesOf } from './gates/index.ts';
import { factsOf, reportOf, snapshotOf } from './testing.ts';

const environments = ['latest', 'dev', 'pp', 'constructor'];
const resources = ['a', 'b', 'group/c', 'constructor', '10'];
const gates = gatesOf(allGates);

type Files = Record<string, string>;
const some = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const subset = (values: readonly string[]) => fc.subarray([...values]);

const oneOf = <T>(...choices: [weight: number, value: T][]) =>
  fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));

/** What one resource has in one environment: a base and version files. */
const folderFiles = (environment: string, resource: string): fc.Arbitrary<Files> =>
  fc
    .record({
      base: oneOf([6, true], [1, false]),
      yaml: oneOf<string | undefined>(
        [3, 'version: 1'],
        [3, 'version: 1.10'],
        [1, undefined],
        [1, 'vresion: 1'],
      ),
      yml: oneOf<string | undefined>([8, undefined], [1, 'version: 3']),
    })
    .map(({ base, yaml, yml }) => ({
      ...(base && { [`${environment}/base/${resource}.yaml`]: 'base' }),
      ...(yaml !== undefined && { [`${environment}/version/${resource}.yaml`]: yaml }),
      ...(yml !== undefined && { [`${environment}/version/${resource}.yml`]: yml }),
    }));

type Lock =
  { kind: 'none' } | { kind: 'environment' } | { kind: 'broken' } | { kind: 'resources'; names: string[] };
const lock: fc.Arbitrary<Lock> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Lock>({ kind: 'none' }) },
  { weight: 1, arbitrary: fc.constantFrom<Lock>({ kind: 'environment' }, { kind: 'broken' }) },
  { weight: 2, arbitrary: subset(resources).map((names): Lock => ({ kind: 'resources', names })) },
);

function lockText(value: Lock): string | undefined {
  if (value.kind === 'none') return undefined;
  if (value.kind === 'broken') return 'env_lock: [';
  if (value.kind === 'environment') return 'env_lock: {reasons: [stop]}';
  const reasons = ['stop', { reason: 'x', until: '2020-01-01' }];
  const locks = new Map(value.names.map((name) => [name, { reasons }]));
  return JSON.stringify({ resource_locks: Object.fromEntries(locks) });
}

const transition = fc.record(
  {
    source: oneOf([1, 'latest'], [2, 'dev'], [1, 'constructor']),
    target: oneOf([2, 'pp'], [1, 'dev'], [1, 'constructor']),
    preconditions: oneOf<unknown[]>(
      [5, ['SourceClean']],
      [1, ['SourceClean', 'NoSuchGate']],
      [1, [{ SourceClean: { for: '1m' } }]],
    ),
    resources: fc.record({
      exclude: fc.oneof({ weight: 9, arbitrary: subset([...resources, 'group/**']) }, fc.constant(['['])),
    }),
    perResource: fc.boolean(),
    propagateDeletes: fc.boolean(),
  },
  { requiredKeys: ['source', 'target'] },
);
const transitions = fc.array(fc.tuple(fc.constantFrom('x', 'y', '10', 'constructor', 'z'), transition), {
  minLength: 1,
  maxLength: 4,
});

type Rollout = { status: RolloutStatus; isStale: boolean; failed: string[] };
const rollout: fc.Arbitrary<Rollout | undefined> = some(
  fc.record({
    status: oneOf<RolloutStatus>([4, 'Clean'], [1, 'InProgress'], [1, 'Outdated'], [1, 'Failed']),
    isStale: oneOf([5, false], [1, true]),
    failed: fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, subset(resources)),
  }),
);

const world = fc.record({
  files: fc
    .tuple(...environments.flatMap((name) => resources.map((resource) => folderFiles(name, resource))))
    .map((all): Files => Object.assign({}, ...all) as Files),
  locks: fc.tuple(lock, lock, lock, lock),
  transitions,
  rollouts: fc.tuple(rollout, rollout, rollout, rollout),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function snapshotIn({ files, locks, transitions: list }: World): Snapshot {
  const lockFiles = environments.flatMap((name, index) => {
    const text = lockText(locks[index] ?? { kind: 'none' });
    return text === undefined ? [] : [[`${name}/locks.yaml`, text]];
  });
  const text = `transitions:\n${[...new Map(list)].map(([name, rule]) => `  ${name}: ${JSON.stringify(rule)}\n`).join('')}`;
  return snapshotOf({ ...files, ...(Object.fromEntries(lockFiles) as Files), 'transitions.yaml': text });
}

function statusIn(
  { rollouts }: World,
  snapshot: Snapshot,
  environment: string,
): EnvironmentStatus | undefined {
  const value = rollouts[environments.indexOf(environment)];
  if (value === undefined) return undefined;
  const report = reportOf(snapshot, environment, value.status);
  for (const [name, resource] of Object.entries(report.resources))
    if (value.failed.includes(name))
      report.resources[name] = { ...resource, status: 'Failed', reason: 'Failed' };
  return value.isStale ? { ...report, tree: 'a'.repeat(40) } : report;
}

function decideIn(here: World, snapshot = snapshotIn(here)): Decision {
  return decide(factsOf(snapshot, { statusOf: (name) => statusIn(here, snapshot, name) }), gates);
}

const moveIn = ({ step }: Decision) => (step?.kind === 'move' ? step : undefined);
const changed = ({ candidate }: Move) => candidate.changes.map(({ resource }) => resource);
const filesOf = ({ candidate }: Move) => [...candidate.files.values()].flatMap((files) => [...files]);
const lockOf = ({ locks }: World, environment: string) => locks[environments.indexOf(environment)];
const withoutExtension = (path: string) => path.replace(/\.\w+$/, '');

/** Runs a property; the share of worlds with a move is checked below, so that none of them holds for want of moves. */
function holds(property: (here: World, decision: Decision) => void): void {
  fc.assert(
    fc.property(world, (here) => property(here, decideIn(here))),
    { numRuns: 400 },
  );
}
const holdsForMoves = (property: (here: World, move: Move) => void) =>
  holds((here, decision) => {
    const move = moveIn(decision);
    if (move) property(here, move);
  });

describe('whatever the repository and the deployers say', () => {
  it('there often is a move', () => {
    const sample = fc.sample(world, { numRuns: 200, seed: 1 });
    expect(sample.filter((here) => moveIn(decideIn(here))).length).toBeGreaterThan(25);
  });

  it('a move touches nothing but the version files of what it names', () => {
    holdsForMoves((_here, move) => {
      const named = changed(move).map((name) => `${move.transition.target}/version/${name}`);
      const touched = filesOf(move).map(([path]) => withoutExtension(path));
      expect(new Set(touched)).toEqual(new Set(named));
      expect(new Set(named).size).toBe(named.length);
    });
  });

  it('a move changes no locked environment and no locked or excluded resource', () => {
    holdsForMoves((here, move) => {
      const found = lockOf(here, move.transition.target) ?? { kind: 'none' };
      expect(['none', 'resources']).toContain(found.kind);
      const kept = [...(found.kind === 'resources' ? found.names : []), ...move.transition.exclude];
      expect(changed(move).filter((name) => kept.includes(name))).toEqual([]);
      if (kept.includes('group/**')) expect(changed(move)).not.toContain('group/c');
      expect(kept).not.toContain('[');
    });
  });

  it('a move makes the target’s file the source’s', () => {
    holdsForMoves((here, move) => {
      const { sources, target } = move.transition;
      for (const [path, text] of filesOf(move))
        if (text !== null) expect(here.files[path.replace(target, sources[0] ?? '')]).toBe(text);
    });
  });

  it('a transition with a gate that is not understood never moves', () => {
    holdsForMoves((_here, { transition: { preconditions } }) => {
      expect(
        preconditions.filter(({ type, options }) => type !== 'SourceClean' || options !== undefined),
      ).toEqual([]);
    });
  });

  it('the same input gives the same output', () => {
    holds((here, decision) => {
      expect(JSON.stringify([...decideIn(here).judged])).toBe(JSON.stringify([...decision.judged]));
      expect(moveIn(decideIn(here))?.candidate).toEqual(moveIn(decision)?.candidate);
    });
  });

  it('a move that was made is not proposed again', () => {
    holdsForMoves((here, move) => {
      const files = { ...here.files };
      for (const [path, text] of filesOf(move)) {
        if (text === null) delete files[path];
        else files[path] = text;
      }
      const again = moveIn(decideIn({ ...here, files }));
      if (again?.name !== move.name) return;
      expect(changed(again).filter((name) => changed(move).includes(name))).toEqual([]);
    });
  });

  it('nothing moves while every environment is locked', () => {
    const kinds = fc.constantFrom<Lock>({ kind: 'environment' }, { kind: 'broken' });
    fc.assert(
      fc.property(world, fc.tuple(kinds, kinds, kinds, kinds), (here, locks) => {
        expect(decideIn({ ...here, locks }).step).toBeUndefined();
      }),
    );
  });

  it('a broken transitions.yaml moves nothing', () => {
    const garbage = fc.constantFrom(
      '\n]',
      '\nmore: x',
      '\n---\na: b',
      '\n  x: {source: {}}\n  x: {}',
      '\n\t- x',
    );
    fc.assert(
      fc.property(world, garbage, (here, more) => {
        const files = snapshotIn(here).configuration.get('transitions.yaml')?.content;
        const text = files && 'text' in files ? files.text : '';
        const snapshot = snapshotOf({ ...here.files, 'transitions.yaml': `${text}${more}` });
        expect(decideIn(here, snapshot)).toMatchObject({ order: [], judged: new Map() });
        expect(decideIn(here, snapshot).step).toBeUndefined();
      }),
    );
  });
});
