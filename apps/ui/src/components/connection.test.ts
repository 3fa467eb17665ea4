import { describe, expect, it } from '@jest/globals';
import { aState } from '../../test/state.ts';
import { connectionWord, silentParts } from './connection.ts';

describe('connectionWord', () => {
  it.each([
    { phase: 'connecting', now: 99_000, word: 'connecting' },
    { phase: 'live', now: 99_000, word: 'live' },
    { phase: 'interrupted', now: 10_999, word: 'reconnecting' },
    { phase: 'interrupted', now: 11_000, word: 'stale' },
  ] as const)('$phase at $now is $word', ({ phase, now, word }) => {
    expect(connectionWord({ phase, since: 1000 }, now)).toBe(word);
  });
});

describe('silentParts', () => {
  const { freshness } = aState();
  const since = '2026-11-20T14:00:00Z';

  it('is empty when all report', () => {
    expect(silentParts(freshness)).toEqual([]);
  });

  it('names the parts that do not, and since when', () => {
    const deployer = { state: 'unreachable', since, message: 'connection refused' } as const;
    const transitioner = { state: 'waiting', since } as const;
    expect(silentParts({ ...freshness, deployer, transitioner })).toEqual([
      { part: 'deployer', state: 'unreachable', since, message: 'connection refused' },
      { part: 'transitioner', state: 'waiting', since },
    ]);
  });
});
