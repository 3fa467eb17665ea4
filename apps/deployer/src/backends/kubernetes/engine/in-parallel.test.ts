import { describe, expect, it } from '@jest/globals';
import { BackendError } from '../../backend.ts';
import { ApiError } from '../api/api-error.ts';
import { inParallel, Patience } from './in-parallel.ts';

const refusal = (transient: boolean) =>
  new ApiError('no', transient, {
    status: transient ? 503 : 422,
    reason: '',
    causes: [],
    serverMessage: 'no',
    isStatus: true,
    isTypedPatchFault: false,
  });

describe('work in parallel', () => {
  it('gives the results in order, with a bounded number at a time', async () => {
    let [now, most] = [0, 0];
    const numbers = Array.from({ length: 500 }, (_, index) => index);
    const doubled = await inParallel(numbers, async (number) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return number * 2;
    });
    expect(doubled).toEqual(numbers.map((number) => number * 2));
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(64);
  });

  it('begins nothing more when one fails, and waits for what was begun', async () => {
    const [begun, ended] = [new Set<number>(), new Set<number>()];
    const work = inParallel(Array(500).keys(), async (number) => {
      begun.add(number);
      await new Promise((resolve) => setImmediate(resolve));
      if (number === 3) throw new Error('three');
      ended.add(number);
    });
    await expect(work).rejects.toThrow('three');
    expect(begun.size).toBeLessThan(500);
    expect(ended.size).toBe(begun.size - 1);
  });
});

describe('patience', () => {
  it('ends where the server does not answer', () => {
    const error = new BackendError('ECONNREFUSED', true);
    expect(() => new Patience().check(error)).toThrow(error);
  });

  it.each([
    ['has no end for what an edit mends', false, 1_000],
    ['bears some refusals that may pass', true, 20],
  ])('%s', (_, transient, times) => {
    const patience: Patience = new Patience();
    expect(() => {
      for (let time = 0; time < times; time += 1) patience.check(refusal(transient));
    }).not.toThrow();
  });

  it('ends with one refusal too many', () => {
    const patience: Patience = new Patience();
    const errors = Array.from({ length: 21 }, () => refusal(true));
    expect(() => errors.forEach((error) => patience.check(error))).toThrow(errors[20]);
  });
});
