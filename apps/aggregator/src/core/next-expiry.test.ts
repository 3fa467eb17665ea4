import { describe, expect, it } from '@jest/globals';
import { noon, snapshotOf } from '../testing.ts';
import { nextExpiry } from './next-expiry.ts';

describe('when the next lock or pause expires', () => {
  it.each([
    { name: 'no lock', text: '{}', expected: undefined },
    { name: 'none with an end', text: 'env_lock: {reasons: [a]}', expected: undefined },
    {
      name: 'one that has expired',
      text: 'env_lock: {reasons: [{reason: a, until: "2026-11-21T12:00:00Z"}]}',
      expected: undefined,
    },
    {
      name: 'the earliest of environment and resources',
      text: `env_lock: {reasons: [{reason: a, until: "2026-11-23T00:00:00Z"}]}
resource_locks: {s1: {reasons: [{reason: a, until: "2026-11-21T14:00:00+01:00"}]}}`,
      expected: '2026-11-21T13:00:00.000Z',
    },
    { name: 'a file that cannot be read', text: '[', expected: undefined },
    {
      name: 'a pause of all',
      pauses: 'all: {reasons: [{reason: a, until: "2026-11-21T13:00:00Z"}]}',
      expected: '2026-11-21T13:00:00.000Z',
    },
    {
      name: 'a pause of one transition before a lock',
      text: 'env_lock: {reasons: [{reason: a, until: "2026-11-23T00:00:00Z"}]}',
      pauses: 'transitions: {pp: {reasons: [{reason: a, until: "2026-11-22T00:00:00Z"}]}}',
      expected: '2026-11-22T00:00:00.000Z',
    },
  ])('$name', ({ text = '{}', pauses = '{}', expected }) => {
    const snapshot = snapshotOf({ 'dev/locks.yaml': text, 'pauses.yaml': pauses });
    expect(nextExpiry(snapshot, noon)?.toISOString()).toBe(expected);
  });
});
