import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factsOf, gateInput, snapshotOf } from '../../testing.ts';
import type { Verdict } from '../../verdict.ts';
import { timeWindow } from './index.ts';

const snapshot = snapshotOf({});

/** What the gate says at each time. */
function judge(options: unknown, ...times: readonly string[]): Verdict[] {
  const read = timeWindow.read(options);
  if ('faults' in read) throw new Error(read.faults.map(({ message }) => message).join('; '));
  const { gate } = read;
  if (gate.kind !== 'pure') throw new Error('it asks');
  return times.map((time) => gate.check(gateInput(factsOf(snapshot, { now: new Date(time) }))));
}

const office = { allow: ['MON-FRI 09:00-16:00'], timezone: 'Europe/Berlin' };
const holidays = { ...office, deny: ['2026-12-20/2027-01-06'] };

describe('a window', () => {
  it.each<{ name: string; options: object; now: string; verdict: Partial<Verdict> }>([
    {
      name: 'open, and until when',
      options: office,
      now: '2026-11-23T10:00:00Z',
      verdict: {
        kind: 'pass',
        reason: '"MON-FRI 09:00-16:00" is open (Europe/Berlin)',
        judged: 'the clock in Europe/Berlin',
        until: '2026-11-23T15:00:00.000Z',
      },
    },
    {
      name: 'from its first moment',
      options: office,
      now: '2026-11-23T08:00:00.000Z',
      verdict: { kind: 'pass' },
    },
    {
      name: 'not at its end',
      options: office,
      now: '2026-11-23T15:00:00.000Z',
      verdict: { kind: 'wait', until: '2026-11-24T08:00:00.000Z' },
    },
    {
      name: 'closed, and when it opens',
      options: office,
      now: '2026-11-21T12:00:00Z',
      verdict: {
        kind: 'wait',
        reason: 'no window is open; opens Mon 2026-11-23 09:00 (Europe/Berlin)',
        judged: 'the clock in Europe/Berlin',
        until: '2026-11-23T08:00:00.000Z',
      },
    },
    {
      name: 'denied',
      options: holidays,
      now: '2026-12-22T10:00:00Z',
      verdict: {
        kind: 'wait',
        reason: 'denied by "2026-12-20/2027-01-06"; opens Thu 2027-01-07 09:00 (Europe/Berlin)',
        until: '2027-01-07T08:00:00.000Z',
      },
    },
    {
      name: 'of what denies alone: open before',
      options: { deny: ['2026-12-24'] },
      now: '2026-11-21T12:00:00Z',
      verdict: {
        kind: 'pass',
        reason: 'nothing denies this time (UTC)',
        judged: 'the clock in UTC',
        until: '2026-12-24T00:00:00.000Z',
      },
    },
    {
      name: 'by one of several',
      options: { allow: ['SAT', 'SUN'] },
      now: '2026-11-22T12:00:00Z',
      verdict: { kind: 'pass', reason: '"SUN" is open (UTC)', until: '2026-11-23T00:00:00.000Z' },
    },
    {
      name: 'that follows upon another',
      options: { allow: ['SAT', 'SUN'] },
      now: '2026-11-21T12:00:00Z',
      verdict: { kind: 'pass', reason: '"SAT" is open (UTC)', until: '2026-11-23T00:00:00.000Z' },
    },
  ])('$name', ({ options, now, verdict }) => {
    expect(judge(options, now)).toEqual([expect.objectContaining(verdict)]);
  });

  it('says when none opens any more', () => {
    expect(judge({ allow: ['2026-01-01'] }, '2026-11-21T12:00:00Z')).toEqual([
      {
        kind: 'wait',
        reason: 'no window is open; none opens within two years (UTC)',
        judged: 'the clock in UTC',
      },
    ]);
  });

  it('says the same for as long as it stays as it is', () => {
    const closed = judge(holidays, '2026-12-20T00:00:00Z', '2026-12-24T13:37:11.5Z', '2027-01-06T20:00:00Z');
    expect(new Set(closed.map((each) => JSON.stringify(each))).size).toBe(1);
    const open = judge(office, '2026-11-23T08:00:00Z', '2026-11-23T14:59:59.999Z');
    expect(open[0]).toEqual(open[1]);
  });
});

describe('the options', () => {
  it.each<{ options: unknown; message: string; keys: PropertyKey[]; hint?: unknown }>([
    { options: undefined, message: 'Window needs options', keys: [] },
    { options: {}, message: 'Window: expected `allow`, `deny` or both', keys: [] },
    { options: { timezone: 'UTC' }, message: 'Window: expected `allow`, `deny` or both', keys: [] },
    { options: { allow: [] }, message: 'Window: expected at least one time', keys: ['allow'] },
    {
      options: { allow: ['MON'], deny: ['MON-FRI 9-16'] },
      message: 'Window: "MON-FRI 9-16" is no time',
      keys: ['deny', 0],
      hint: expect.stringContaining('"MON-FRI 09:00-16:00"'),
    },
    {
      options: { deny: ['SAT', '2027-01-06/2026-12-20'] },
      message: 'Window: "2027-01-06/2026-12-20" ends before it begins',
      keys: ['deny', 1],
    },
    {
      options: { allow: [9] },
      message: 'Window: expected text, for example "MON-FRI 09:00-16:00"',
      keys: ['allow', 0],
    },
    { options: { allow: ['x'.repeat(101)] }, message: 'Window: is too long for a time', keys: ['allow', 0] },
    { options: { allow: 'MON' }, message: 'Window: expected a list of times', keys: ['allow'] },
    {
      options: { allow: ['MON'], timezone: 'Europe/Berln' },
      message: 'Window: "Europe/Berln" is no time zone',
      keys: ['timezone'],
      hint: 'did you mean "Europe/Berlin"?',
    },
    {
      options: { allow: ['MON'], timezone: '+02:00' },
      message: 'Window: "+02:00" is no time zone',
      keys: ['timezone'],
      hint: 'write it like Europe/Berlin',
    },
    {
      options: { allow: ['MON'], timezone: '' },
      message: 'Window: "" is no time zone',
      keys: ['timezone'],
    },
    {
      options: { allow: ['MON-FRI 09:00-16:00', 'SAT', 'WED 15:00-18:00'] },
      message: 'Window: "WED 15:00-18:00" overlaps "MON-FRI 09:00-16:00"',
      keys: ['allow', 2],
    },
    {
      options: { allow: ['SUN 22:00-02:00', 'MON'] },
      message: 'Window: "MON" overlaps "SUN 22:00-02:00"',
      keys: ['allow', 1],
    },
    {
      options: { allow: ['MON-FRI', '2026-12-24'] },
      message: 'Window: "2026-12-24" overlaps "MON-FRI"',
      keys: ['allow', 1],
    },
    {
      options: { allow: ['2026-12-20/2026-12-24', '2026-12-24/2026-12-26'] },
      message: 'Window: "2026-12-24/2026-12-26" overlaps "2026-12-20/2026-12-24"',
      keys: ['allow', 1],
    },
    {
      options: { allow: ['MON 09:00-12:00', 'TUE 09:00-12:00'], deny: ['2026-12-24', '08:00-13:00'] },
      message: 'Window: "08:00-13:00" denies all that is allowed, so it would never be open',
      keys: ['deny', 1],
    },
    {
      options: { deny: ['MON-SUN'] },
      message: 'Window: "MON-SUN" denies all that is allowed, so it would never be open',
      keys: ['deny', 0],
    },
    {
      options: { allow: ['2026-12-24'], deny: ['2026-12-20/2027-01-06'] },
      message: 'Window: "2026-12-20/2027-01-06" denies all that is allowed, so it would never be open',
      keys: ['deny', 0],
    },
    {
      options: { deny: ['MON-SAT', 'SUN'] },
      message: 'Window: its times together deny all that is allowed, so it would never be open',
      keys: ['deny'],
    },
    {
      options: { deny: ['06:00-20:00', '20:00-06:00'] },
      message: 'Window: its times together deny all that is allowed, so it would never be open',
      keys: ['deny'],
    },
    {
      options: {
        allow: ['MON-FRI 09:00-16:00'],
        deny: ['MON-FRI 08:00-12:00', 'MON-WED 12:00-18:00', 'THU,FRI 12:00-16:00'],
      },
      message: 'Window: its times together deny all that is allowed, so it would never be open',
      keys: ['deny'],
    },
    {
      options: { allow: ['SUN 22:00-02:00'], deny: ['SUN', 'MON'] },
      message: 'Window: its times together deny all that is allowed, so it would never be open',
      keys: ['deny'],
    },
    {
      options: {
        allow: ['2026-12-20/2026-12-27'],
        deny: ['2026-12-24/2027-01-06', '2026-12-20T00:00/2026-12-21T12:00', 'MON-THU'],
      },
      message: 'Window: its times together deny all that is allowed, so it would never be open',
      keys: ['deny'],
    },
    {
      options: { allow: ['2026-01-01/2999-12-31'], deny: ['MON-SAT', 'SUN 12:00-24:00', 'SUN 00:00-12:00'] },
      message: 'Window: its times together deny all that is allowed, so it would never be open',
      keys: ['deny'],
    },
  ])('$message $options', ({ options, message, keys, hint = expect.any(String) }) => {
    const read = timeWindow.read(options);
    expect('faults' in read && read.faults).toEqual([{ message, keys, hint }]);
  });

  it.each([
    { allow: ['MON-FRI 09:00-16:00', 'MON-FRI 16:00-18:00'] },
    { allow: ['SUN 22:00-02:00', 'MON 02:00-04:00'] },
    { allow: ['MON-FRI 09:00-16:00', '2026-12-27'] },
    { allow: ['2026-12-20/2026-12-24', '2026-12-25'] },
    { allow: ['MON', 'TUE'], deny: ['MON'] },
    { allow: ['MON 22:00-02:00'], deny: ['MON'] },
    { allow: ['MON'], deny: ['2026-01-01/2030-01-01'] },
    { deny: ['MON-SAT', 'SUN 00:00-23:59'] },
    { deny: ['2026-01-01/2500-01-01', '2500-01-01/2999-12-31'] },
    { allow: ['2026-12-24', 'MON'], deny: ['MON'] },
    { allow: ['2026-12-20/2027-01-06'], deny: ['2026-12-20/2026-12-24', 'MON-FRI', 'SUN'] },
    { allow: ['2026-01-01/2999-12-31'], deny: ['MON-SAT', 'SUN 02:00-24:00'] },
  ])('%j are right', (options) => {
    expect(timeWindow.read(options)).toHaveProperty('gate');
  });

  it('never throw, and are open only where they are right', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('MON-FRI 09:00-16:00', 'SAT', '2026-12-24', 'MON-SUN', '2026-12-20/2027-01-06'),
    );
    const list = fc.oneof(fc.array(text, { maxLength: 3 }), fc.anything());
    const zone = fc.oneof(fc.constantFrom('UTC', 'Europe/Berlin', 'local', 'system'), fc.string());
    const options = fc.oneof(
      fc.anything(),
      fc.record({ allow: list, deny: list, timezone: zone }, { requiredKeys: [] }),
    );
    fc.assert(
      fc.property(options, (value) => {
        const read = timeWindow.read(value);
        if ('faults' in read) expect(read.faults.length).toBeGreaterThan(0);
        else {
          const [verdict] = judge(value, '2026-11-21T12:00:00Z');
          expect(['pass', 'wait']).toContain(verdict?.kind);
        }
      }),
    );
  });
});
