import { expect, it } from '@jest/globals';
import { fakeClock } from '@tribble/service-kit/testing';
import { Reading } from './reading.ts';

const start = () => {
  const clock = fakeClock();
  return { clock, reading: new Reading(clock, 5_000) };
};

it('is for every turn that is taken for whatever else', () => {
  const { reading } = start();
  expect([reading.take(), reading.take()]).toEqual([true, true]);
  reading.isWanted = true;
  reading.isAnswered = true;
  expect(reading.take()).toBe(true);
});

it('is not for a turn that is taken because of an answer alone', () => {
  const { reading } = start();
  reading.take();
  reading.isAnswered = true;
  expect(reading.take()).toBe(false);
  expect(reading.take()).toBe(true);
});

it('is not put off by answers that come faster than the interval', async () => {
  const { clock, reading } = start();
  const reads: boolean[] = [];
  for (let count = 0; count < 8; count += 1) {
    reading.isAnswered = true;
    reads.push(reading.take());
    await clock.advance(2_000);
  }
  expect(reads).toEqual([true, false, false, true, false, false, true, false]);
});
