import { describe, expect, it } from '@jest/globals';
import {
  type EnvironmentStatus,
  type ResourceStatus,
  type RolloutReason,
  statusOf,
  worst,
} from '@tribble/api';
import { type Outcome, OutcomeHistory } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import { outcomeOf } from './outcome-decision.ts';
import { see, type Seen } from './outcome.ts';

type Given = readonly [version: string, reason: RolloutReason, message?: string];

const resource = ([version, reason, message]: Given): ResourceStatus => ({
  status: statusOf(reason),
  reason,
  ...(message !== undefined && { message }),
  version,
  versionId: `id-${version}`,
  revision: `commit-${version}`,
  objects: [],
});

const environment = (
  resources: Record<string, Given>,
  more: Partial<EnvironmentStatus> = {},
): EnvironmentStatus => {
  const all = Object.fromEntries(Object.entries(resources).map(([name, given]) => [name, resource(given)]));
  return {
    type: 'Mock',
    status: worst(Object.values(all).map(({ status }) => status)),
    revision: 'r1',
    tree: `tree of ${Object.values(resources)
      .map(([version]) => version)
      .join(' ')}`,
    resources: all,
    problems: [],
    ...more,
  };
};

const start = Date.parse('2026-11-21T10:00:00Z');
const time = (seconds: number) => new Date(start + seconds * 1000).toISOString();

/** A deployer whose clock the test moves; `turn` gives what it records after a turn. */
function deployer(history = new OutcomeHistory()) {
  let seen: Seen | undefined;
  const look = (seconds: number, status: EnvironmentStatus) => {
    seen = see(seen, status, { now: new Date(start + seconds * 1000) });
  };
  const record = (): Outcome | undefined => {
    const outcome = seen && outcomeOf('prod', seen, history, (text) => text.replaceAll('secret', '***'));
    if (outcome) history.add(outcome);
    return outcome;
  };
  return {
    history,
    look,
    record,
    turn: (seconds: number, status: EnvironmentStatus) => {
      look(seconds, status);
      return record();
    },
    cleanTimes: (name = 's1') =>
      (history.resources.get(name)?.clean ?? []).map(({ version, from, until }) => [
        version,
        (Date.parse(from) - start) / 1000,
        until === undefined ? undefined : (Date.parse(until) - start) / 1000,
      ]),
  };
}

describe('outcomes', () => {
  it('record a rollout once it is through, with how long it took and what changed', () => {
    const { turn } = deployer();
    expect(turn(0, environment({ s1: ['1', 'OutOfDate'] }))).toBeUndefined();
    expect(turn(5, environment({ s1: ['1', 'NotAllUpdated'] }))).toBeUndefined();
    expect(turn(12, environment({ s1: ['1', 'Clean'] }))).toEqual({
      environment: 'prod',
      at: time(12),
      tree: 'tree of 1',
      revision: 'r1',
      status: 'Clean',
      reasons: [],
      seconds: 12,
      resources: new Map([
        ['s1', { status: 'Clean', version: '1', versionId: 'id-1', revision: 'commit-1' }],
      ]),
    });
    expect(turn(20, environment({ s1: ['1', 'Clean'] }))).toBeUndefined();
    expect(turn(30, environment({ s1: ['1', 'Clean'] }, { revision: 'r2' }))).toBeUndefined();
  });

  it('count the turn itself, where all is through at its end', () => {
    const now = new Date(start + 3000);
    const seen = see(undefined, environment({ s1: ['1', 'Clean'] }), { now, startedAt: new Date(start) });
    expect(seen).toMatchObject({ seconds: 3 });
  });

  it('hold what changed alone', () => {
    const { turn } = deployer();
    turn(0, environment({ s1: ['1', 'Clean'], s2: ['1', 'Clean'] }));
    const outcome = turn(60, environment({ s1: ['1', 'Clean'], s2: ['2', 'Clean'] }));
    expect([...(outcome?.resources ?? [])]).toEqual([
      [
        's2',
        { status: 'Clean', version: '2', versionId: 'id-2', revision: 'commit-2', cleanUntil: time(60) },
      ],
    ]);
    const gone = turn(90, environment({ s1: ['1', 'Clean'] }));
    expect([...(gone?.resources ?? [])]).toEqual([['s2', null]]);
  });

  it('tell of one more failed resource while the environment stays failed', () => {
    const { turn } = deployer();
    turn(0, environment({ s1: ['1', 'Failed', 'no image'], s2: ['1', 'Clean'] }));
    const outcome = turn(
      9,
      environment({ s1: ['1', 'Failed', 'no image'], s2: ['1', 'Failed', 'secret crash'] }),
    );
    expect(outcome).toMatchObject({ status: 'Failed', reasons: ['s1: no image', 's2: *** crash'] });
    expect(outcome?.resources.get('s2')).toMatchObject({ status: 'Failed', reason: 'Failed: *** crash' });
  });

  it('say nothing of a failure whose words or tries change', () => {
    const { turn } = deployer();
    turn(0, environment({ s1: ['1', 'Failed', 'back-off 10s'] }));
    expect(turn(9, environment({ s1: ['1', 'Failed', 'back-off 20s'] }))).toBeUndefined();
    expect(turn(99, environment({ s1: ['1', 'NotAllUpdated'] }))).toBeUndefined();
    expect(turn(199, environment({ s1: ['1', 'Failed', 'back-off 40s'] }))).toBeUndefined();
    expect(turn(299, environment({ s1: ['1', 'Clean'] }))).toMatchObject({ status: 'Clean' });
  });

  it('record at once that a version ceased to be Clean', () => {
    const { turn, cleanTimes } = deployer();
    turn(0, environment({ s1: ['1', 'Clean'] }));
    const broken = turn(100, environment({ s1: ['1', 'UpdatedUnavailable'] }));
    expect(broken).toMatchObject({ status: 'InProgress' });
    expect(cleanTimes()).toEqual([['1', 0, 100]]);
    turn(130, environment({ s1: ['1', 'Clean'] }));
    expect(cleanTimes()).toEqual([
      ['1', 0, 100],
      ['1', 130, undefined],
    ]);
  });

  it('do not write the beginning of an ordinary rollout, and still know when the version before ended', () => {
    const { turn, cleanTimes } = deployer();
    turn(0, environment({ s1: ['1', 'Clean'] }));
    expect(turn(100, environment({ s1: ['2', 'OutOfDate'] }))).toBeUndefined();
    turn(150, environment({ s1: ['2', 'Clean'] }));
    expect(cleanTimes()).toEqual([
      ['1', 0, 100],
      ['2', 150, undefined],
    ]);
  });

  it('lose no break that was over before it could be recorded', () => {
    const { turn, look, record, cleanTimes } = deployer();
    turn(0, environment({ s1: ['1', 'Clean'] }));
    look(100, environment({ s1: ['1', 'Failed'] }));
    look(110, environment({ s1: ['1', 'Clean'] }));
    look(300, environment({ s1: ['1', 'Clean'] }));
    record();
    expect(cleanTimes()).toEqual([
      ['1', 0, 100],
      ['1', 110, undefined],
    ]);
    expect(record()).toBeUndefined();
  });

  it('take neither an unreachable backend nor an unreadable resource for a change', () => {
    const { turn, cleanTimes, history } = deployer();
    const all = { s1: ['1', 'Clean'], s2: ['1', 'Clean'] } as const;
    turn(0, environment(all));
    const { tree: _tree, revision: _revision, ...unreachable } = environment(all, { status: 'Outdated' });
    expect(turn(10, unreachable)).toBeUndefined();
    expect(turn(20, environment({ ...all, s2: ['1', 'Unreachable'] }))).toBeUndefined();
    expect(turn(30, environment(all))).toBeUndefined();
    expect(cleanTimes('s2')).toEqual([['1', 0, undefined]]);
    const restarted = deployer(history);
    expect(restarted.turn(40, environment({ ...all, s2: ['1', 'Unreachable'] }))).toBeUndefined();
    expect(restarted.turn(50, environment(all))).toBeUndefined();
  });

  it('do not wait for ever for the end of a rollout that hangs', () => {
    const { turn } = deployer();
    turn(0, environment({ s1: ['1', 'Clean'], s2: ['1', 'Clean'] }));
    const hanging = environment({ s1: ['2', 'Clean'], s2: ['2', 'NotAllUpdated'] });
    expect(turn(10, hanging)).toBeUndefined();
    expect(turn(69, hanging)).toBeUndefined();
    expect(turn(70, hanging)?.resources.get('s1')).toMatchObject({ version: '2', cleanSince: time(10) });
    expect(turn(80, hanging)).toBeUndefined();
  });

  it('go on after a restart, and count no time of which nobody knows', () => {
    const before = deployer();
    before.turn(0, environment({ s1: ['1', 'Clean'], s2: ['1', 'Clean'] }));
    before.turn(50, environment({ s1: ['1', 'Clean'], s2: ['1', 'Failed'] }));
    const after = deployer(before.history);
    expect(after.turn(500, environment({ s1: ['1', 'Clean'], s2: ['1', 'Failed'] }))).toBeUndefined();
    const next = deployer(before.history);
    next.turn(900, environment({ s1: ['2', 'Clean'], s2: ['1', 'Clean'] }));
    expect(next.cleanTimes('s1')).toEqual([
      ['1', 0, 50],
      ['2', 900, undefined],
    ]);
    expect(next.cleanTimes('s2')).toEqual([
      ['1', 0, 50],
      ['1', 900, undefined],
    ]);
  });

  it('do not take what was broken at the first look for Clean all the time', () => {
    const before = deployer();
    before.turn(0, environment({ s1: ['1', 'Clean'] }));
    const after = deployer(before.history);
    after.look(500, environment({ s1: ['1', 'NotAllUpdated'] }));
    after.turn(510, environment({ s1: ['1', 'Clean'] }));
    expect(after.cleanTimes()).toEqual([['1', 510, undefined]]);
  });

  it('keep their size, whatever the messages', () => {
    const { turn } = deployer();
    const long = `${'x'.repeat(290)} secret ${'y'.repeat(100_000)}\n{}`;
    const names = Array.from({ length: 500 }, (_, index) => [`s${index}`, ['1', 'Failed', long]] as const);
    const outcome = turn(0, environment(Object.fromEntries(names)));
    expect(outcome?.reasons).toHaveLength(11);
    expect(outcome?.reasons.at(-1)).toBe('and 490 more');
    for (const text of [...(outcome?.reasons ?? []), outcome?.resources.get('s1')?.reason ?? '']) {
      expect(text.length).toBeLessThanOrEqual(300);
      expect(text).not.toContain('secret');
    }
  });

  it('never count a time in which a turn saw anything but exactly that version Clean', () => {
    const state = fc.tuple(
      fc.constantFrom('1', '2'),
      fc.constantFrom<RolloutReason>('Clean', 'Failed', 'NotAllUpdated'),
    );
    const step = fc.record({ s1: state, s2: state, isRecorded: fc.boolean(), isRestarted: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1 }), (steps) => {
        const history = new OutcomeHistory();
        let process = deployer(history);
        steps.forEach(({ isRecorded, isRestarted, ...resources }, index) => {
          process.look(index * 20, environment(resources));
          if (isRecorded || index === steps.length - 1) process.record();
          const isThrough = ![resources.s1, resources.s2].some(([, reason]) => reason === 'NotAllUpdated');
          // What a process saw and had no time to record is lost with it: the ADR says so.
          if (isRecorded && isRestarted && isThrough) process = deployer(history);
        });
        const now = time(steps.length * 20);
        for (const name of ['s1', 's2'] as const) {
          const [newest] = steps.at(-1)?.[name] ?? [];
          for (const { version, from, until } of history.resources.get(name)?.clean ?? []) {
            // That another version is on its way is recorded with what comes of it.
            if (until === undefined && version !== newest) continue;
            const inside = steps.filter(
              (_, index) => time(index * 20) >= from && time(index * 20) < (until ?? now),
            );
            expect(new Set(inside.map((each) => each[name].join(' ')))).toEqual(
              new Set([`${version} Clean`]),
            );
          }
        }
      }),
    );
  });
});
