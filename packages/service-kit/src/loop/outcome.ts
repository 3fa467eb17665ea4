import { isDeepStrictEqual } from 'node:util';

/**
 * What a turn came to. `blocked` waits for something outside, `stalled` for somebody who edits, `failed` is tried again
 * with backoff.
 */
export type OutcomeKind = 'changed' | 'unchanged' | 'blocked' | 'stalled' | 'failed';

export type Outcome = {
  kind: OutcomeKind;
  /** A short word that stays the same for the same cause, such as `source-in-progress`. */
  reason: string;
  /** What it is about. Nothing that ticks: a new fact is a new log line. */
  facts?: Readonly<Record<string, unknown>>;
};

/** Whether two outcomes say the same. */
export function sameOutcome(one: Outcome | undefined, other: Outcome | undefined): boolean {
  return isDeepStrictEqual(one, other);
}
