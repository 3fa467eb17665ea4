import { describe, expect, it } from '@jest/globals';
import { fakeClock } from './fake-clock.ts';

describe('fakeClock', () => {
  it('stands still until it is moved', async () => {
    const clock = fakeClock('2026-11-21T09:00:00Z');
    expect(clock.now()).toEqual(new Date('2026-11-21T09:00:00Z'));
    await clock.advance(1_500);
    expect(clock.now()).toEqual(new Date('2026-11-21T09:00:01.500Z'));
  });

  it('calls back in the order of time, at the time, also what a callback asks for on the way', async () => {
    const clock = fakeClock(new Date(0));
    const calls: [string, number][] = [];
    const call = (name: string) => () => void calls.push([name, clock.now().getTime()]);
    clock.after(200, call('late'));
    clock.after(100, () => {
      call('early')();
      clock.after(50, call('between'));
    });
    const cancel = clock.after(120, call('cancelled'));
    cancel();
    await clock.advance(199);
    expect(calls).toEqual([
      ['early', 100],
      ['between', 150],
    ]);
    expect(clock.waiting()).toEqual([1]);
    await clock.advance(1);
    expect(calls.at(-1)).toEqual(['late', 200]);
  });
});
