import { describe, expect, it } from '@jest/globals';
import { type CommitFacts, History, type Transition } from '@tribble/resource-repo/format';
import { decide } from './decide.ts';
import { allGates, gatesOf } from './gates/index.ts';
import { nextTick, scheduleFault } from './schedule.ts';
import { factsOf, snapshotOf, transitionOf } from './testing.ts';

const at = (text: string) => new Date(text);
const tickAfter = (schedule: string, time: string, timezone?: string) =>
  nextTick(transitionOf({ schedule, ...(timezone !== undefined && { timezone }) }), at(time))?.toISOString();

describe('the next tick', () => {
  it.each([
    {
      name: 'five fields',
      schedule: '0 9 * * MON-FRI',
      after: '2026-11-20T09:00:01Z',
      tick: '2026-11-23T09:00:00.000Z',
    },
    {
      name: 'seconds',
      schedule: '30 0 9 * * *',
      after: '2026-11-20T09:00:00Z',
      tick: '2026-11-20T09:00:30.000Z',
    },
    {
      name: 'a year',
      schedule: '0 0 9 1 1 * 2028',
      after: '2026-11-20T09:00:00Z',
      tick: '2028-01-01T09:00:00.000Z',
    },
    {
      name: 'years that are over',
      schedule: '0 0 9 1 1 * 2020',
      after: '2026-11-20T09:00:00Z',
      tick: undefined,
    },
    {
      name: 'is after the time, never at it',
      schedule: '0 9 * * *',
      after: '2026-11-20T09:00:00Z',
      tick: '2026-11-21T09:00:00.000Z',
    },
  ])('$name', ({ schedule, after, tick }) => {
    expect(tickAfter(schedule, after)).toBe(tick);
  });

  it.each([
    { name: 'winter', after: '2026-01-10T12:00:00Z', tick: '2026-01-11T08:00:00.000Z' },
    { name: 'summer', after: '2026-07-10T12:00:00Z', tick: '2026-07-11T07:00:00.000Z' },
    {
      name: 'the day the clocks go forward',
      after: '2026-03-28T12:00:00Z',
      tick: '2026-03-29T07:00:00.000Z',
    },
    { name: 'the day the clocks go back', after: '2026-10-24T12:00:00Z', tick: '2026-10-25T08:00:00.000Z' },
  ])('follows its time zone: $name', ({ after, tick }) => {
    expect(tickAfter('0 9 * * *', after, 'Europe/Berlin')).toBe(tick);
  });

  it('comes once where the clocks go back over it', () => {
    const first = tickAfter('30 2 * * *', '2026-10-24T12:00:00Z', 'Europe/Berlin') ?? '';
    expect(first).toMatch(/^2026-10-25T0[01]:30:00/);
    expect(tickAfter('30 2 * * *', first, 'Europe/Berlin')).toBe('2026-10-26T01:30:00.000Z');
  });

  it('is not lost where the clocks go forward over it', () => {
    const tick = tickAfter('30 2 * * *', '2026-03-28T12:00:00Z', 'Europe/Berlin') ?? '';
    expect(tick).toMatch(/^2026-03-29T01:/);
  });
});

describe('faults of a schedule', () => {
  it.each([
    {
      rule: { schedule: '0 9 * *' },
      fault: { key: 'schedule', message: /"0 9 \* \*" is no schedule \(.*\); write it like/ },
    },
    { rule: { schedule: 'at nine' }, fault: { key: 'schedule', message: /is no schedule/ } },
    { rule: { schedule: '0 0 31 2 *' }, fault: { key: 'schedule', message: /"0 0 31 2 \*" never comes/ } },
    {
      rule: { schedule: '0 9 * * *', timezone: 'Mars/Base' },
      fault: {
        key: 'timezone',
        message: /"Mars\/Base" is no time zone/,
        hint: 'write it like Europe/Berlin',
      },
    },
    {
      rule: { timezone: 'Europe/Berln' },
      fault: { key: 'timezone', message: /is no time zone/, hint: 'did you mean "Europe/Berlin"?' },
    },
  ])('$rule', ({ rule, fault }) => {
    expect(scheduleFault(rule)).toMatchObject({ ...fault, message: expect.stringMatching(fault.message) });
  });

  it.each<Pick<Transition, 'schedule' | 'timezone'>>([
    {},
    { schedule: '*/5 * * * *' },
    { schedule: '0 9 * * MON-FRI', timezone: 'Asia/Kolkata' },
  ])('none in %j', (rule) => {
    expect(scheduleFault(rule)).toBeUndefined();
  });
});

/** Who changed which file when; the content is looked up in the files. */
function historyOf(changes: Readonly<Record<string, string>>): History {
  const history = new History();
  for (const [path, committedAt] of Object.entries(changes).sort(([, one], [, other]) =>
    one < other ? -1 : 1,
  )) {
    const commit: CommitFacts = {
      revision: '0',
      parents: [],
      author: 'Ann',
      committedAt,
      changes: [{ path, id: '1' }],
    };
    history.add(commit);
  }
  return history;
}

const daily = 'transitions: {pp: {source: dev, target: pp, schedule: "0 9 * * *"}}';
const files = {
  'transitions.yaml': daily,
  'dev/version/s1.yaml': 'version: 2',
  'pp/version/s1.yaml': 'version: 1',
  'pp/base/s1.yaml': '',
};
const yesterday = '2026-11-20T12:00:00.000Z';
const settled = { 'transitions.yaml': yesterday, 'pp/version/s1.yaml': yesterday };

function decided(changes: Record<string, string>, now: string, more: Record<string, string> = {}) {
  const snapshot = snapshotOf({ ...files, ...more });
  const past = historyOf({ ...settled, ...changes });
  const decision = decide(factsOf(snapshot, { past, now: at(now) }), gatesOf(allGates));
  return decision.step ? 'moves' : decision.judged.get('pp')?.result;
}
const due = (time: string) => ({ result: 'Skipped', reason: 'Scheduled', time });

describe('a scheduled transition', () => {
  it.each([
    {
      name: 'waits for its tick',
      version: '2026-11-21T08:00:00Z',
      now: '2026-11-21T08:59:59Z',
      result: due('2026-11-21T09:00:00.000Z'),
    },
    {
      name: 'moves at its tick',
      version: '2026-11-21T08:00:00Z',
      now: '2026-11-21T09:00:00Z',
      result: 'moves',
    },
    {
      name: 'moves later where it was stopped at its tick',
      version: '2026-11-21T08:00:00Z',
      now: '2026-11-21T11:30:00Z',
      result: 'moves',
    },
    {
      name: 'lets what comes after a tick wait for the next',
      version: '2026-11-21T09:00:01Z',
      now: '2026-11-21T11:30:00Z',
      result: due('2026-11-22T09:00:00.000Z'),
    },
  ])('$name', ({ version, now, result }) => {
    expect(decided({ 'dev/version/s1.yaml': version }, now)).toEqual(result);
  });

  it('counts from its own last change: another schedule counts at once, and never for a tick of before', () => {
    const version = { 'dev/version/s1.yaml': '2026-11-20T08:00:00Z' };
    const edited = { ...version, 'transitions.yaml': '2026-11-21T10:00:00Z' };
    expect(decided(edited, '2026-11-21T10:00:01Z')).toEqual(due('2026-11-22T09:00:00.000Z'));
    const every = daily.replace('0 9 * * *', '*/5 * * * *');
    expect(decided(edited, '2026-11-21T10:00:01Z', { 'transitions.yaml': every })).toEqual(
      due('2026-11-21T10:05:00.000Z'),
    );
  });

  it.each([
    {
      name: 'a version that somebody put back in the target',
      changes: { 'pp/version/s1.yaml': '2026-11-21T09:30:00Z' },
    },
    { name: 'an unlock', changes: { 'pp/locks.yaml': '2026-11-21T09:30:00Z' } },
    { name: 'the end of a pause', changes: { 'pauses.yaml': '2026-11-21T09:30:00Z' } },
  ])('waits for the next tick after $name', ({ changes }) => {
    const version = { 'dev/version/s1.yaml': '2026-11-21T08:00:00Z' };
    expect(decided({ ...version, ...changes }, '2026-11-21T11:00:00Z')).toEqual(
      due('2026-11-22T09:00:00.000Z'),
    );
  });

  it('waits for the next tick after a lock that ended by itself', () => {
    const locks = { 'pp/locks.yaml': 'env_lock: {reasons: [{reason: fair, until: "2026-11-21T09:30:00Z"}]}' };
    const changes = { 'dev/version/s1.yaml': '2026-11-21T08:00:00Z', 'pp/locks.yaml': yesterday };
    expect(decided(changes, '2026-11-21T11:00:00Z', locks)).toEqual(due('2026-11-22T09:00:00.000Z'));
  });

  it('does not wait for the end of a pause of another transition', () => {
    const until = '{reasons: [{reason: fair, until: "2026-11-21T09:30:00Z"}]}';
    const changes = { 'dev/version/s1.yaml': '2026-11-21T08:00:00Z', 'pauses.yaml': yesterday };
    const paused = (name: string) => ({ 'pauses.yaml': `transitions: {${name}: ${until}}` });
    expect(decided(changes, '2026-11-21T11:00:00Z', paused('prod'))).toBe('moves');
    expect(decided(changes, '2026-11-21T11:00:00Z', paused('pp'))).toEqual(due('2026-11-22T09:00:00.000Z'));
  });

  it('says which commit is dated ahead of the clock where it waits because of that', () => {
    const leftOut = (committedAt: string) => {
      const past = historyOf({ ...settled, 'dev/version/s1.yaml': committedAt });
      const facts = factsOf(snapshotOf(files), { past, now: at('2026-11-21T08:00:00Z') });
      return decide(facts, gatesOf(allGates)).judged.get('pp')?.candidate?.leftOut;
    };
    expect(leftOut('2027-03-01T08:00:00Z')).toMatchObject([
      {
        until: '2027-03-01T09:00:00.000Z',
        message: expect.stringContaining(
          'of dev/version/s1.yaml is dated 2027-03-01T08:00:00Z, which is still to come',
        ),
      },
    ]);
    // A clock that goes a little before makes no difference.
    const message = 'due by "0 9 * * *"';
    expect(leftOut('2026-11-21T08:00:05Z')).toMatchObject([{ until: '2026-11-21T09:00:00.000Z', message }]);
  });

  it('moves what is due and names what is not', () => {
    const snapshot = snapshotOf({ ...files, 'dev/version/s2.yaml': 'version: 1', 'pp/base/s2.yaml': '' });
    const past = historyOf({
      ...settled,
      'dev/version/s1.yaml': '2026-11-21T08:00:00Z',
      'dev/version/s2.yaml': '2026-11-21T09:30:00Z',
    });
    const { step } = decide(factsOf(snapshot, { past, now: at('2026-11-21T10:00:00Z') }), gatesOf(allGates));
    expect(step).toMatchObject({
      kind: 'move',
      candidate: {
        changes: [{ resource: 's1' }],
        leftOut: [{ resource: 's2', reason: 'Scheduled', until: '2026-11-22T09:00:00.000Z' }],
      },
    });
  });
});
