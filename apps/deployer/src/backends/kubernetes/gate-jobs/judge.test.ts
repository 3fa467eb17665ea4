import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import { hasEnded, judgeGateJob } from './judge.ts';

const jobOf = (status: ValueMap, metadata: ValueMap = {}, spec: ValueMap = {}) => {
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'smoke', ...metadata }, spec, status };
};
const condition = (type: string, more: ValueMap = {}, status = 'True') => {
  return { type, status, lastTransitionTime: '2026-11-21T12:01:00Z', ...more };
};
const startTime = '2026-11-21T12:00:00Z';
const startedAt = '2026-11-21T12:00:00.000Z';
const finishedAt = '2026-11-21T12:01:00.000Z';
const reached = { reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' };
const exceeded = { reason: 'DeadlineExceeded', message: 'Job was active longer than specified deadline' };

describe('judgeGateJob', () => {
  it.each([
    {
      name: 'just made',
      job: jobOf({}),
      expected: { state: 'running', message: 'has not started yet' },
    },
    {
      name: 'at work',
      job: jobOf({ startTime, active: 1 }, {}, { completions: 1 }),
      expected: { state: 'running', message: 'has completed 0 of 1 pods', startedAt },
    },
    {
      name: 'suspended',
      job: jobOf({ conditions: [condition('Suspended')] }, {}, { suspend: true }),
      expected: { state: 'running', message: 'is suspended' },
    },
    {
      name: 'being deleted',
      job: jobOf({ startTime }, { deletionTimestamp: '2026-11-21T12:00:30Z' }),
      expected: {
        state: 'running',
        message: 'is being deleted: it runs anew when it is gone',
        startedAt,
      },
    },
    {
      name: 'complete',
      job: jobOf({
        startTime,
        completionTime: '2026-11-21T12:00:59Z',
        conditions: [condition('SuccessCriteriaMet', reached), condition('Complete', reached)],
      }),
      expected: {
        state: 'succeeded',
        message: reached.message,
        startedAt,
        finishedAt: '2026-11-21T12:00:59.000Z',
      },
    },
    {
      name: 'complete, on a cluster that says no more',
      job: jobOf({ startTime, conditions: [condition('Complete')] }),
      expected: { state: 'succeeded', startedAt, finishedAt },
    },
    {
      name: 'certain to succeed',
      job: jobOf({ startTime, conditions: [condition('SuccessCriteriaMet', reached)] }),
      expected: { state: 'succeeded', message: reached.message, startedAt, finishedAt },
    },
    {
      name: 'failed',
      job: jobOf({ startTime, conditions: [condition('FailureTarget'), condition('Failed', exceeded)] }),
      expected: { state: 'failed', message: exceeded.message, startedAt, finishedAt },
    },
    {
      name: 'certain to fail',
      job: jobOf({ startTime, conditions: [condition('FailureTarget', { reason: 'PodFailurePolicy' })] }),
      expected: { state: 'failed', message: 'PodFailurePolicy', startedAt, finishedAt },
    },
    {
      name: 'a condition that does not hold',
      job: jobOf({ startTime, conditions: [condition('Failed', exceeded, 'False')] }),
      expected: { state: 'running', message: 'runs, 0 of its pods have succeeded', startedAt },
    },
  ])('$name', ({ job, expected }) => {
    expect(judgeGateJob(job)).toEqual(expected);
  });
});

describe('hasEnded', () => {
  it.each([
    { conditions: [condition('Complete')], expected: true },
    { conditions: [condition('Failed')], expected: true },
    { conditions: [condition('Failed', {}, 'False')], expected: false },
    { conditions: [condition('FailureTarget')], expected: false },
    { conditions: [], expected: false },
  ])('$conditions is $expected', ({ conditions, expected }) => {
    expect(hasEnded(jobOf({ conditions }))).toBe(expected);
  });
});
