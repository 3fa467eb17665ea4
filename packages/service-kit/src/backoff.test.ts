import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backoffDelay } from './backoff.ts';

describe('backoffDelay', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [5, 16_000],
    [6, 30_000],
    [2_000, 30_000],
  ])('after %d failures waits %d ms at most', (failures, milliseconds) => {
    expect(backoffDelay(failures, { base: 1_000, cap: 30_000, random: () => 1 })).toBe(milliseconds);
  });

  it('waits at least half of that', () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), random, (failures, chance) => {
        const delay = (random: () => number) => backoffDelay(failures, { base: 1_000, cap: 30_000, random });
        expect(delay(() => chance)).toBeGreaterThanOrEqual(delay(() => 1) / 2);
        expect(delay(() => chance)).toBeLessThanOrEqual(delay(() => 1));
      }),
    );
  });
});
