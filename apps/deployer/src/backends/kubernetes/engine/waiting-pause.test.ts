import { expect, it } from '@jest/globals';
import { WaitingPause } from './waiting-pause.ts';

it('what is waited for is looked for less and less often, and soon again when something changes', () => {
  const waiting = new WaitingPause();
  let now = 0;
  const pauses = (state: string, times: number) =>
    Array.from({ length: times }, () => {
      const at = waiting.nextAt(state, new Date(now)).getTime();
      const pause = at - now;
      now = at;
      return pause / 1_000;
    });
  expect(pauses('a', 7)).toEqual([1, 2, 4, 8, 16, 30, 30]);
  expect(pauses('b', 2)).toEqual([1, 2]);
});

it('a turn in between does not put it off', () => {
  const waiting = new WaitingPause();
  expect(waiting.nextAt('a', new Date(0))).toEqual(new Date(1_000));
  expect(waiting.nextAt('a', new Date(900))).toEqual(new Date(1_000));
});
