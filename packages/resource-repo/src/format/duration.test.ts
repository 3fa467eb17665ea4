import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { duration, formatDuration } from './duration.ts';

describe('duration', () => {
  it.each([
    ['0s', 0],
    ['250ms', 250],
    ['30s', 30_000],
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['2d', 172_800_000],
    ['1d2h3m4s5ms', 93_784_005],
  ])('%s', (text, expected) => {
    expect(duration.parse(text)).toBe(expected);
  });

  it.each(['', '5', 'm', '5 m', '-5m', '1.5h', '5M', '5m ', 'P1D', 300])('%j is none', (value) => {
    expect(duration.safeParse(value).error?.issues[0]?.message).toBe(
      'expected a duration such as 30s, 5m, 1h30m or 2d',
    );
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [-5, '0s'],
    [499, '0s'],
    [1_500, '2s'],
    [59_900, '1m'],
    [5_400_000, '1h 30m'],
    [93_784_005, '1d 2h'],
    [86_400_000 + 60_000, '1d 1m'],
  ])('%d', (length, expected) => {
    expect(formatDuration(length)).toBe(expected);
  });

  it('is read back within what it leaves out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 10 }), (length) => {
        const read = duration.parse(formatDuration(length).replace(' ', ''));
        expect(Math.abs(read - length)).toBeLessThanOrEqual(length < 60_000 ? 500 : length * 0.05);
      }),
    );
  });
});
