import { describe, expect, it } from '@jest/globals';
import { relativeTime, timeOf } from './time.ts';

const now = Date.parse('2026-11-20T14:30:00Z');
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('relativeTime', () => {
  it.each([
    { distance: 0, short: 'now', long: 'now' },
    { distance: -4 * second, short: 'now', long: 'now' },
    { distance: -5 * second, short: '5s ago', long: '5 seconds ago' },
    { distance: -59 * second, short: '59s ago', long: '59 seconds ago' },
    { distance: -minute, short: '1min ago', long: '1 minute ago' },
    { distance: -119 * second, short: '1min ago', long: '1 minute ago' },
    { distance: -3 * hour, short: '3h ago', long: '3 hours ago' },
    { distance: -day, short: '1d ago', long: '1 day ago' },
    { distance: -15 * day, short: '2w ago', long: '2 weeks ago' },
    { distance: -45 * day, short: '1mo ago', long: '1 month ago' },
    { distance: -800 * day, short: '2y ago', long: '2 years ago' },
    { distance: 2 * hour, short: 'in 2h', long: 'in 2 hours' },
  ])('says $short', ({ distance, short, long }) => {
    expect(relativeTime(now + distance, now)).toBe(short);
    expect(relativeTime(now + distance, now, 'long')).toBe(long);
  });
});

describe('timeOf', () => {
  it.each([
    { text: '2026-11-20T14:30:00Z', at: now },
    { text: undefined, at: undefined },
    { text: 'next Friday-ish', at: undefined },
  ])('reads $text', ({ text, at }) => {
    expect(timeOf(text)).toBe(at);
  });
});
