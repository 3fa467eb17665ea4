import { describe, expect, it } from '@jest/globals';
import type { Approval } from '@tribble/api';
import { blobId, History } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import { changeId } from '../../change.ts';
import { factsOf, gateInput, snapshotOf } from '../../testing.ts';
import type { Verdict } from '../../verdict.ts';
import { approval } from './index.ts';

const { changes } = gateInput(factsOf({}));
const id = changeId('prod', changes);
const older = changeId('prod', [
  { resource: 's1', to: '0', versionId: blobId('version: 0'), sources: ['dev'] },
]);

const [ann, bob, eve] = ['Ann <ann@example.org>', 'Bob <bob@example.org>', 'Eve <eve@example.org>'];
const roles = new Map([
  ['managers', ['ann@example.org', 'bob@example.org']],
  ['solo', ['ann@example.org']],
]);

const by = (person: string, change = id, more: Partial<Approval> = {}): Approval => ({
  change,
  by: person,
  at: '2026-11-21T11:00:00Z',
  ...more,
});

type Case = {
  options: unknown;
  given?: readonly Approval[];
  /** The text of approvals.yaml, in place of `given`. */
  text?: string;
  transition?: string;
  broughtBy?: string;
  resource?: string;
};

function judge({ options, given = [], text, transition = 'prod', broughtBy, resource }: Case): Verdict {
  const read = approval.read(options);
  if ('faults' in read) throw new Error(read.faults.map(({ message }) => message).join('; '));
  if (read.gate.kind !== 'pure') throw new Error('it asks');
  const snapshot = snapshotOf({
    'dev/version/s1.yaml': 'version: 1',
    'approvals.yaml': text ?? JSON.stringify({ approvals: { [transition]: given } }),
  });
  const past = new History();
  past.add({
    revision: 'r',
    parents: [],
    author: 'Somebody',
    ...(broughtBy !== undefined && { authorEmail: broughtBy }),
    committedAt: '2026-11-21T10:00:00.000Z',
    changes: [{ path: 'dev/version/s1.yaml', id: blobId('version: 1') }],
  });
  const own = resource === undefined ? {} : { resource };
  return read.gate.check(gateInput(factsOf(snapshot, { past }), { name: 'prod', roles, ...own }));
}

const short = id.slice(0, 12);
const both = 'managers (ann@example.org, bob@example.org)';

describe('an approval', () => {
  it.each<Case & { name: string; kind: Verdict['kind']; reason: string }>([
    {
      name: 'is missing',
      options: { from: ['managers'] },
      kind: 'wait',
      reason: `needs 1 approval from ${both} of change ${short}`,
    },
    {
      name: 'of one who may',
      options: { from: ['managers'] },
      given: [by(ann)],
      kind: 'pass',
      reason: 'approved by ann@example.org',
    },
    {
      name: 'of one who is named',
      options: { from: ['Ann@Example.org'] },
      given: [by('Annie <ANN@example.org>')],
      kind: 'pass',
      reason: 'approved by ann@example.org',
    },
    {
      name: 'of one, where two are needed',
      options: { from: ['managers', 'eve@example.org'], count: 2 },
      given: [by(ann)],
      kind: 'wait',
      reason: `needs 1 more approval from managers (bob@example.org), eve@example.org of change ${short}`,
    },
    {
      name: 'of the same person twice',
      options: { from: ['managers', 'solo'], count: 2 },
      given: [by(ann), by('Ann <Ann@Example.org>')],
      kind: 'wait',
      reason: `needs 1 more approval from managers (bob@example.org) of change ${short}`,
    },
    {
      name: 'of two',
      options: { from: ['managers'], count: 2 },
      given: [by(ann), by(bob)],
      kind: 'pass',
      reason: 'approved by ann@example.org, bob@example.org',
    },
    {
      name: 'of another change',
      options: { from: ['managers'] },
      given: [by(ann, older), by(bob, older), by(bob, 'x'), by(eve, older)],
      kind: 'wait',
      reason: `needs 1 approval from ${both} of change ${short}; 2 approved another change before`,
    },
    {
      name: 'of another resource, where each is judged on its own',
      options: { from: ['managers'] },
      given: [by(ann, older)],
      resource: 's1',
      kind: 'wait',
      reason: `needs 1 approval from ${both} of change ${short}`,
    },
    {
      name: 'for another transition',
      options: { from: ['managers'] },
      given: [by(ann)],
      transition: 'pp',
      kind: 'wait',
      reason: `needs 1 approval from ${both} of change ${short}`,
    },
    {
      name: 'of one who may not',
      options: { from: ['managers'] },
      given: [by(eve), by('somebody')],
      kind: 'wait',
      reason: `needs 1 approval from ${both} of change ${short}; eve@example.org approved it but may not`,
    },
    {
      name: 'in a file that cannot be read',
      options: { from: ['managers'] },
      text: `approvals: {prod: [{change: ${id}, by: ${JSON.stringify(ann)}}]}`,
      kind: 'wait',
      reason: `needs 1 approval from ${both} of change ${short}; approvals.yaml has a problem, so nothing in it counts until it is mended`,
    },
    {
      name: 'from more people than there are',
      options: { from: ['solo'], count: 2 },
      kind: 'fail',
      reason: 'needs 2 approvals, but only 1 may still give one',
    },
    {
      name: 'from a role that is none',
      options: { from: ['mangers', 'ann@example.org'] },
      given: [by(ann)],
      kind: 'unknown',
      reason:
        '"mangers" in `from` is neither a role of transitions.yaml nor a mail address (did you mean "managers"?)',
    },
    {
      name: 'from a name that every object has',
      options: { from: ['constructor'] },
      kind: 'unknown',
      reason:
        '"constructor" in `from` is neither a role of transitions.yaml nor a mail address (there are: managers, solo)',
    },
  ])('$name', ({ kind, reason, ...given }) => {
    expect(judge(given)).toMatchObject({ kind, reason });
  });

  it('says what it judged, and who approved', () => {
    const given = [by(ann, id, { comment: 'after lunch' })];
    expect(judge({ options: { from: ['managers'] }, given })).toEqual({
      kind: 'pass',
      reason: 'approved by ann@example.org',
      judged: `change ${id}: s1 1 (${blobId('version: 1').slice(0, 12)}) in dev`,
      evidence: [{ text: 'Ann <ann@example.org> approved it at 2026-11-21T11:00:00Z: after lunch' }],
    });
  });

  it('never throw, and pass only with as many people as they ask for', () => {
    const from = fc.oneof(
      fc.anything(),
      fc.array(fc.oneof(fc.string(), fc.constantFrom('managers', 'solo', 'eve@example.org'))),
    );
    const options = fc.oneof(
      fc.anything(),
      fc.record(
        { from, count: fc.oneof(fc.anything(), fc.nat(4)), separation: fc.anything() },
        { requiredKeys: [] },
      ),
    );
    const people = fc.array(fc.constantFrom(ann, bob, eve, 'nobody'));
    fc.assert(
      fc.property(options, people, (value, list) => {
        const read = approval.read(value);
        if ('faults' in read) expect(read.faults.length).toBeGreaterThan(0);
        else if (judge({ options: value, given: list.map((each) => by(each)) }).kind === 'pass') {
          const { count = 1 } = value as { count?: number };
          const named = new Set(list.filter((each) => each !== 'nobody'));
          expect(named.size).toBeGreaterThanOrEqual(count);
        }
      }),
    );
  });
});

it('of several sources asks for the approval of everything that is judged together', () => {
  const read = approval.read({ from: ['ann@example.org'] });
  if (!('gate' in read) || read.gate.kind !== 'pure') throw new Error('it asks');
  const all = [...changes, { resource: 's2', to: '1', versionId: blobId('version: 1'), sources: ['eu'] }];
  const approvals = { prod: [by(ann, changeId('prod', all))] };
  const facts = factsOf({ 'approvals.yaml': JSON.stringify({ approvals }) });
  expect(read.gate.check(gateInput(facts, { name: 'prod', all })).kind).toBe('pass');
  expect(read.gate.check(gateInput(facts, { name: 'prod' })).kind).toBe('wait');
});

it('of several sources does not count of one who brought any part of it', () => {
  const read = approval.read({ from: ['ann@example.org', 'bob@example.org'], separation: true });
  if (!('gate' in read) || read.gate.kind !== 'pure') throw new Error('it asks');
  const second = blobId('version: 2');
  const all = [...changes, { resource: 's2', to: '2', versionId: second, sources: ['eu'] }];
  const past = new History();
  const commit = { revision: 'r', parents: [], author: 'Somebody', committedAt: '2026-11-21T10:00:00.000Z' };
  const first = { path: 'dev/version/s1.yaml', id: blobId('version: 1') };
  past.add({ ...commit, authorEmail: 'bob@example.org', changes: [first] });
  past.add({
    ...commit,
    authorEmail: 'ann@example.org',
    changes: [{ path: 'eu/version/s2.yaml', id: second }],
  });
  const files = { 'dev/version/s1.yaml': 'version: 1', 'eu/version/s2.yaml': 'version: 2' };
  const approvals = { prod: [by(ann, changeId('prod', all))] };
  const facts = factsOf({ ...files, 'approvals.yaml': JSON.stringify({ approvals }) }, { past });
  expect(read.gate.check(gateInput(facts, { name: 'prod', all })).kind).toBe('fail');
});

describe('an approval that was used', () => {
  const file = {
    change: { path: 'pp/version/s1.yaml', id: blobId('version: 1') },
    approved: { path: 'approvals.yaml', id: 'any' },
    locked: { path: 'pp/locks.yaml', id: 'any' },
  };
  const facts = { revision: 'r', parents: [], author: 'Somebody' };
  type Commit = [at: string, action: string, ...files: (keyof typeof file)[]];

  /** Judges with approvals of these times, after these commits. */
  function judgeAfter(commits: readonly Commit[], ...times: readonly string[]): Verdict {
    const past = new History();
    for (const [committedAt, action, ...files] of commits) {
      const trailers = [
        ['Tribble-Action', action],
        ['Tribble-Transition', 'prod'],
        ['Tribble-Target', 'pp'],
      ] as const;
      past.add({ ...facts, committedAt, trailers, changes: files.map((each) => file[each]) });
    }
    const read = approval.read({ from: ['managers'] });
    if (!('gate' in read) || read.gate.kind !== 'pure') throw new Error('it asks');
    const approvals = { prod: times.map((at) => by(ann, id, { at })) };
    const text = JSON.stringify({ approvals });
    return read.gate.check(gateInput(factsOf({ 'approvals.yaml': text }, { past }), { name: 'prod', roles }));
  }

  it.each<{ name: string; commits: Commit[]; at: string[]; kind: Verdict['kind']; why?: string }>([
    { name: 'nothing moved', commits: [], at: ['2026-11-21T11:00:00Z'], kind: 'pass' },
    {
      name: 'it moved after that',
      commits: [['2026-11-21T11:30:00Z', 'transition', 'change']],
      at: ['2026-11-21T11:00:00Z'],
      kind: 'wait',
      why: 's1 moved at 2026-11-21T11:30:00Z',
    },
    {
      name: 'it was rolled back after that',
      commits: [
        ['2026-11-21T11:30:00Z', 'transition', 'change'],
        ['2026-11-21T11:40:00Z', 'rollback', 'change', 'locked'],
      ],
      at: ['2026-11-21T12:35:00+01:00'],
      kind: 'wait',
      why: 's1 was rolled back at 2026-11-21T11:40:00Z',
    },
    {
      name: 'it moved within the same second',
      commits: [['2026-11-21T11:30:00Z', 'transition', 'change']],
      at: ['2026-11-21T11:30:00.900Z'],
      kind: 'wait',
      why: 's1 moved at 2026-11-21T11:30:00Z',
    },
    {
      name: 'it moved after that by git, whatever the clocks say',
      commits: [
        ['2026-11-21T11:00:00Z', 'approve', 'approved'],
        ['2026-11-21T11:30:00Z', 'transition', 'change'],
      ],
      at: ['2026-11-21T13:00:00Z'],
      kind: 'wait',
      why: 's1 moved at 2026-11-21T11:30:00Z',
    },
    {
      name: 'it moved before that',
      commits: [['2026-11-21T10:30:00Z', 'rollback', 'change']],
      at: ['2026-11-21T11:00:00Z'],
      kind: 'pass',
    },
    {
      name: 'it is approved again',
      commits: [['2026-11-21T11:30:00Z', 'rollback', 'change']],
      at: ['2026-11-21T11:00:00Z', '2026-11-21T12:00:00Z'],
      kind: 'pass',
    },
    {
      name: 'only a lock was taken away',
      commits: [['2026-11-21T11:30:00Z', 'unlock', 'locked']],
      at: ['2026-11-21T11:00:00Z'],
      kind: 'pass',
    },
    {
      name: 'a person changed it, and no transitioner',
      commits: [['2026-11-21T11:30:00Z', 'deploy', 'change']],
      at: ['2026-11-21T11:00:00Z'],
      kind: 'pass',
    },
  ])('counts once: $name', ({ commits, at, kind, why }) => {
    const verdict = judgeAfter(commits, ...at);
    expect(verdict.kind).toBe(kind);
    const usedUp = `; the approval of ann@example.org was used up when ${why ?? ''}: approve it again`;
    if (why !== undefined)
      expect(verdict.reason).toBe(`needs 1 approval from ${both} of change ${short}${usedUp}`);
  });
});

it('costs the same for each resource, however many approvals there are of others', () => {
  const read = approval.read({ from: ['managers'] });
  if (!('gate' in read) || read.gate.kind !== 'pure') throw new Error('it asks');
  const { gate } = read;
  /** How long it takes to judge many resources, in milliseconds. */
  function timeWith(others: number): number {
    const given = Array.from({ length: others }, (_, index) => by(ann, `${index}`));
    const facts = factsOf({ 'approvals.yaml': JSON.stringify({ approvals: { prod: given } }) });
    const judged = gateInput(facts, { name: 'prod', roles, resource: 's1' });
    // The file is read once.
    expect(gate.check(judged).kind).toBe('wait');
    const begin = performance.now();
    for (let count = 0; count < 500; count += 1) gate.check(judged);
    return performance.now() - begin;
  }
  timeWith(1);
  expect(timeWith(5_000)).toBeLessThan(5 * timeWith(1) + 200);
});
