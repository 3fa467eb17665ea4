import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import { supersededJobs } from './superseded.ts';

/** The job that was made in that minute. */
function jobOf(minute: number, end: string | undefined = 'Complete', metadata: ValueMap = {}) {
  const creationTimestamp = `2026-11-21T12:${String(minute).padStart(2, '0')}:00Z`;
  const conditions = end === undefined ? [] : [{ type: end, status: 'True' }];
  const name = `smoke-${minute}`;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, creationTimestamp, ...metadata },
    status: { conditions },
  };
}

const running = (minute: number) => {
  return { ...jobOf(minute), status: {} };
};
const minutes = (...list: number[]) => list.map((minute) => jobOf(minute));

describe('supersededJobs', () => {
  it.each([
    { name: 'few', jobs: minutes(1, 2, 3, 4, 5), expected: [] },
    { name: 'more than five, in any order', jobs: minutes(3, 9, 1, 5, 7, 2, 4), expected: [2, 1] },
    {
      name: 'those that run count for nothing',
      jobs: [...minutes(1, 2, 3, 4, 5), running(0), running(8), running(9)],
      expected: [],
    },
    { name: 'failed ones', jobs: [jobOf(1, 'Failed'), ...minutes(2, 3, 4, 5, 6)], expected: [1] },
    {
      name: 'what is being deleted counts for nothing',
      jobs: [...minutes(1, 2, 3, 4, 5), jobOf(6, 'Complete', { deletionTimestamp: '2026-11-21T13:00:00Z' })],
      expected: [],
    },
    { name: 'what somebody asks for stays', jobs: minutes(1, 2, 3, 4, 5, 6, 7), asked: [1], expected: [2] },
  ])('$name', ({ jobs, asked = [], expected }) => {
    const isAskedFor = (name: string) => asked.some((minute: number) => name === `smoke-${minute}`);
    const names = supersededJobs(jobs, isAskedFor).map(({ metadata: { name } }) => name);
    expect(names).toEqual(expected.map((minute) => `smoke-${minute}`));
  });
});
