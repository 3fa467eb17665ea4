import { describe, expect, it } from '@jest/globals';
import type { RolloutStatus } from '@tribble/api';
import { decide } from './decide.ts';
import { allGates, gatesOf } from './gates/index.ts';
import { factsOf, reportOf, snapshotOf } from './testing.ts';
import { transitionStatus } from './transition-status.ts';

type Files = Record<string, string>;
/** `*` is the environment itself. */
type Rollouts = Record<string, RolloutStatus | Record<string, RolloutStatus>>;

/** An environment with a base for each resource, and its versions. */
const environment = (
  name: string,
  versions: Record<string, string | number>,
  bases = Object.keys(versions),
): Files => ({
  ...Object.fromEntries(bases.map((resource) => [`${name}/base/${resource}.yaml`, 'base'])),
  ...Object.fromEntries(
    Object.entries(versions).map(([resource, version]) => [
      `${name}/version/${resource}.yaml`,
      `version: ${version}`,
    ]),
  ),
});

/** Decides; rollouts are Clean unless given by environment, or by environment and resource. */
function decided(transitions: string, files: Files, rollouts: Rollouts = {}) {
  const snapshot = snapshotOf({ ...files, 'transitions.yaml': `transitions:\n${transitions}` });
  const statusOf = (name: string) => {
    const rollout = rollouts[name] ?? 'Clean';
    if (typeof rollout === 'string') return reportOf(snapshot, name, rollout);
    const { '*': whole = 'Clean', ...each } = rollout;
    const report = { ...reportOf(snapshot, name), status: whole };
    for (const [resource, status] of Object.entries(each))
      report.resources[resource] = { ...report.resources[resource], status, reason: 'Failed', objects: [] };
    return report;
  };
  const decision = decide(factsOf(snapshot, { statusOf }), gatesOf(allGates));
  const { judged, order, problems, step } = decision;
  const move = step?.kind === 'move' ? step : undefined;
  const statuses = new Map(
    [...judged].flatMap(([name, each]) => {
      const entry = decision.transitions.get(name);
      if (entry === undefined || each.result === 'pass') return [];
      return [[name, transitionStatus(entry, each, each.result)] as const];
    }),
  );
  const results = [...statuses].map(([name, { result }]) => {
    const detail = 'reason' in result ? result.reason : 'message' in result ? result.message : '';
    return `${name}: ${result.result} ${detail ?? ''}`;
  });
  return {
    move: move && `${move.name}: ${move.candidate.changes.map(({ resource }) => resource).join(' ')}`,
    results,
    order,
    statuses,
    problems,
    candidate: move?.candidate,
  };
}

const clean = 'preconditions: [SourceClean]';
const chain = `  prod: {source: pp, target: prod, ${clean}}\n  pp: {source: dev, target: pp, ${clean}}\n  dev: {source: latest, target: dev}\n`;
const staircase = {
  ...environment('latest', { s1: 4 }),
  ...environment('dev', { s1: 3 }),
  ...environment('pp', { s1: 2 }),
  ...environment('prod', { s1: 1 }),
};

describe('priority', () => {
  it('moves the first that may, and does not judge those behind it', () => {
    expect(decided(chain, staircase)).toMatchObject({
      move: 'prod: s1',
      results: [],
      order: ['prod', 'pp', 'dev'],
    });
  });

  it('is the order of the file, also for names that look like numbers', () => {
    const transitions =
      '  b: {source: dev, target: pp}\n  10: {source: latest, target: dev}\n  2: {source: pp, target: prod}\n';
    expect(decided(transitions, staircase)).toMatchObject({ move: 'b: s1', order: ['b', '10', '2'] });
  });

  it('goes on past what is done, locked or without a source', () => {
    const files = {
      ...staircase,
      'prod/version/s1.yaml': 'version: 2',
      'pp/locks.yaml': 'env_lock: {reasons: [fair, {reason: old, until: "2020-01-01T00:00:00Z"}]}',
    };
    const transitions = `  none: {source: nowhere, target: elsewhere}\n${chain}`;
    expect(decided(transitions, files)).toMatchObject({
      move: 'dev: s1',
      results: ['none: Skipped SourceMissing', 'prod: Skipped NoChange', 'pp: Skipped TargetLocked'],
    });
  });

  it('shows what a locked target waits for, and why it is locked', () => {
    const files = { ...staircase, 'prod/locks.yaml': 'env_lock: {reasons: [fair, sale]}' };
    expect(decided(chain, files).statuses.get('prod')).toEqual({
      source: 'pp',
      sources: ['pp'],
      gates: [],
      paused: [],
      target: 'prod',
      result: { result: 'Skipped', reason: 'TargetLocked', message: 'fair; sale' },
      pending: [{ resource: 's1', from: '1', to: '2' }],
      leftOut: [],
    });
  });
});

describe('a transition that waits for its source', () => {
  it('holds back the transitions into that source and no others', () => {
    expect(decided(chain, staircase, { pp: 'InProgress' })).toMatchObject({
      move: 'dev: s1',
      results: [
        'prod: Blocked SourceClean: pp is InProgress: s1 (NotAllUpdated)',
        'pp: Blocked pp is left as it is until prod has passed',
      ],
    });
  });

  it.each(['Failed'] as const)('holds back nothing where the source is %s', (rollout) => {
    expect(decided(chain, staircase, { pp: rollout })).toMatchObject({
      move: 'pp: s1',
      results: ['prod: CheckFailed SourceClean: pp is Failed: s1 (Failed)'],
    });
  });

  it('holds back nothing where there is nothing to move out of the source', () => {
    const files = { ...staircase, 'prod/version/s1.yaml': 'version: 2' };
    expect(decided(chain, files, { pp: 'InProgress' }).move).toBe('pp: s1');
  });

  it('fans out: each target is judged on its own, and is named as what the source waits for', () => {
    const transitions = `  eu: {source: pp, target: eu, ${clean}}\n  us: {source: pp, target: us, ${clean}}\n  pp: {source: dev, target: pp}\n`;
    const files = { ...staircase, ...environment('eu', { s1: 1 }), ...environment('us', { s1: 2 }) };
    expect(decided(transitions, files, { pp: 'InProgress' }).results).toEqual([
      'eu: Blocked SourceClean: pp is InProgress: s1 (NotAllUpdated)',
      'us: Skipped NoChange',
      'pp: Blocked pp is left as it is until eu has passed',
    ]);
    expect(decided(transitions, files)).toMatchObject({ move: 'eu: s1' });
  });

  it('is named also where another transition out of the same source failed after it', () => {
    const transitions = `  eu: {source: pp, target: eu, ${clean}}\n  us: {source: pp, target: us, preconditions: [SourceClean], perResource: true}\n  pp: {source: dev, target: pp}\n`;
    const files = { ...staircase, ...environment('eu', { s1: 1 }), ...environment('us', { s1: 1 }) };
    const { results } = decided(transitions, files, { pp: { '*': 'InProgress', s1: 'Failed' } });
    expect(results[1]).toMatch(/^us: CheckFailed/);
    expect(results[2]).toBe('pp: Blocked pp is left as it is until eu has passed');
  });
});

describe('each resource on its own', () => {
  const each = `  prod: {source: pp, target: prod, ${clean}, perResource: true}\n  pp: {source: dev, target: pp}\n`;
  const files = {
    ...environment('dev', { a: 3, b: 3, c: 3 }),
    ...environment('pp', { a: 2, b: 2, c: 2 }),
    ...environment('prod', { a: 1, b: 1, c: 1 }),
  };

  it('lets the others pass a failing one', () => {
    const { move, candidate } = decided(each, files, { pp: { a: 'Failed' } });
    expect(move).toBe('prod: b c');
    expect(candidate?.leftOut).toEqual([
      { resource: 'a', reason: 'Held', message: 'SourceClean: a in pp is Failed (Failed)' },
    ]);
  });

  it('keeps only what may pass soon as it is in the source', () => {
    const moved = { ...files, ...environment('prod', { a: 1, b: 1, c: 2 }) };
    const { move, results, candidate } = decided(each, moved, { pp: { a: 'InProgress', b: 'Failed' } });
    expect(results).toHaveLength(1);
    expect(results[0]).toMatch(
      /^prod: Blocked SourceClean: a in pp is InProgress.*; SourceClean: b in pp is Failed/,
    );
    expect(move).toBe('pp: b c');
    expect(candidate?.leftOut).toEqual([
      { resource: 'a', reason: 'Held', message: 'pp is left as it is until prod has passed' },
    ]);
  });

  it('says of each resource which transition it waits for', () => {
    const transitions = `  eu: {source: pp, target: eu, ${clean}, perResource: true}\n  us: {source: pp, target: us, ${clean}, perResource: true}\n  pp: {source: dev, target: pp}\n`;
    const targets = {
      ...environment('dev', { a: 3, b: 3 }),
      ...environment('pp', { a: 2, b: 2 }),
      ...environment('eu', { a: 1, b: 2 }),
      ...environment('us', { a: 2, b: 1 }),
    };
    const { move, results } = decided(transitions, targets, { pp: { a: 'InProgress', b: 'InProgress' } });
    expect(move).toBeUndefined();
    expect(results[2]).toBe(
      'pp: Blocked pp is left as it is until eu has passed; pp is left as it is until us has passed',
    );
  });
});

describe('what is not understood', () => {
  const fault = (options: string) =>
    `  prod: {source: pp, target: prod, ${options}}\n  pp: {source: dev, target: pp}\n`;

  it.each([
    {
      options: 'preconditions: [NoSuchGate]',
      message: /preconditions\.0: there is no gate "NoSuchGate" \(there are: .*SourceClean/,
    },
    {
      options: 'preconditions: [{SourceClean: {for: 1m}}]',
      message: /preconditions\.0\.SourceClean: SourceClean: takes no options/,
    },
    { options: 'schedule: 0 9 * *', message: /prod\.schedule: "0 9 \* \*" is no schedule/ },
    {
      options: 'schedule: 0 9 * * *, timezone: Europe/Berln',
      message: /prod\.timezone: "Europe\/Berln" is no time zone/,
    },
    {
      options: 'resources: {include: [""]}',
      message: /resources\.include\.0: "" is no glob: Expected a non-empty string/,
    },
    { options: 'resources: {exclude: ["[z-a]"]}', message: /resources\.exclude\.0: "\[z-a\]" is no glob/ },
    { options: 'resources: {exclude: ["{s1"]}', message: /resources\.exclude\.0: "\{s1" is no glob/ },
    {
      options: 'precondition: [SourceClean]',
      message: /transitions\.yaml:2:\d+: transitions\.prod\.precondition: unknown key/,
    },
  ])('stops that transition alone: $options', ({ options, message }) => {
    const { move, statuses } = decided(fault(options), staircase);
    expect(move).toBe('pp: s1');
    expect(statuses.get('prod')?.result).toEqual({
      result: 'CheckFailed',
      message: expect.stringMatching(message),
    });
  });

  it('is told with its place in the file, also while there is nothing to move', () => {
    const files = { ...staircase, 'prod/version/s1.yaml': 'version: 2', 'pp/version/s1.yaml': 'version: 2' };
    const { problems, results } = decided(fault('preconditions: [SourceClean, Soka]'), files);
    expect(results[0]).toMatch(/^prod: CheckFailed .*there is no gate "Soka"/);
    expect(problems).toMatchObject([
      {
        path: 'transitions.yaml',
        line: 2,
        message: expect.stringContaining('preconditions.1: there is no gate "Soka"'),
      },
    ]);
  });

  it('holds nothing back', () => {
    const transitions = `  prod: {source: pp, target: prod, ${clean}, schedule: x}\n  pp: {source: dev, target: pp}\n`;
    expect(decided(transitions, staircase, { pp: 'InProgress' }).move).toBe('pp: s1');
  });

  it.each(['[', 'transitions: [a]', 'transition: {}', 'a: 1\n---\nb: 2'])(
    'moves nothing where the file as a whole is %j',
    (text) => {
      const snapshot = snapshotOf({ ...staircase, 'transitions.yaml': text });
      const decision = decide(factsOf(snapshot), gatesOf(allGates));
      expect(decision.step).toBeUndefined();
      expect(decision.problems.length).toBeGreaterThan(0);
    },
  );
});
