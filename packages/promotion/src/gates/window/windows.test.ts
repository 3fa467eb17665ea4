import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { type Entry, parseEntry } from './entry.ts';
import { changesOf, nextChange, stateAt, type Windows } from './windows.ts';

const minute = 60_000;

function entryOf(text: string): Entry {
  const parsed = parseEntry(text);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed.entry;
}

function windowsIn(zone: string, allow: readonly string[], deny: readonly string[] = []): Windows {
  return { allow: allow.map(entryOf), deny: deny.map(entryOf), zone: IANAZone.create(zone) };
}

describe('the next opening', () => {
  it.each<{ name: string; zone: string; allow: string[]; deny?: string[]; now: string; opens: string }>([
    {
      name: 'over the weekend',
      zone: 'Europe/Berlin',
      allow: ['MON-FRI 09:00-16:00'],
      now: '2026-11-21T12:00:30.5Z',
      opens: '2026-11-23T08:00:00Z',
    },
    {
      name: 'where the day is another one',
      zone: 'Pacific/Auckland',
      allow: ['MON 00:00-24:00'],
      now: '2026-11-21T12:00:00Z',
      opens: '2026-11-22T11:00:00Z',
    },
    {
      name: 'after the holidays, which end on a Wednesday night',
      zone: 'Europe/Berlin',
      allow: ['MON-FRI 09:00-16:00'],
      deny: ['2026-12-20/2027-01-06'],
      now: '2026-12-18T20:00:00Z',
      opens: '2027-01-07T08:00:00Z',
    },
    {
      name: 'in the middle of a window, at the end of what denies',
      zone: 'UTC',
      allow: ['MON-FRI 09:00-16:00'],
      deny: ['2026-12-24T08:00/2026-12-24T11:30'],
      now: '2026-12-24T09:00:00Z',
      opens: '2026-12-24T11:30:00Z',
    },
    {
      name: 'after two that deny and overlap',
      zone: 'UTC',
      allow: [],
      deny: ['2026-12-20/2026-12-24', '2026-12-24/2026-12-26'],
      now: '2026-12-21T00:00:00Z',
      opens: '2026-12-27T00:00:00Z',
    },
    {
      name: 'over midnight',
      zone: 'Asia/Kolkata',
      allow: ['SUN 22:00-02:00'],
      deny: ['SUN'],
      now: '2026-11-21T12:00:00Z',
      opens: '2026-11-22T18:30:00Z',
    },
    {
      name: 'in spring: the hour that begins it does not come',
      zone: 'Europe/Berlin',
      allow: ['SUN 02:30-04:00'],
      now: '2026-03-29T00:00:00Z',
      opens: '2026-03-29T01:00:00Z',
    },
    {
      name: 'in spring: the window does not come at all',
      zone: 'Europe/Berlin',
      allow: ['SUN 02:00-03:00'],
      now: '2026-03-28T12:00:00Z',
      opens: '2026-04-05T00:00:00Z',
    },
    {
      name: 'in autumn: for the second time',
      zone: 'Europe/Berlin',
      allow: ['SUN 02:00-02:30'],
      now: '2026-10-25T00:30:00Z',
      opens: '2026-10-25T01:00:00Z',
    },
    {
      name: 'where the clock is changed by half an hour',
      zone: 'Australia/Lord_Howe',
      allow: ['SUN 02:15-03:00'],
      now: '2026-10-03T14:00:00Z',
      opens: '2026-10-03T15:30:00Z',
    },
    {
      name: 'in almost two years',
      zone: 'UTC',
      allow: ['2028-11-20'],
      now: '2026-11-21T12:00:00Z',
      opens: '2028-11-20T00:00:00Z',
    },
  ])('$name', ({ zone, allow, deny = [], now, opens }) => {
    const windows = windowsIn(zone, allow, deny);
    const change = nextChange(windows, Date.parse(now));
    expect(stateAt(windows, Date.parse(now)).isOpen).toBe(false);
    expect(change === undefined ? undefined : new Date(change)).toEqual(new Date(opens));
  });

  it.each([
    { name: 'all of it is over', allow: ['2026-01-01'], deny: [] },
    { name: 'it is too far away', allow: ['2029-01-01'], deny: [] },
    { name: 'two deny it together', allow: ['SAT,SUN'], deny: ['SAT', 'SUN'] },
    { name: 'dates deny it', allow: ['MON'], deny: ['2026-01-01/2030-01-01'] },
  ])('is none where $name', ({ allow, deny }) => {
    expect(
      nextChange(windowsIn('Europe/Berlin', allow, deny), Date.parse('2026-11-21T12:00:00Z')),
    ).toBeUndefined();
  });

  it('is none where it is open for good', () => {
    const now = Date.parse('2026-11-21T12:00:00Z');
    expect(nextChange(windowsIn('Europe/Berlin', ['MON-SUN']), now)).toBeUndefined();
    expect(nextChange(windowsIn('Europe/Berlin', [], ['2025-12-24']), now)).toBeUndefined();
  });

  it('sees that a clock which is put back brings a denied hour again', () => {
    const windows = windowsIn('Europe/Berlin', [], ['2026-10-25T02:00/2026-10-25T02:30']);
    const open = Date.parse('2026-10-25T00:45:00Z');
    expect(stateAt(windows, open).isOpen).toBe(true);
    expect(nextChange(windows, open)).toBe(Date.parse('2026-10-25T01:00:00Z'));
    expect(nextChange(windows, Date.parse('2026-10-25T01:00:00Z'))).toBe(Date.parse('2026-10-25T01:30:00Z'));
  });
});

/** A zone that counts how often it is asked, which is most of what looking ahead costs. */
class CountingZone extends IANAZone {
  asked = 0;

  override offset(instant: number): number {
    this.asked += 1;
    return super.offset(instant);
  }
}

describe('looking ahead', () => {
  const halfHours = Array.from({ length: 48 }, (_, index) => {
    const time = (half: number) =>
      `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`;
    return `${time(index)}-${time(index + 1)}`;
  });
  const now = Date.parse('2026-11-21T12:00:00Z');

  it.each([
    { name: 'that deny all the day', allow: [], deny: halfHours },
    { name: 'that allow all the day', allow: halfHours, deny: [] },
    { name: 'that deny all that is allowed', allow: [...halfHours, '2029-01-01'], deny: halfHours },
    {
      name: 'that deny most of it, where little is allowed',
      allow: ['2029-01-01'],
      deny: halfHours.slice(1),
    },
  ])('takes few steps over many entries $name', ({ allow, deny }) => {
    const zone = new CountingZone('Europe/Berlin');
    expect(nextChange({ ...windowsIn('UTC', allow, deny), zone }, now)).toBeUndefined();
    expect(zone.asked).toBeLessThan(1_000);
  });

  it('is done once until the next change', () => {
    const zone = new CountingZone('Europe/Berlin');
    const windows = { ...windowsIn('UTC', ['MON-FRI 09:00-16:00']), zone };
    const opens = Date.parse('2026-11-23T08:00:00Z');
    expect(changesOf(windows)(now)).toBe(opens);
    const { asked } = zone;
    expect(changesOf(windows)(opens - 1)).toBe(opens);
    expect(zone.asked).toBe(asked);
    expect(changesOf(windows)(opens)).toBe(Date.parse('2026-11-23T15:00:00Z'));
    // A clock may be put back.
    expect(changesOf(windows)(now)).toBe(opens);
  });
});

const dayNames = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
const two = (value: number) => String(value).padStart(2, '0');
const clock = (time: number) => `${two(Math.floor(time / 60))}:${two(time % 60)}`;

/** What people write, beside what it means, told apart from the code under test. */
type Written = { text: string; holds: (time: DateTime) => boolean };

const quarter = (max: number) => fc.integer({ min: 0, max: max / 15 }).map((each) => each * 15);
const weekly: fc.Arbitrary<Written> = fc
  .record({
    days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    from: quarter(23 * 60 + 45),
    to: quarter(24 * 60),
  })
  .filter(({ from, to }) => from !== to)
  .map(({ days, from, to }) => ({
    text: `${days.map((day) => dayNames[day - 1] ?? '').join(',')} ${clock(from)}-${clock(to)}`,
    holds: ({ weekday, hour, minute: minutes }) => {
      const time = hour * 60 + minutes;
      if (from < to) return days.includes(weekday) && from <= time && time < to;
      const yesterday = weekday === 1 ? 7 : weekday - 1;
      return (days.includes(weekday) && time >= from) || (days.includes(yesterday) && time < to);
    },
  }));

/** Days around the changes of the clock in 2026, in the zones below. */
const centres = ['2026-03-29', '2026-10-25', '2026-10-04', '2026-04-05', '2026-09-06', '2026-07-01'];
const moment = (centre: string) =>
  fc
    .tuple(fc.integer({ min: -2, max: 2 }), quarter(23 * 60 + 45))
    .map(([days, time]) => `${DateTime.fromISO(centre).plus({ days }).toISODate() ?? ''}T${clock(time)}`);

const dates = (centre: string): fc.Arbitrary<Written> =>
  fc
    .tuple(moment(centre), moment(centre), fc.boolean())
    .filter(([one, other]) => one !== other)
    .map(([one, other, isWhole]) => {
      const [first = '', last = ''] = [one, other].sort();
      const [from, to] = isWhole ? [first.slice(0, 10), last.slice(0, 10)] : [first, last];
      return {
        text: from === to ? from : `${from}/${to}`,
        holds: (time) => {
          const now = time.toFormat("yyyy-MM-dd'T'HH:mm");
          return isWhole ? from <= now.slice(0, 10) && now.slice(0, 10) <= to : from <= now && now < to;
        },
      };
    });

const world = fc.constantFrom(...centres).chain((centre) =>
  fc.record({
    zone: fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/Santiago',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Africa/Casablanca',
    ),
    allow: fc.array(fc.oneof(weekly, dates(centre)), { maxLength: 3 }),
    deny: fc.array(fc.oneof(weekly, dates(centre)), { maxLength: 2 }),
    now: fc
      .integer({ min: -36 * 60 * 60, max: 36 * 60 * 60 })
      .map((seconds) => Date.parse(`${centre}T00:00:00Z`) + seconds * 1_000),
  }),
);

describe('whatever is allowed and denied', () => {
  it('it is open when a clock on the wall says so, and changes next at the first minute that is another way', () => {
    let changes = 0;
    fc.assert(
      fc.property(world, ({ zone, allow, deny, now }) => {
        const texts = (list: readonly Written[]) => list.map(({ text }) => text);
        const windows = windowsIn(zone, texts(allow), texts(deny));
        const isOpen = (instant: number) => {
          const time = DateTime.fromMillis(instant, { zone });
          const holds = ({ holds: each }: Written) => each(time);
          return !deny.some(holds) && (allow.length === 0 || allow.some(holds));
        };
        const before = isOpen(now);
        expect(stateAt(windows, now).isOpen).toBe(before);
        const change = nextChange(windows, now);
        const first = Math.floor(now / minute) * minute + minute;
        const end = Math.min(change ?? Infinity, first + 24 * 60 * minute);
        for (let each = first; each < end; each += minute)
          if (isOpen(each) !== before)
            throw new Error(`it changes at ${new Date(each).toISOString()} already`);
        if (change === undefined) return;
        changes += 1;
        expect(change).toBeGreaterThan(now);
        expect(isOpen(change)).toBe(!before);
      }),
      { numRuns: 80 },
    );
    expect(changes).toBeGreaterThan(20);
  });
});
