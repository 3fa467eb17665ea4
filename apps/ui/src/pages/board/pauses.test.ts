import { describe, expect, it } from '@jest/globals';
import type { LockReason } from '@tribble/api';
import { aTransition, now } from '../../../test/state.ts';
import { pausesOf } from './pauses.ts';

const incident: LockReason = { reason: 'incident', at: '2026-11-20T14:00:00Z' };
const release: LockReason = { reason: 'release day', at: '2026-11-20T14:00:00Z' };
const over: LockReason = { reason: 'over', until: '2020-01-01T00:00:00Z' };

describe('pausesOf', () => {
  it.each([
    { name: 'nothing', paused: [], own: [], expected: { own: [], all: [] } },
    { name: 'its own', paused: [], own: [release], expected: { own: [release], all: [] } },
    { name: 'all', paused: [incident], own: [], expected: { own: [], all: [incident] } },
    {
      name: 'one of all, told of it too, once',
      paused: [incident],
      own: [incident, release],
      expected: { own: [release], all: [incident] },
    },
    { name: 'none that is over', paused: [over], own: [over], expected: { own: [], all: [] } },
  ])('tells $name', ({ paused, own, expected }) => {
    const transitions = { prod: aTransition({ paused: own }) };
    expect(pausesOf({ paused, transitions }, 'prod', now)).toEqual(expected);
  });

  it('knows nothing of a transition that is not there', () => {
    expect(pausesOf({ paused: [], transitions: {} }, 'prod', now)).toEqual({ own: [], all: [] });
  });
});
