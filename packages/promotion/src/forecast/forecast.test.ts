import { describe, expect, it } from '@jest/globals';
import type { EnvironmentStatus, ResourceStatus } from '@tribble/api';
import { History } from '@tribble/resource-repo/format';
import type { Answer, Question } from '../question.ts';
import { outcomesOf, reportOf, snapshotOf } from '../testing.ts';
import { forecast } from './index.ts';
import { environment, gates, movesOf, reports, staircase, worldOf } from './testing.ts';

const clean = 'preconditions: [SourceClean]';
const chain = [
  `  prod: {source: pp, target: prod, ${clean}}`,
  `  pp: {source: dev, target: pp, ${clean}}`,
  `  dev: {source: latest, target: dev}`,
  '',
].join('\n');
const hours = (count: number) => ({ hours: count });

describe('the next moves', () => {
  it('drain the pipe from its end, each after the rollout before', () => {
    const forecasted = forecast(worldOf(chain, staircase), gates, hours(1));
    expect(movesOf(forecasted)).toEqual([
      '12:00 prod s1 98',
      '12:00 pp s1 99',
      '12:00 dev s1 100',
      '12:01 prod s1 99',
      '12:01 pp s1 100',
      '12:02 prod s1 100',
    ]);
    expect(forecasted).toMatchObject({
      from: '2026-11-21T12:00:00.000Z',
      to: '2026-11-21T13:00:00.000Z',
      blocked: [],
      complete: true,
    });
    expect(forecasted.moves[0]).toEqual({
      at: '2026-11-21T12:00:00.000Z',
      transition: 'prod',
      source: 'pp',
      target: 'prod',
      changes: [{ resource: 's1', from: '97', to: '98' }],
      cleanAt: '2026-11-21T12:01:00.000Z',
      assumes: [],
    });
    expect(forecasted.moves[3]?.assumes).toEqual(['rollouts in pp go well and take 1m, as usual']);
  });

  it('take the time that rollouts usually take there', () => {
    const outcomes = outcomesOf('pp', [{ at: '2026-11-20T12:00:00Z', seconds: 300 }]);
    const facts = worldOf(chain, staircase, { outcomesOf: (name) => (name === 'pp' ? outcomes : undefined) });
    expect(movesOf(forecast(facts, gates, hours(1)))).toContain('12:05 prod s1 99');
  });

  it('have no end of a rollout where nobody would report it', () => {
    const facts = worldOf('  dev: {source: latest, target: dev}\n', staircase, { statusOf: () => undefined });
    const [move] = forecast(facts, gates, hours(1)).moves;
    expect(move).toBeDefined();
    expect(move).not.toHaveProperty('cleanAt');
  });

  it('stop at the horizon, and say so where they stop before', () => {
    const facts = worldOf(chain, staircase);
    expect(movesOf(forecast(facts, gates, hours(1 / 120)))).toHaveLength(3);
    const short = forecast(facts, gates, { hours: 1, maxSteps: 2 });
    expect(short).toMatchObject({ complete: false });
    expect(short.moves).toHaveLength(2);
  });

  it('are made again with several changes as one', () => {
    const files = { ...environment('dev', { a: 2, b: 2 }), ...environment('pp', { a: 1, b: 1 }) };
    const facts = worldOf('  pp: {source: dev, target: pp}\n', files);
    expect(movesOf(forecast(facts, gates, hours(1)))).toEqual(['12:00 pp a 2 b 2']);
  });
});

describe('what happens with time', () => {
  it('a lock ends', () => {
    const files = {
      ...staircase,
      'prod/locks.yaml': 'env_lock: {reasons: [{reason: sale, until: "2026-11-21T18:00:00+01:00"}]}',
    };
    const facts = worldOf(`  prod: {source: pp, target: prod, ${clean}}\n`, files);
    expect(movesOf(forecast(facts, gates, hours(24)))).toEqual(['17:00 prod s1 98']);
    expect(forecast(facts, gates, hours(1))).toMatchObject({
      moves: [],
      blocked: [
        {
          transition: 'prod',
          source: 'pp',
          target: 'prod',
          changes: [{ resource: 's1', from: '97', to: '98' }],
          reason: 'prod is locked: sale',
          until: '2026-11-21T17:00:00.000Z',
        },
      ],
    });
  });

  it('the lock of a resource, and a pause', () => {
    const files = {
      ...staircase,
      'prod/locks.yaml': 'resource_locks: {s1: {reasons: [{reason: sale, until: "2026-11-21T17:00:00Z"}]}}',
      'pauses.yaml': 'all: {reasons: [{reason: party, until: "2026-11-21T14:00:00Z"}]}',
    };
    const facts = worldOf(chain, files);
    expect(movesOf(forecast(facts, gates, hours(24))).slice(0, 3)).toEqual([
      '14:00 pp s1 99',
      '14:00 dev s1 100',
      '14:01 pp s1 100',
    ]);
    expect(movesOf(forecast(facts, gates, hours(24))).at(-1)).toBe('17:00 prod s1 100');
    expect(forecast(facts, gates, hours(4)).blocked).toEqual([
      {
        transition: 'prod',
        source: 'pp',
        target: 'prod',
        changes: [{ resource: 's1', from: '97', to: '100' }],
        reason: 'Locked: sale',
        until: '2026-11-21T17:00:00.000Z',
      },
    ]);
  });

  it('a schedule comes, for what came by then', () => {
    const past = new History();
    const committedAt = '2026-11-21T11:00:00Z';
    const paths = Object.keys(staircase);
    past.add({
      revision: 'a',
      parents: [],
      author: 'Ann',
      committedAt,
      changes: paths.map((path) => ({ path, id: 'x' })),
    });
    const transitions = `  prod: {source: pp, target: prod, schedule: "0 15 * * *"}\n  pp: {source: dev, target: pp, schedule: "30 15 * * *"}\n`;
    const facts = worldOf(transitions, staircase, { past });
    expect(movesOf(forecast(facts, gates, hours(30)))).toEqual([
      '15:00 prod s1 98',
      '15:30 pp s1 99',
      '15:00 prod s1 99',
    ]);
  });

  it('a version soaks, also one that has yet to come', () => {
    const outcomes = (name: string) =>
      outcomesOf(name, [
        {
          at: '2026-11-21T11:50:00.000Z',
          seconds: 60,
          resources: new Map([
            [
              's1',
              {
                status: 'Clean',
                version: '98',
                versionId:
                  snapshotOf(staircase).environments.get('pp')?.files.get('pp/version/s1.yaml')?.id ?? '',
              },
            ],
          ]),
        },
      ]);
    const transitions = `  prod: {source: pp, target: prod, preconditions: [SourceClean, {Soak: {for: 30m, queue: true}}]}\n  pp: {source: dev, target: pp}\n`;
    const facts = worldOf(transitions, staircase, { outcomesOf: outcomes });
    expect(movesOf(forecast(facts, gates, hours(24)))).toEqual([
      '12:20 prod s1 98',
      '12:20 pp s1 99',
      '12:51 prod s1 99',
    ]);
  });

  it('the lock of one resource, while another one is held back', () => {
    const files = {
      ...environment('dev', { a: 3, b: 3 }),
      ...environment('pp', { a: 2, b: 2 }),
      ...environment('prod', { a: 1, b: 2 }),
      'pp/locks.yaml': 'resource_locks: {b: {reasons: [{reason: sale, until: "2026-11-21T15:00:00Z"}]}}',
    };
    const transitions = `  prod: {source: pp, target: prod, perResource: true, ${clean}}\n  pp: {source: dev, target: pp}\n`;
    const facts = worldOf(transitions, files, (snapshot) => {
      const unreachable = {
        ...reportOf(snapshot, 'pp', 'InProgress'),
        unreachableSince: '2026-11-21T11:00:00Z',
      };
      return { statusOf: reports(snapshot, { pp: unreachable }) };
    });
    expect(movesOf(forecast(facts, gates, hours(24)))).toEqual(['15:00 pp b 3']);
  });

  it('a window opens', () => {
    const transitions = `  prod: {source: pp, target: prod, preconditions: [{Window: {allow: ["20:00-21:00"]}}]}\n`;
    expect(movesOf(forecast(worldOf(transitions, staircase), gates, hours(24)))).toEqual([
      '20:00 prod s1 98',
    ]);
  });
});

describe('what cannot be foreseen', () => {
  const withJob = `  prod: {source: pp, target: prod, preconditions: [{Job: {manifest: tests/smoke.yaml}}]}\n`;
  const fileId = () => 'f'.repeat(40);

  it('a test that never ran is taken to pass, and named', () => {
    const facts = worldOf(withJob, staircase, { fileId });
    const [move] = forecast(facts, gates, hours(1)).moves;
    expect(move?.assumes).toEqual(['Job tests/smoke.yaml passes for s1 98']);
  });

  it.each(['running', 'failed'] as const)('a test that is %s counts as it is', (state) => {
    const answer: Answer = { kind: 'job', state, name: 'Job pp/smoke', at: '2026-11-21T11:00:00Z' };
    const answerTo = (question: Question) => (question.kind === 'job' ? answer : undefined);
    const facts = worldOf(withJob, staircase, { fileId, answerTo });
    expect(forecast(facts, gates, hours(1))).toMatchObject({
      moves: [],
      blocked: [{ reason: expect.stringContaining('Job pp/smoke') }],
    });
  });

  it('a rollout that is under way is taken to end', () => {
    const facts = worldOf(chain, staircase, (snapshot) => ({
      statusOf: reports(snapshot, { pp: reportOf(snapshot, 'pp', 'InProgress') }),
    }));
    const { moves } = forecast(facts, gates, hours(1));
    expect(moves[1]).toMatchObject({
      at: '2026-11-21T12:01:00.000Z',
      target: 'prod',
      assumes: ['rollouts in pp go well and take 1m, as usual'],
    });
  });

  it.each<{ name: string; change: Partial<EnvironmentStatus> }>([
    { name: 'that failed', change: { status: 'Failed' } },
    { name: 'out of reach', change: { status: 'InProgress', unreachableSince: '2026-11-21T11:00:00Z' } },
  ])('an environment $name stays as it is', ({ change }) => {
    const facts = worldOf(`  prod: {source: pp, target: prod, ${clean}}\n`, staircase, (snapshot) => ({
      statusOf: reports(snapshot, { pp: { ...reportOf(snapshot, 'pp'), ...change } }),
    }));
    expect(forecast(facts, gates, hours(24))).toMatchObject({ moves: [], blocked: [{ transition: 'prod' }] });
  });

  it('a commit that the deployer has not seen is taken to be deployed', () => {
    const facts = worldOf(`  prod: {source: pp, target: prod, ${clean}}\n`, staircase, (snapshot) => {
      const { resources } = reportOf(snapshot, 'pp');
      const old: ResourceStatus = { status: 'Failed', reason: 'Failed', versionId: 'old', objects: [] };
      return {
        statusOf: reports(snapshot, {
          pp: { ...reportOf(snapshot, 'pp', 'Failed'), tree: 'old', resources: { ...resources, s1: old } },
        }),
      };
    });
    expect(movesOf(forecast(facts, gates, hours(1)))).toEqual(['12:01 prod s1 98']);
  });

  it('what is frozen in the source does not become what git says', () => {
    const files = { ...staircase, 'pp/locks.yaml': `freeze: {revision: ${'a'.repeat(40)}}` };
    const facts = worldOf(chain, files);
    const { moves, blocked } = forecast(facts, gates, hours(24));
    expect(moves.filter(({ target }) => target === 'prod')).toHaveLength(1);
    expect(blocked).toMatchObject([
      { transition: 'prod', reason: expect.stringContaining('pp runs 98 of s1') },
    ]);
  });

  it('an approval is never taken for granted', () => {
    const transitions = `  prod: {source: pp, target: prod, preconditions: [{Approval: {from: [ann@example.org]}}]}\n`;
    expect(forecast(worldOf(transitions, staircase), gates, hours(24))).toMatchObject({
      moves: [],
      blocked: [{ reason: expect.stringMatching(/^Approval: /) }],
    });
  });

  it('a rollback is not made, which is said of the moves', () => {
    const past = new History();
    past.add({
      revision: 'b',
      parents: [],
      author: 'tribble',
      committedAt: '2026-11-21T11:59:00Z',
      trailers: [
        ['Tribble-Action', 'transition'],
        ['Tribble-Transition', 'prod'],
        ['Tribble-Target', 'prod'],
      ],
      changes: [
        {
          path: 'prod/version/s1.yaml',
          id: snapshotOf(staircase).environments.get('prod')?.files.get('prod/version/s1.yaml')?.id,
          before: 'before',
        },
      ],
    });
    const facts = worldOf(
      '  prod: {source: pp, target: prod, onFailure: rollback, schedule: "0 0 1 1 *"}\n  dev: {source: latest, target: dev}\n',
      staircase,
      (snapshot) => ({ past, statusOf: reports(snapshot, { prod: reportOf(snapshot, 'prod', 'Failed') }) }),
    );
    expect(forecast(facts, gates, hours(1)).moves).toMatchObject([
      { target: 'dev', assumes: ['prod rolls s1 back, and nothing else comes of it'] },
    ]);
  });
});

describe('several sources', () => {
  const files = {
    ...environment('eu', { s1: 2 }),
    ...environment('us', { s1: 1 }),
    ...environment('prod', { s1: 1 }),
  };

  it('all: it moves once the last of them has it', () => {
    const transitions = `  prod: {source: [eu, us], target: prod, sources: all, ${clean}}\n  us: {source: eu, target: us, ${clean}}\n`;
    expect(movesOf(forecast(worldOf(transitions, files), gates, hours(1)))).toEqual([
      '12:00 us s1 2',
      '12:01 prod s1 2',
    ]);
  });

  it('all: what differs for good is told as waiting', () => {
    const transitions = `  prod: {source: [eu, us], target: prod, sources: all}\n`;
    expect(forecast(worldOf(transitions, files), gates, hours(1)).blocked).toMatchObject([
      {
        transition: 'prod',
        changes: [{ resource: 's1', from: '1', to: '2' }],
        reason: expect.stringMatching(/^SourcesDiffer/),
      },
    ]);
  });
});

it('a lock that has served is taken away on the way', () => {
  const locked = { ...staircase, 'pp/locks.yaml': 'resource_locks: {s1: {reasons: [hotfix]}}' };
  const transitions = `  prod: {source: pp, target: prod, unlockAfter: true}\n  pp: {source: dev, target: pp}\n`;
  const past = new History();
  // What would replace the hotfix came after it.
  for (const path of ['pp/version/s1.yaml', 'pp/locks.yaml', 'dev/version/s1.yaml'])
    past.add({
      revision: path,
      parents: [],
      author: 'Ann',
      committedAt: '2026-11-21T10:00:00Z',
      changes: [{ path, id: path }],
    });
  expect(movesOf(forecast(worldOf(transitions, locked, { past }), gates, hours(1)))).toEqual([
    '12:00 prod s1 98',
    '12:00 pp s1 99',
    '12:00 prod s1 99',
  ]);
});
