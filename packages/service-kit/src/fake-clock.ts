import type { Clock } from './clock.ts';

/** A clock that stands still until a test moves it. */
export type FakeClock = Clock & {
  /** Moves on, calls back all that falls due on the way in its order, and lets the work that this starts proceed. */
  advance(milliseconds: number): Promise<void>;
  /** In how many milliseconds each waiting callback is due, the next one first. */
  waiting(): number[];
};

type Timer = { due: number; callback: () => void };

/** Lets promises that are ready settle, and the I/O that is ready happen. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Makes a clock that starts at the given time. */
export function fakeClock(start: Date | string = '2026-01-01T00:00:00Z'): FakeClock {
  let now = new Date(start).getTime();
  let timers: Timer[] = [];
  const next = () => timers.toSorted((one, other) => one.due - other.due)[0];

  return {
    now: () => new Date(now),
    after: (milliseconds, callback) => {
      const timer = { due: now + milliseconds, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    waiting: () => timers.map(({ due }) => due - now).sort((one, other) => one - other),
    advance: async (milliseconds) => {
      const target = now + milliseconds;
      await settle();
      for (let timer = next(); timer && timer.due <= target; timer = next()) {
        const fired = timer;
        now = Math.max(now, fired.due);
        timers = timers.filter((other) => other !== fired);
        fired.callback();
        await settle();
      }
      now = target;
    },
  };
}
