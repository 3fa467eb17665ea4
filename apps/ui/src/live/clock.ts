import { useSyncExternalStore } from 'react';

const second = 1000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for the whole page, and only while someone looks at a time. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, second);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** What `read` makes of the current time; draws again only when that changes, however often the clock ticks. */
export function useClock<Value extends string | number | boolean>(read: (now: number) => Value): Value {
  return useSyncExternalStore(subscribe, () => read(Date.now()));
}

/** The current time in milliseconds, in steps: for decisions such as whether a lock has expired. */
export function useNow(step = 10 * second): number {
  return useClock((now) => now - (now % step));
}
