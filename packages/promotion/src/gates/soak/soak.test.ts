import { describe, expect, it } from '@jest/globals';
import type { EnvironmentStatus, ResourceStatus } from '@tribble/api';
import { blobId, type Outcome, type OutcomeHistory } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import type { Change } from '../../change.ts';
import { factsOf, gateInput, outcomesOf, reportOf, snapshotOf } from '../../testing.ts';
import type { Verdict } from '../../verdict.ts';
import { soak } from './index.ts';

const names = ['s1', 's2', 's3', 's4', 's5'];
const snapshot = snapshotOf(
  Object.fromEntries(names.map((name) => [`pp/version/${name}.yaml`, `version: 99 # ${name}`])),
);
const idOf = (name: string) => blobId(`version: 99 # ${name}`);
const changeOf = (name: string): Change => ({
  resource: name,
  to: '99',
  versionId: idOf(name),
  sources: ['pp'],
});
const report = reportOf(snapshot, 'pp');

const cleanAt = (at: string, name = 's1', entry: object = {}): Pick<Outcome, 'at'> & Partial<Outcome> => ({
  at,
  resources: new Map([
    [name, { status: 'Clean', version: '99', versionId: idOf(name), digest: 'd', ...entry }],
  ]),
});
const inTheMorning = outcomesOf('pp', [cleanAt('2026-11-21T11:00:00Z')]);
const recently = outcomesOf('pp', [cleanAt('2026-11-21T11:50:00.000Z')]);

type Case = {
  options?: unknown;
  outcomes?: OutcomeHistory | undefined;
  status?: EnvironmentStatus | undefined;
  changes?: readonly Change[];
  now?: string;
};

function judge(given: Case): Verdict {
  const { options = { for: '30m' }, now = '2026-11-21T12:00:00Z' } = given;
  const read = soak.read(options);
  if ('faults' in read) throw new Error(read.faults.map(({ message }) => message).join('; '));
  if (read.gate.kind !== 'pure') throw new Error('it asks');
  const facts = factsOf(snapshot, {
    statusOf: () => ('status' in given ? given.status : report),
    outcomesOf: () => ('outcomes' in given ? given.outcomes : inTheMorning),
    now: new Date(now),
  });
  return read.gate.check(
    gateInput(facts, { source: 'pp', changes: given.changes ?? [changeOf('s1')], name: 'prod' }),
  );
}

/** The report with s1 in another state. */
function s1With(change: Partial<ResourceStatus>): EnvironmentStatus {
  const own = report.resources['s1'];
  if (own === undefined) throw new Error('nobody reports s1');
  return { ...report, resources: { ...report.resources, s1: { ...own, ...change } } };
}

const inProgress = s1With({ status: 'InProgress', reason: 'NotAllUpdated', message: '1 of 2' });
const failed = s1With({ status: 'Failed', reason: 'Failed', message: 'no image' });
const frozen = s1With({ version: '98', versionId: 'b'.repeat(40) });
const older = { ...report, tree: 'a'.repeat(40) };

describe('what soaks', () => {
  it.each<Case & { name: string; verdict: Partial<Verdict> }>([
    {
      name: 'long enough',
      verdict: {
        kind: 'pass',
        reason: 's1 99 in pp was Clean for 30m at 2026-11-21T11:30:00.000Z',
      },
    },
    {
      name: 'to the millisecond',
      now: '2026-11-21T11:30:00Z',
      verdict: { kind: 'pass' },
    },
    {
      name: 'one millisecond too few',
      now: '2026-11-21T11:29:59.999Z',
      verdict: { kind: 'wait', until: '2026-11-21T11:30:00.000Z' },
    },
    {
      name: 'not yet',
      outcomes: recently,
      verdict: {
        kind: 'wait',
        reason: 's1 99 in pp soaks until 2026-11-21T12:20:00.000Z (30m Clean)',
        until: '2026-11-21T12:20:00.000Z',
      },
    },
    {
      name: 'not yet, and the source is to be left alone',
      options: { for: '30m', queue: true },
      outcomes: recently,
      verdict: { kind: 'hold', until: '2026-11-21T12:20:00.000Z' },
    },
    {
      name: 'since a time that is still to come, by another clock',
      outcomes: outcomesOf('pp', [cleanAt('2026-11-21T13:00:00Z')]),
      verdict: { kind: 'wait', until: '2026-11-21T13:30:00.000Z' },
    },
    {
      name: 'removed',
      changes: [{ resource: 's1', from: '99', sources: ['pp'] }],
      outcomes: undefined,
      status: undefined,
      verdict: { kind: 'pass', reason: 'a removal does not soak' },
    },
    {
      name: 'nothing is recorded',
      outcomes: undefined,
      verdict: {
        kind: 'unknown',
        reason:
          'no outcomes of pp are recorded: its deployer needs `record_outcomes: true` and the right to push refs/tribble/*',
      },
    },
    {
      name: 'Clean, but not recorded yet',
      outcomes: outcomesOf('pp', [cleanAt('2026-11-21T11:00:00Z', 's1', { versionId: 'older' })]),
      verdict: { kind: 'wait', reason: 's1 99 is Clean in pp, which is not recorded yet' },
    },
    {
      name: 'never seen',
      outcomes: outcomesOf('pp', []),
      verdict: { kind: 'wait', reason: 's1 99 is Clean in pp, which is not recorded yet' },
    },
    {
      name: 'in progress now',
      status: inProgress,
      verdict: { kind: 'wait', reason: 's1 99 is not Clean now: s1 in pp is InProgress (1 of 2)' },
    },
    {
      name: 'failed now',
      status: failed,
      verdict: { kind: 'wait', reason: 's1 99 is not Clean now: s1 in pp is Failed (no image)' },
    },
    {
      name: 'something else runs',
      status: frozen,
      verdict: { kind: 'wait', reason: 's1 99 is not Clean now: pp runs 98 of s1, not this version' },
    },
    {
      name: 'the newest commit is not deployed',
      status: older,
      verdict: {
        kind: 'wait',
        reason: 's1 99 is not Clean now: pp: its newest commit is not reported as deployed yet',
      },
    },
    {
      name: 'nobody reports on the source',
      status: undefined,
      verdict: { kind: 'wait', reason: 's1 99 is not Clean now: no deployer reports on pp' },
    },
    {
      name: 'the deployer does not know it',
      status: { ...report, resources: {} },
      verdict: { kind: 'wait', reason: 's1 99 is not Clean now: the deployer does not know s1 in pp' },
    },
    {
      name: 'a name that every object has',
      changes: [{ ...changeOf('s1'), resource: 'constructor' }],
      verdict: {
        kind: 'wait',
        reason: 'constructor 99 is not Clean now: the deployer does not know constructor in pp',
      },
    },
  ])('$name', ({ verdict, ...given }) => {
    const answer = judge(given);
    expect(answer).toMatchObject(verdict);
    expect('until' in answer).toBe('until' in verdict);
  });

  it('says what it judged, and what that rests on', () => {
    const revision = 'c'.repeat(40);
    const outcomes = outcomesOf('pp', [cleanAt('2026-11-21T11:00:00Z', 's1', { revision })]);
    const evidence = [{ text: 's1 99 in pp was Clean for 30m at 2026-11-21T11:30:00.000Z', revision }];
    expect(judge({ status: s1With({ revision }), outcomes })).toEqual({
      kind: 'pass',
      reason: 's1 99 in pp was Clean for 30m at 2026-11-21T11:30:00.000Z',
      judged: `s1 99 (${idOf('s1').slice(0, 12)}) in pp`,
      evidence,
    });
  });
});

describe('a source that is held', () => {
  it.each([
    { name: 'while it is in progress', status: inProgress, kind: 'hold' },
    { name: 'while its newest commit is deployed', status: older, kind: 'hold' },
    { name: 'but not once it failed: the next version may be the cure', status: failed, kind: 'wait' },
    { name: 'but not where something else runs', status: frozen, kind: 'wait' },
    { name: 'but not where nobody reports', status: undefined, kind: 'wait' },
  ])('$name', ({ status, kind }) => {
    expect(judge({ options: { for: '30m', queue: true }, status }).kind).toBe(kind);
  });
});

describe('several changes', () => {
  const starts = ['11:00', '11:40', '11:50', '11:45', '11:55'];
  const outcomes = outcomesOf(
    'pp',
    names.map((name, index) => cleanAt(`2026-11-21T${starts[index] ?? ''}:00.000Z`, name)),
  );

  it('have soaked when the last one has; three are named', () => {
    expect(judge({ outcomes, changes: names.map(changeOf) })).toMatchObject({
      kind: 'wait',
      reason: [
        's2 99 in pp soaks until 2026-11-21T12:10:00.000Z (30m Clean)',
        's3 99 in pp soaks until 2026-11-21T12:20:00.000Z (30m Clean)',
        's4 99 in pp soaks until 2026-11-21T12:15:00.000Z (30m Clean)',
        '1 more',
      ].join('; '),
      until: '2026-11-21T12:25:00.000Z',
    });
    const later = { outcomes, changes: names.map(changeOf), now: '2026-11-21T12:25:00Z' };
    expect(judge(later).kind).toBe('pass');
  });

  it('wait for no time where one of them does not soak', () => {
    const answer = judge({ outcomes, changes: ['s1', 's2'].map(changeOf), status: failed });
    expect(answer.reason).toMatch(/^s1 99 is not Clean now: .*; s2 99 in pp soaks until /);
    expect(answer).not.toHaveProperty('until');
  });

  it('do not wait for a removal among them', () => {
    const removal: Change = { resource: 's2', from: '1', sources: ['pp'] };
    expect(judge({ changes: [removal, changeOf('s1')] }).kind).toBe('pass');
  });
});

describe('a clock', () => {
  it('changes no word of the verdict until the time has come, and then for good', () => {
    const waiting = judge({ outcomes: recently, now: '2026-11-21T11:50:00Z' });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 * 60 }), (seconds) => {
        const now = new Date(Date.parse('2026-11-21T11:50:00Z') + seconds * 1_000).toISOString();
        const answer = judge({ outcomes: recently, now });
        if (seconds < 30 * 60) expect(answer).toEqual(waiting);
        else expect(answer.kind).toBe('pass');
      }),
    );
  });

  it('that was set back makes nobody wait less', () => {
    expect(judge({ now: '2026-11-21T10:00:00Z' })).toMatchObject({
      kind: 'wait',
      until: '2026-11-21T11:30:00.000Z',
    });
  });
});

describe('a version that failed', () => {
  const failure = { status: 'Failed', reason: 'no image' };

  it('starts anew', () => {
    const outcomes = outcomesOf('pp', [
      cleanAt('2026-11-21T10:00:00Z'),
      cleanAt('2026-11-21T11:00:00Z', 's1', failure),
      cleanAt('2026-11-21T11:50:00Z'),
    ]);
    expect(judge({ outcomes })).toMatchObject({ kind: 'wait', until: '2026-11-21T12:20:00.000Z' });
  });

  it('goes on where another one failed', () => {
    const outcomes = outcomesOf('pp', [
      cleanAt('2026-11-21T11:00:00Z'),
      cleanAt('2026-11-21T11:50:00Z', 's2', failure),
    ]);
    expect(judge({ outcomes }).kind).toBe('pass');
  });
});

describe('another base under the same version', () => {
  const revision = 'c'.repeat(40);
  const before = cleanAt('2026-11-21T11:00:00Z', 's1', { revision: 'b'.repeat(40) });

  it('is not taken for the one before while its outcome is not recorded', () => {
    expect(judge({ outcomes: outcomesOf('pp', [before]), status: s1With({ revision }) })).toMatchObject({
      kind: 'wait',
      reason: 's1 99 is Clean in pp, which is not recorded yet',
    });
  });

  it('soaks by itself once it is', () => {
    const after = cleanAt('2026-11-21T11:50:00Z', 's1', { revision, digest: 'e' });
    const outcomes = outcomesOf('pp', [before, after]);
    expect(judge({ outcomes, status: s1With({ revision }) })).toMatchObject({
      kind: 'wait',
      until: '2026-11-21T12:20:00.000Z',
    });
  });

  it('that renders the same goes on soaking', () => {
    const same = { at: '2026-11-21T11:50:00Z', tree: report.tree ?? '' };
    const outcomes = outcomesOf('pp', [before, same]);
    expect(judge({ outcomes, status: s1With({ revision }) }).kind).toBe('pass');
  });
});

describe('the options', () => {
  it.each<{ options: unknown; message: string; keys: PropertyKey[] }>([
    { options: undefined, message: 'Soak needs options', keys: [] },
    { options: {}, message: 'Soak: expected a duration such as 30s, 5m, 1h30m or 2d', keys: ['for'] },
    {
      options: { for: 30 },
      message: 'Soak: expected a duration such as 30s, 5m, 1h30m or 2d',
      keys: ['for'],
    },
    { options: { for: '366d' }, message: 'Soak: cannot be longer than 365d', keys: ['for'] },
    { options: { for: `${'9'.repeat(400)}d` }, message: 'Soak: cannot be longer than 365d', keys: ['for'] },
    { options: { for: '1m', queue: 'yes' }, message: 'Soak: expected true or false', keys: ['queue'] },
    { options: { fro: '1m' }, message: 'Soak has no option "fro"', keys: ['fro'] },
    { options: '30m', message: 'Soak: expected {for: 30m}', keys: [] },
  ])('$options', ({ options, message, keys }) => {
    const read = soak.read(options);
    expect('faults' in read && read.faults).toContainEqual(expect.objectContaining({ message, keys }));
  });

  it('never throw, and pass only for a time that was Clean', () => {
    const options = fc.oneof(
      fc.anything(),
      fc.record({ for: fc.anything(), queue: fc.anything() }, { requiredKeys: [] }),
      fc.record({
        for: fc.tuple(fc.nat(2_000), fc.constantFrom('ms', 's', 'm', 'h', 'd')).map((each) => each.join('')),
      }),
    );
    fc.assert(
      fc.property(options, (value) => {
        const read = soak.read(value);
        if ('faults' in read) expect(read.faults.length).toBeGreaterThan(0);
        else expect(['pass', 'wait', 'hold']).toContain(judge({ options: value }).kind);
      }),
    );
  });
});
