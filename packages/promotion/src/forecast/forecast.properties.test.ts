import { describe, expect, it } from '@jest/globals';
import { withFiles } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import { decide } from '../decide.ts';
import type { Facts } from '../facts.ts';
import { reportOf, snapshotOf } from '../testing.ts';
import { forecast } from './index.ts';
import { environment, type Files, gates, movesOf, worldOf } from './testing.ts';

const environments = ['latest', 'dev', 'pp', 'prod'];
const resources = ['a', 'b', 'group/c', '__proto__'];

const versions = fc
  .array(fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }), { minLength: 4, maxLength: 4 })
  .map((numbers): [string, number][] =>
    resources.flatMap((name, index) => (numbers[index] === undefined ? [] : [[name, numbers[index]]])),
  );
const files = fc
  .tuple(versions, versions, versions, versions)
  .map(
    (all): Files =>
      Object.assign({}, ...all.map((own, index) => filesOf(environments[index] ?? '', own))) as Files,
  );
const rule = fc.record({
  perResource: fc.boolean(),
  propagateDeletes: fc.boolean(),
  resources: fc.record({ exclude: fc.subarray(resources) }),
});
const rules = fc.tuple(rule, rule, rule);
const locks = fc.subarray(environments);

function filesOf(name: string, own: readonly [string, number][]): Files {
  const bases = Object.fromEntries(resources.map((resource) => [`${name}/base/${resource}.yaml`, 'base']));
  return { ...bases, ...environment(name, Object.fromEntries(own), []) };
}

type Rule = typeof rule extends fc.Arbitrary<infer T> ? T : never;

const transitionsOf = (list: readonly Rule[], preconditions: readonly unknown[]) =>
  list
    .map((each, index) => {
      const [source, target] = [environments[index], environments[index + 1]];
      return `  ${target}: ${JSON.stringify({ source, target, preconditions, ...each })}\n`;
    })
    .toReversed()
    .join('');

const lockFiles = (names: readonly string[]): Files =>
  Object.fromEntries(names.map((name) => [`${name}/locks.yaml`, 'env_lock: {reasons: [stop]}']));

/** Every move that comes of deciding again on what each commit leaves. */
function decidedMoves(facts: Facts): string[] {
  const moves: string[] = [];
  let { snapshot } = facts;
  for (;;) {
    const { step } = decide({ ...facts, snapshot }, gates);
    if (step?.kind !== 'move') return moves;
    const changes = step.candidate.changes.map(({ resource, to }) => `${resource} ${to ?? 'gone'}`);
    moves.push(['12:00', step.transition.target, ...changes].join(' '));
    snapshot = withFiles(snapshot, new Map([...step.candidate.files.values()].flatMap((each) => [...each])));
  }
}

describe('a forecast', () => {
  it('without anything that takes time is what deciding again and again comes to', () => {
    fc.assert(
      fc.property(files, rules, locks, (given, list, locked) => {
        const facts = worldOf(transitionsOf(list, []), { ...given, ...lockFiles(locked) });
        expect(movesOf(forecast(facts, gates, { hours: 24 }))).toEqual(decidedMoves(facts));
      }),
    );
  });

  it('leaves the facts as they are, and comes to the same again', () => {
    fc.assert(
      fc.property(files, rules, (given, list) => {
        const text = transitionsOf(list, ['SourceClean']);
        const original = snapshotOf({ ...given, 'transitions.yaml': `transitions:\n${text}` });
        const reports = new Map(environments.map((name) => [name, reportOf(original, name)]));
        const facts = worldOf(text, given, { statusOf: (name) => reports.get(name) });
        const before = structuredClone(reports);
        const first = forecast(facts, gates, { hours: 24 });
        expect(reports).toEqual(before);
        expect([...facts.snapshot.environments]).toEqual([...original.environments]);
        expect(forecast(facts, gates, { hours: 24 })).toEqual(first);
      }),
    );
  });

  it('ends with everything where it belongs, and tells the rest as waiting', () => {
    fc.assert(
      fc.property(files, rules, (given, list) => {
        // SourceClean asks of each resource whether it runs, which one that is gone does not.
        fc.pre(list.every((each) => !each.perResource || !each.propagateDeletes));
        const { moves, blocked, complete } = forecast(
          worldOf(transitionsOf(list, ['SourceClean']), given),
          gates,
          {
            hours: 24,
          },
        );
        expect(complete).toBe(true);
        expect(moves.map(({ at }) => at)).toEqual(moves.map(({ at }) => at).sort());
        // Nothing here is locked or fails: only a version that has no base, which all have, could wait.
        expect(blocked).toEqual([]);
      }),
    );
  });
});
