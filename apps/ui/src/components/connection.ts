import type { State } from '@tribble/api';
import type { Connection } from '../live/fold.ts';

/** For how long an interruption is only an interruption, in milliseconds. */
const patience = 10_000;

/** In which of four ways the page stands with the aggregator. */
export type ConnectionWord = 'connecting' | 'live' | 'reconnecting' | 'stale';

/** A short interruption is `reconnecting`; after a while what is shown is `stale`. */
export function connectionWord({ phase, since }: Connection, now: number): ConnectionWord {
  if (phase !== 'interrupted') return phase;
  return now - since < patience ? 'reconnecting' : 'stale';
}

/** A part of the system which does not report, and since when. */
export interface SilentPart {
  readonly part: string;
  readonly state: 'unreachable' | 'waiting';
  readonly since: string;
  readonly message?: string;
}

const parts = ['repository', 'deployer', 'transitioner'] as const;

/** The parts whose facts on the board may be old. */
export function silentParts(freshness: State['freshness']): SilentPart[] {
  return parts.flatMap((part) => {
    const { state, since, message } = freshness[part];
    return state === 'live' ? [] : [{ part, state, since, ...(message !== undefined && { message }) }];
  });
}
