import { describe, expect, it } from '@jest/globals';
import type { LeftOut } from '@tribble/api';
import type { Change } from './change.ts';
import { transitionOf } from './testing.ts';
import { transitionStatus } from './transition-status.ts';

const names = Array.from({ length: 250 }, (_, index) => `s${index}`);
const changes = names.map((resource): Change => ({ resource, to: '2', sources: ['dev'] }));
const leftOut = names.map((resource): LeftOut => ({ resource, reason: 'NoBase' }));
const entry = { name: 'pp', transition: transitionOf(), problems: [] };

function statusOf(many: number, options?: { isWhole: boolean }) {
  const candidate = {
    changes: changes.slice(0, many),
    files: new Map(),
    leftOut: leftOut.slice(0, many),
  };
  const judged = { candidate, paused: [], holds: new Map(), verdicts: [], questions: [] };
  return transitionStatus(entry, judged, { result: 'Blocked', message: 'soon' }, options);
}

describe('the status of a transition', () => {
  it('tells the first hundred of what waits and of what stays, and how many more', () => {
    const status = statusOf(250);
    expect(status.pending.map(({ resource }) => resource)).toEqual(names.slice(0, 100));
    expect(status.leftOut.map(({ resource }) => resource)).toEqual(names.slice(0, 100));
    expect(status).toMatchObject({ morePending: 150, moreLeftOut: 150 });
  });

  it.each([
    { many: 100, options: undefined },
    { many: 250, options: { isWhole: true } },
  ])('tells all of $many with $options', ({ many, options }) => {
    const status = statusOf(many, options);
    expect([status.pending.length, status.leftOut.length]).toEqual([many, many]);
    expect(status).not.toHaveProperty('morePending');
    expect(status).not.toHaveProperty('moreLeftOut');
  });
});
