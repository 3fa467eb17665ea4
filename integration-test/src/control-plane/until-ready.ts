import { setTimeout as delay } from 'node:timers/promises';
import { ControlPlaneError } from './control-plane-error.ts';
import type { Daemon } from './daemon.ts';

/** How long a program may take to become ready: machines are shared. */
const patience = 120_000;

/**
 * Waits until a program does what it is for. An error of `isReady` counts as "not yet"; a program that ends, or is not
 * ready in time, is an error that shows the end of its log.
 */
export async function untilReady(
  daemon: Daemon,
  isReady: () => Promise<boolean>,
  signal?: AbortSignal,
): Promise<void> {
  const end = performance.now() + patience;
  let seen = 'no answer';
  while (performance.now() < end) {
    signal?.throwIfAborted();
    if (!daemon.isRunning) throw await failure(daemon, 'ended while it was starting');
    try {
      if (await isReady()) return;
      seen = 'not ready yet';
    } catch (error) {
      seen = error instanceof Error ? error.message : String(error);
    }
    await delay(100);
  }
  throw await failure(daemon, `was not ready after ${patience / 1000} s (seen last: ${seen})`);
}

async function failure(daemon: Daemon, what: string): Promise<ControlPlaneError> {
  return new ControlPlaneError(`${daemon.name} ${what}. The end of its log:\n${await daemon.logTail()}`);
}
