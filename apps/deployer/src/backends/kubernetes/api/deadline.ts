import type { Clock } from '@tribble/service-kit';

/** Why a request was given up. */
export class LateError extends Error {
  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds / 1000} s`);
    this.name = 'LateError';
  }
}

/** A signal that aborts with others. AbortSignal.any would hold on to those that live as long as the client. */
export type Link = {
  signal: AbortSignal;
  /** Aborts it alone. */
  abort: (reason: Error) => void;
  /** The work is over: lets go of the others. */
  release: () => void;
};

/** A signal that aborts as soon as one of the others does, for the same reason. */
export function linked(others: readonly AbortSignal[]): Link {
  const controller = new AbortController();
  const links = others.map((signal) => {
    const abort = () => controller.abort(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    return () => signal.removeEventListener('abort', abort);
  });
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    release: () => links.forEach((unlink) => unlink()),
  };
}

/** A signal for one piece of work that may take only so long. */
export type Deadline = Omit<Link, 'abort'> & {
  /** Time no longer matters; the other signals still do. */
  lift: () => void;
};

/** A signal that aborts when so much time has passed, or when one of the others does. */
export function deadline(clock: Clock, milliseconds: number, ...others: readonly AbortSignal[]): Deadline {
  const { signal, abort, release } = linked(others);
  const lift = clock.after(milliseconds, () => abort(new LateError(milliseconds)));
  return {
    signal,
    lift,
    release: () => {
      lift();
      release();
    },
  };
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
