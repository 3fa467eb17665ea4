import { backoffDelay, type Random } from '@tribble/service-kit';
import type { Fault } from './fault.ts';

/** How one list or watch went. */
export type Attempt = {
  request: 'list' | 'watch';
  /** `done`: listed, or the server ended the watch in order; `silent`: it should have, and did not. */
  ending: 'done' | 'silent' | Fault;
  /** In milliseconds. */
  lasted: number;
  /** Whether the watch told anything. */
  hasProgressed: boolean;
  /** In seconds, where the server asked to be left alone. */
  retryAfter?: number;
};

/** The next request. `failures` counts those in a row, and comes back with the next attempt. */
export type Continuation = {
  next: 'list' | 'watch';
  /** In milliseconds. */
  after: number;
  failures: number;
  /** Whether the cluster itself may be out of reach. */
  isDoubtful: boolean;
};

/** What to do next. */
export type Step = Continuation | { next: 'stop'; reason: 'forbidden' | 'not-served' };

/** Watches of one kind begin at least so far apart, in milliseconds. */
const spacing = 1_000;

/** What broke after this many milliseconds had worked: much that lies between cuts connections at times. */
const proven = 60_000;

const firstRetry = 1_000;
const longestRetry = 30_000;

/** Decides how a list+watch loop goes on. */
export function nextStep(attempt: Attempt, failuresBefore: number, random: Random): Step {
  const { request, ending, lasted, hasProgressed } = attempt;
  const hasWorked = request === 'watch' && (ending === 'done' || hasProgressed || lasted >= proven);
  const failures = hasWorked ? 0 : failuresBefore;
  if (ending === 'done') {
    const after = request === 'watch' ? restOf(spacing, lasted) : 0;
    return { next: 'watch', after, failures, isDoubtful: false };
  }
  const isRefused = request === 'list' || failures > 0;
  if (ending === 'forbidden' && isRefused) return { next: 'stop', reason: ending };
  if (ending === 'not-served' && request === 'list') return { next: 'stop', reason: ending };
  return retry(attempt, failures + 1, random);
}

/**
 * How it goes on when the cluster answers again: by a list, since it may have been restored from a backup meanwhile, which a
 * watch does not tell. All kinds waited for this moment, so that each takes its own.
 */
export function afterOutage(random: Random): Continuation {
  return { next: 'list', after: Math.round(random() * spacing), failures: 0, isDoubtful: false };
}

function retry(
  { request, ending, lasted, retryAfter = 0 }: Attempt,
  failures: number,
  random: Random,
): Continuation {
  const delay = backoffDelay(failures, { base: firstRetry, cap: longestRetry, random });
  // Too old is what every watch becomes at some time: no reason to wait.
  const isOrdinary = ending === 'gone' && request === 'watch' && failures === 1;
  const wanted = isOrdinary ? restOf(spacing, lasted) : delay;
  // A watch that fails twice may fail for the resourceVersion from which it goes on.
  const resumes = request === 'watch' && ending === 'other' && failures === 1;
  return {
    next: resumes ? 'watch' : 'list',
    after: Math.max(wanted, retryAfter * 1_000),
    failures,
    isDoubtful: ending === 'other' || ending === 'silent',
  };
}

function restOf(whole: number, past: number): number {
  return Math.max(0, whole - past);
}
