import type { Clock } from '@tribble/service-kit';
import type { Health } from './health.ts';

/** Waits so many milliseconds, or until the signal aborts. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0) return Promise.resolve();
  return firstOf(signal, (end) => clock.after(milliseconds, end));
}

/** Waits until the cluster answers again, or until the signal aborts. */
export function recovery(health: Health, signal: AbortSignal): Promise<void> {
  if (health.outage() === undefined) return Promise.resolve();
  return firstOf(signal, (end) => health.onRecovery(end));
}

/** Calls back when the signal aborts, until the answer is called. */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  signal.addEventListener('abort', callback);
  return () => signal.removeEventListener('abort', callback);
}

function firstOf(signal: AbortSignal, begin: (end: () => void) => () => void): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      forgetAbort();
      forget();
      resolve();
    };
    const forgetAbort = onAbort(signal, end);
    const forget = begin(end);
  });
}
