import { setTimeout as delay } from 'node:timers/promises';

/** How long a condition may take, and how often it is looked at, in milliseconds. */
export type Patience = { timeout?: number; interval?: number; signal?: AbortSignal };

/**
 * Waits until `check` gives a value, and gives that. An error of `check` counts as "not yet". Throws after the time is up,
 * with what was waited for and what was seen last.
 */
export async function waitUntil<T>(
  what: string,
  check: () => Promise<T | undefined | false> | T | undefined | false,
  { timeout = 30_000, interval = 50, signal }: Patience = {},
): Promise<T> {
  const end = performance.now() + timeout;
  let seen = 'nothing';
  while (performance.now() < end) {
    signal?.throwIfAborted();
    try {
      const value = await check();
      if (value !== undefined && value !== false) return value;
      seen = 'not yet';
    } catch (error) {
      seen = error instanceof Error ? error.message : String(error);
    }
    await delay(interval);
  }
  throw new Error(`Waited ${timeout / 1000} s in vain until ${what}. Seen last: ${seen}`);
}
