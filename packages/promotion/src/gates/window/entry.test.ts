import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localMinute, parseEntry } from './entry.ts';

const weekly = (days: number[], from: number, to: number) => ({
  kind: 'weekly',
  days: new Set(days),
  from,
  to,
});
const dates = (from: number, to: number) => ({ kind: 'dates', from, to });
const all = [1, 2, 3, 4, 5, 6, 7];

describe('a time that is written', () => {
  it.each([
    { text: 'MON-FRI 09:00-16:00', entry: weekly([1, 2, 3, 4, 5], 540, 960) },
    { text: 'Monday-friday 9:00-16:00', entry: weekly([1, 2, 3, 4, 5], 540, 960) },
    { text: ' mon - fri  09:00 - 16:00 ', entry: weekly([1, 2, 3, 4, 5], 540, 960) },
    { text: 'SAT,SUN', entry: weekly([6, 7], 0, 1440) },
    { text: 'Sat, Sunday', entry: weekly([6, 7], 0, 1440) },
    { text: 'FRI-MON', entry: weekly([5, 6, 7, 1], 0, 1440) },
    { text: 'TUE,THU-FRI 00:00-24:00', entry: weekly([2, 4, 5], 0, 1440) },
    { text: 'MON 22:00-02:00', entry: weekly([1], 1320, 120) },
    { text: '09:00-17:00', entry: weekly(all, 540, 1020) },
    { text: '2026-12-24', entry: dates(localMinute('2026-12-24'), localMinute('2026-12-25')) },
    {
      text: '2026-12-20/2027-01-06',
      entry: dates(localMinute('2026-12-20'), localMinute('2027-01-07')),
    },
    {
      text: '2026-12-24T12:00/2026-12-24t18:00',
      entry: dates(localMinute('2026-12-24', 720), localMinute('2026-12-24', 1080)),
    },
    {
      text: '2026-12-24T12:00 / 2026-12-24T24:00',
      entry: dates(localMinute('2026-12-24', 720), localMinute('2026-12-25')),
    },
    {
      text: '2026-12-24T12:00/2026-12-26',
      entry: dates(localMinute('2026-12-24', 720), localMinute('2026-12-27')),
    },
    { text: '2028-02-29', entry: dates(localMinute('2028-02-29'), localMinute('2028-03-01')) },
  ])('$text', ({ text, entry }) => {
    expect(parseEntry(text)).toEqual({ entry: { ...entry, text } });
  });

  it.each([
    { text: '', fault: '"" is no time' },
    { text: 'MON-FRI 9-16', fault: '"MON-FRI 9-16" is no time' },
    { text: 'MO 09:00-16:00', fault: '"MO 09:00-16:00" is no time' },
    { text: 'MON-TUE-WED', fault: '"MON-TUE-WED" is no time' },
    { text: 'MON,', fault: '"MON," is no time' },
    { text: 'MON09:00-16:00', fault: '"MON09:00-16:00" is no time' },
    { text: '09:00', fault: '"09:00" is no time' },
    { text: '09:00-24:01', fault: '"09:00-24:01" is no time' },
    { text: '09:60-10:00', fault: '"09:60-10:00" is no time' },
    { text: 'constructor', fault: '"constructor" is no time' },
    { text: '24:00-02:00', fault: '"24:00-02:00" begins at 24:00: write 00:00 of the next day' },
    {
      text: '09:00-09:00',
      fault: '"09:00-09:00" ends when it begins: leave the times out for the whole day',
    },
    { text: '2026-02-30', fault: '"2026-02-30" is no date or range of dates' },
    { text: '2026-13-01', fault: '"2026-13-01" is no date or range of dates' },
    { text: '2026-12-24/', fault: '"2026-12-24/" is no date or range of dates' },
    {
      text: '2026-12-24T25:00/2026-12-25',
      fault: '"2026-12-24T25:00/2026-12-25" is no date or range of dates',
    },
    { text: '1026-12-24', fault: '"1026-12-24" is no date or range of dates' },
    { text: '2027-01-06/2026-12-20', fault: '"2027-01-06/2026-12-20" ends before it begins' },
    {
      text: '2026-12-24T12:00/2026-12-24T12:00',
      fault: '"2026-12-24T12:00/2026-12-24T12:00" ends before it begins',
    },
    {
      text: '2026-12-24T24:00/2026-12-26',
      fault: '"2026-12-24T24:00/2026-12-26" begins at 24:00: write 00:00 of the next day',
    },
    {
      text: '2026-12-24T12:00',
      fault: '"2026-12-24T12:00" has no end: write it like "2026-12-24T12:00/2026-12-24T18:00"',
    },
  ])('$text: $fault', ({ text, fault }) => {
    expect(parseEntry(text)).toEqual({ fault });
  });

  it('never throws, and never ends before it begins', () => {
    const part = fc.constantFrom(
      'MON',
      'sunday',
      '-',
      ',',
      '/',
      ' ',
      'T',
      '09:00',
      '24:00',
      '2026-12-24',
      '1',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (each) => {
        const parsed = parseEntry(each);
        if ('fault' in parsed || parsed.entry.kind === 'weekly') return;
        expect(parsed.entry.to).toBeGreaterThan(parsed.entry.from);
      }),
    );
  });
});
