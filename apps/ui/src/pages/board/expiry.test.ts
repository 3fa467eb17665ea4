import { describe, expect, it } from '@jest/globals';
import { untilOf } from './expiry.ts';

describe('untilOf', () => {
  const now = new Date(2026, 10, 30, 14, 30);

  it.each([
    { expiry: 'none', until: undefined },
    { expiry: 'hour', until: new Date(2026, 10, 30, 15, 30).toISOString() },
    { expiry: 'tomorrow', until: new Date(2026, 11, 1, 9, 0).toISOString() },
  ] as const)('$expiry', ({ expiry, until }) => {
    expect(untilOf(expiry, now)).toBe(until);
  });
});
