import { expect, it } from '@jest/globals';
import { fakeClock } from '@tribble/service-kit/testing';
import { Waker } from './waker.ts';

function start() {
  const clock = fakeClock(new Date('2026-11-21T12:00:00Z'));
  const woken: string[] = [];
  const waker = new Waker(clock, () => woken.push(clock.now().toISOString()));
  return { clock, woken, waker };
}

it('wakes at the time, once', async () => {
  const { clock, woken, waker } = start();
  waker.wakeAt('2026-11-21T12:00:10.000Z');
  await clock.advance(9_999);
  expect(woken).toEqual([]);
  await clock.advance(60_000);
  expect(woken).toEqual(['2026-11-21T12:00:10.000Z']);
});

it('forgets the earlier time for a later call', async () => {
  const { clock, woken, waker } = start();
  waker.wakeAt('2026-11-21T12:00:10.000Z');
  waker.wakeAt(undefined);
  await clock.advance(60_000);
  expect(woken).toEqual([]);
});

it('does not wake at once for a time that has passed', async () => {
  const { clock, woken, waker } = start();
  waker.wakeAt('2026-11-21T11:00:00.000Z');
  expect(woken).toEqual([]);
  await clock.advance(100);
  expect(woken).toHaveLength(1);
});

it('does not wake once closed', async () => {
  const { clock, woken, waker } = start();
  waker.wakeAt('2026-11-21T12:00:10.000Z');
  waker.close();
  await clock.advance(60_000);
  expect(woken).toEqual([]);
});
