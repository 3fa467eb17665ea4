import { describe, expect, it } from '@jest/globals';
import { afterOutage, type Attempt, nextStep, type Step } from './next-step.ts';

const attempt = (request: Attempt['request'], ending: Attempt['ending'], more: Partial<Attempt> = {}) => ({
  request,
  ending,
  lasted: 100,
  hasProgressed: false,
  ...more,
});
const step = (next: 'list' | 'watch', after: number, failures: number, isDoubtful = false) => ({
  next,
  after,
  failures,
  isDoubtful,
});

/** The longest delays. */
const random = () => 0.999_999;

describe('the next step', () => {
  const table: { name: string; given: Attempt; failures?: number; expected: Step }[] = [
    { name: 'a list is watched', given: attempt('list', 'done'), expected: step('watch', 0, 0) },
    {
      name: 'a list does not excuse the watch that failed before',
      given: attempt('list', 'done'),
      failures: 3,
      expected: step('watch', 0, 3),
    },
    {
      name: 'a watch that ended goes on, a second after it began',
      given: attempt('watch', 'done'),
      failures: 3,
      expected: step('watch', 900, 0),
    },
    {
      name: 'a long watch that ended goes on at once',
      given: attempt('watch', 'done', { lasted: 300_000 }),
      expected: step('watch', 0, 0),
    },
    {
      name: 'a watch that hangs may have lost its place',
      given: attempt('watch', 'silent', { lasted: 630_000 }),
      failures: 2,
      expected: step('list', 1_000, 1, true),
    },
    {
      name: 'a watch that is too old is listed without delay',
      given: attempt('watch', 'gone', { lasted: 5_000 }),
      expected: step('list', 0, 1),
    },
    {
      name: 'a watch that is too old at once is listed a second later',
      given: attempt('watch', 'gone'),
      expected: step('list', 900, 1),
    },
    {
      name: 'a watch that is too old again and again waits',
      given: attempt('watch', 'gone'),
      failures: 2,
      expected: step('list', 4_000, 3),
    },
    {
      name: 'a list that is too old is tried again',
      given: attempt('list', 'gone'),
      expected: step('list', 1_000, 1),
    },
    {
      name: 'a watch that fails once goes on where it was',
      given: attempt('watch', 'other'),
      expected: step('watch', 1_000, 1, true),
    },
    {
      name: 'a watch that fails twice is listed anew',
      given: attempt('watch', 'other'),
      failures: 1,
      expected: step('list', 2_000, 2, true),
    },
    {
      name: 'a watch that told something has worked',
      given: attempt('watch', 'other', { hasProgressed: true }),
      failures: 5,
      expected: step('watch', 1_000, 1, true),
    },
    {
      name: 'a watch that lasted a minute has worked',
      given: attempt('watch', 'other', { lasted: 60_000 }),
      failures: 5,
      expected: step('watch', 1_000, 1, true),
    },
    {
      name: 'a list that fails is tried again',
      given: attempt('list', 'other', { lasted: 90_000 }),
      failures: 2,
      expected: step('list', 4_000, 3, true),
    },
    {
      name: 'no delay is longer than half a minute',
      given: attempt('list', 'other'),
      failures: 40,
      expected: step('list', 30_000, 41, true),
    },
    {
      name: 'a server that asks for it is left alone for longer',
      given: attempt('list', 'other', { retryAfter: 45 }),
      expected: step('list', 45_000, 1, true),
    },
    {
      name: 'a list that is forbidden stops',
      given: attempt('list', 'forbidden'),
      expected: { next: 'stop', reason: 'forbidden' },
    },
    {
      name: 'a watch that is forbidden is listed, since a server that starts does not know all rights yet',
      given: attempt('watch', 'forbidden', { hasProgressed: true }),
      failures: 4,
      expected: step('list', 1_000, 1),
    },
    {
      name: 'a watch that is forbidden although the list is not stops',
      given: attempt('watch', 'forbidden'),
      failures: 1,
      expected: { next: 'stop', reason: 'forbidden' },
    },
    {
      name: 'a list of a kind that is not served stops',
      given: attempt('list', 'not-served'),
      expected: { next: 'stop', reason: 'not-served' },
    },
    {
      name: 'a watch of a kind that is not served is listed',
      given: attempt('watch', 'not-served'),
      failures: 1,
      expected: step('list', 2_000, 2),
    },
  ];

  it.each(table)('$name', ({ given, failures = 0, expected }) => {
    expect(nextStep(given, failures, random)).toEqual(expected);
  });

  it('is half as far away at least', () => {
    expect(nextStep(attempt('list', 'other'), 2, () => 0)).toEqual(step('list', 2_000, 3, true));
  });

  it('after an outage is a list, some time within a second', () => {
    expect(afterOutage(() => 0.25)).toEqual(step('list', 250, 0));
  });
});
