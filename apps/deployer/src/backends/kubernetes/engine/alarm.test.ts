import { describe, expect, it } from '@jest/globals';
import { fakeClock } from '@tribble/service-kit/testing';
import { Alarm } from './alarm.ts';

function alarmOf() {
  const clock = fakeClock();
  const rung: number[] = [];
  const start = clock.now().getTime();
  const alarm = new Alarm(clock, () => rung.push(clock.now().getTime() - start));
  const at = (milliseconds: number) => alarm.set(new Date(start + milliseconds));
  return { clock, rung, alarm, at };
}

describe('an alarm', () => {
  it.each<[string, number[], number[]]>([
    ['goes off at its time', [100], [100]],
    ['goes off once, at the earliest of several times', [300, 100, 200], [100]],
    ['goes off at once for a time that is over', [-50], [0]],
  ])('%s', async (_, times, expected) => {
    const { clock, rung, at } = alarmOf();
    times.forEach(at);
    await clock.advance(1_000);
    expect(rung).toEqual(expected);
  });

  it('can be set again when it went off, and cleared', async () => {
    const { clock, rung, alarm, at } = alarmOf();
    at(100);
    await clock.advance(200);
    at(300);
    await clock.advance(200);
    at(500);
    alarm.clear();
    await clock.advance(1_000);
    expect(rung).toEqual([100, 300]);
  });
});
