import type { Clock } from '@tribble/service-kit';

/** Why a request was given up. */
export class LateError extends Error {
  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds / 1000} s`);
    this.name = 'LateError';
  }
}

/** A signal for one piece of work. AbortSignal.any would hold on to the long-lived signals of the client. */
export type Deadline = {
  signal: AbortSignal;
  /** Time no longer matters; the other signals still do. */
  lift(): void;
  /** The work is over: lets go of everything. */
  release(): void;
};

/** A signal that aborts when so much time has passed, or when one of the others does. */
export function deadline(clock: Clock, milliseconds: number, others: readonly AbortSignal[]): Deadline {
  const controller = new AbortController();
  const lift = clock.after(milliseconds, () => controller.abort(new LateError(milliseconds)));
  const links = others.map((signal) => {
    const abort = () => controller.abort(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    return () => signal.removeEventListener('abort', abort);
  });
  const release = () => {
    lift();
    for (const unlink of links) unlink();
  };
  return { signal: controller.signal, lift, release };
}

/** Waits; rejects with the signal's reason where that aborts. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      cancel();
      reject(reasonOf(signal));
    };
    const cancel = clock.after(milliseconds, () => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted');
}
