import { describe, expect, it } from '@jest/globals';
import type { TransitionDetail } from '@tribble/api';
import { type CommitFacts, History, type Outcome } from '@tribble/resource-repo/format';
import { changeId } from '../change.ts';
import type { Facts } from '../facts.ts';
import { environment, gates, reports, staircase, worldOf } from '../forecast/testing.ts';
import { fileOf, outcomesOf, reportOf } from '../testing.ts';
import { detail, type Texts } from './index.ts';

const id = (version: number | string) => fileOf('', `version: ${version}`).id;
const texts: Texts = {
  versionOf: (blob) => ['96', '97', '98', '99'].find((version) => id(version) === blob),
  changelogOf: (revision) => (revision === 'ci' ? 'Mend the frobnicator' : undefined),
};
const toProd = '  prod: {source: pp, target: prod, preconditions: [SourceClean]}\n';

function detailed(facts: Facts, name = 'prod'): TransitionDetail {
  const answer = detail(facts, gates, name, texts);
  if ('fault' in answer) throw new Error(answer.fault);
  return answer;
}

/** Commits a minute apart from 11:00 on. */
function historyOf(commits: readonly Pick<CommitFacts, 'revision' | 'changes' | 'trailers'>[]): History {
  const past = new History();
  commits.forEach((commit, minute) => {
    const committedAt = `2026-11-21T11:0${minute}:00.000Z`;
    past.add({ parents: [], author: 'Ann', committedAt, ...commit });
  });
  return past;
}

const path = 'prod/version/s1.yaml';
const move = (revision: string, from: number, to: number) => ({
  revision,
  trailers: [
    ['Tribble-Action', 'transition'],
    ['Tribble-Transition', 'prod'],
    ['Tribble-Source', 'pp'],
    ['Tribble-Target', 'prod'],
    ['Tribble-Gate', 'SourceClean pass: pp is Clean'],
  ] as const,
  changes: [{ path, id: id(to), before: id(from) }],
});

describe('what waits', () => {
  it('is told with who registered it, and how to approve it', () => {
    const past = historyOf([
      { revision: 'ci', changes: [{ path: 'latest/version/s1.yaml', id: id(98) }] },
      { revision: 'b', changes: [{ path: 'pp/version/s1.yaml', id: id(98) }] },
    ]);
    const {
      pending,
      change,
      status,
      gates: verdicts,
      perResource,
    } = detailed(worldOf(toProd, staircase, { past }));
    const only = { resource: 's1', versionId: id(98), previousId: id(97), sources: ['pp'] };
    expect(pending).toEqual([
      {
        resource: 's1',
        from: '97',
        to: '98',
        change: changeId('prod', [only]),
        versionId: id(98),
        commit: 'ci',
        author: 'Ann',
        at: '2026-11-21T11:00:00.000Z',
        changelog: 'Mend the frobnicator',
      },
    ]);
    expect(change).toBe(changeId('prod', [only]));
    expect(perResource).toBe(false);
    expect(status.result).toEqual({
      result: 'Skipped',
      reason: 'Waiting',
      message: 'it moves with the next decision',
    });
    expect(verdicts).toMatchObject([{ gate: 'SourceClean', verdict: 'pass' }]);
  });

  it('is nothing where nothing differs', () => {
    const files = { ...staircase, ...environment('prod', { s1: 98 }) };
    const answer = detailed(worldOf(toProd, files));
    expect(answer).toMatchObject({ pending: [], approvals: [], status: { result: { reason: 'NoChange' } } });
    expect(answer).not.toHaveProperty('change');
  });

  it('is everything that could move where each resource is judged on its own', () => {
    const files = { ...environment('pp', { a: 2, b: 2 }), ...environment('prod', { a: 1, b: 1 }) };
    const transitions =
      '  prod: {source: pp, target: prod, preconditions: [SourceClean], perResource: true}\n';
    const facts = worldOf(transitions, files, (snapshot) => {
      const report = reportOf(snapshot, 'pp');
      const { a } = report.resources;
      const failed = { ...report.resources, ...(a && { a: { ...a, status: 'Failed' as const } }) };
      return { statusOf: reports(snapshot, { pp: { ...report, resources: failed } }) };
    });
    const { pending, perResource, status } = detailed(facts);
    expect(pending.map(({ resource }) => resource)).toEqual(['a', 'b']);
    expect(status.pending).toHaveLength(1);
    expect(perResource).toBe(true);
  });

  it('is told before its time has come, so that people can approve it', () => {
    const past = historyOf([{ revision: 'b', changes: [{ path: 'pp/version/s1.yaml', id: id(98) }] }]);
    const transitions = '  prod: {source: pp, target: prod, schedule: "0 15 * * *"}\n';
    expect(detailed(worldOf(transitions, staircase, { past }))).toMatchObject({
      status: { result: { reason: 'Scheduled' } },
      pending: [{ resource: 's1' }],
    });
  });

  it('has those approvals that are of it', () => {
    const change = changeId('prod', [{ resource: 's1', versionId: id(98), sources: ['pp'] }]);
    const by = 'Ann <ann@example.org>';
    const at = '2026-11-21T11:00:00Z';
    const list = [
      { change, by, at },
      { change: 'older', by, at },
    ];
    const approvals = { approvals: { prod: list, pp: [{ change, by, at }] } };
    const files = { ...staircase, 'approvals.yaml': JSON.stringify(approvals) };
    expect(detailed(worldOf(toProd, files)).approvals).toEqual([{ change, by, at }]);
  });
});

describe('what it has done', () => {
  const outcome = (
    at: string,
    version: number,
    status: 'Clean' | 'Failed',
  ): Pick<Outcome, 'at'> & Partial<Outcome> => ({
    at,
    resources: new Map([['s1', { status, version: String(version), versionId: id(version) }]]),
  });
  const facts = (commits: Parameters<typeof historyOf>[0], outcomes?: ReturnType<typeof outcome>[]) =>
    worldOf(toProd, staircase, {
      past: historyOf(commits),
      outcomesOf: () => outcomes && outcomesOf('prod', outcomes),
    });

  it.each([
    { name: 'nothing is recorded', outcomes: undefined, expected: 'Pending' },
    {
      name: 'it is not known yet',
      outcomes: [outcome('2026-11-21T10:00:00.000Z', 96, 'Clean')],
      expected: 'Pending',
    },
    { name: 'it went well', outcomes: [outcome('2026-11-21T11:00:30.000Z', 97, 'Clean')], expected: 'Clean' },
    {
      name: 'it went well and broke later',
      outcomes: [
        outcome('2026-11-21T11:00:30.000Z', 97, 'Clean'),
        outcome('2026-11-21T11:10:00.000Z', 97, 'Failed'),
      ],
      expected: 'Clean',
    },
    { name: 'it failed', outcomes: [outcome('2026-11-21T11:00:30.000Z', 97, 'Failed')], expected: 'Failed' },
    {
      name: 'it had been there before, and has not come up again',
      outcomes: [
        outcome('2026-11-21T09:00:00.000Z', 97, 'Clean'),
        outcome('2026-11-21T10:00:00.000Z', 96, 'Clean'),
      ],
      expected: 'Pending',
    },
  ])('a run is $expected where $name', ({ outcomes, expected }) => {
    const { runs, successful } = detailed(facts([move('a', 96, 97)], outcomes));
    expect(runs).toEqual([
      {
        commit: 'a',
        at: '2026-11-21T11:00:00.000Z',
        action: 'transition',
        changes: [{ resource: 's1', from: '96', to: '97' }],
        gates: ['SourceClean pass: pp is Clean'],
        outcome: expected,
      },
    ]);
    expect(successful).toEqual(expected === 'Clean' ? runs : []);
  });

  it.each([
    { name: 'by another run', commits: [move('a', 95, 96), move('b', 96, 97)] },
    {
      name: 'by a person',
      commits: [move('a', 95, 96), { revision: 'b', changes: [{ path, id: id(97), before: id(96) }] }],
    },
    {
      name: 'by a removal',
      commits: [move('a', 95, 96), { revision: 'b', changes: [{ path, id: undefined, before: id(96) }] }],
    },
  ])('a run that was overtaken $name is Superseded', ({ commits }) => {
    const outcomes = [outcome('2026-11-21T11:01:30.000Z', 97, 'Clean')];
    expect(detailed(facts(commits, outcomes)).runs.at(-1)).toMatchObject({
      commit: 'a',
      outcome: 'Superseded',
    });
  });

  it('a run that failed before it was overtaken has Failed', () => {
    const outcomes = [
      outcome('2026-11-21T11:00:30.000Z', 96, 'Failed'),
      outcome('2026-11-21T11:01:30.000Z', 97, 'Clean'),
    ];
    const { runs } = detailed(facts([move('a', 95, 96), move('b', 96, 97)], outcomes));
    expect(runs.map((run) => [run.commit, run.outcome])).toEqual([
      ['b', 'Clean'],
      ['a', 'Failed'],
    ]);
  });

  it('the end of a lock has nothing to roll out', () => {
    const unlock = {
      revision: 'a',
      trailers: [
        ['Tribble-Action', 'unlock'],
        ['Tribble-Transition', 'prod'],
        ['Tribble-Target', 'prod'],
      ] as const,
      changes: [{ path: 'pp/locks.yaml', id: undefined }],
    };
    expect(detailed(facts([unlock])).runs).toMatchObject([
      { action: 'unlock', changes: [], outcome: 'Clean' },
    ]);
  });

  it('is told of the newest hundred', () => {
    const past = new History();
    for (let minute = 0; minute < 130; minute += 1)
      past.add({
        parents: [],
        author: 'x',
        committedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
        ...move(`r${minute}`, minute, minute + 1),
      });
    const { runs } = detailed(worldOf(toProd, staircase, { past }));
    expect([runs.length, runs[0]?.commit, runs[99]?.commit]).toEqual([100, 'r129', 'r30']);
  });
});

it('knows no other transition', () => {
  expect(detail(worldOf(toProd, staircase), gates, 'prdo', texts)).toEqual({
    fault: 'there is no transition "prdo": did you mean prod?',
  });
});
