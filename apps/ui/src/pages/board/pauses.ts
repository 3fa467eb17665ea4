import type { LockReason, State } from '@tribble/api';
import { activeReasons } from '../../components/locks.ts';

/** Why a transition is paused: on its own, and with all others. */
export interface Pauses {
  readonly own: readonly LockReason[];
  readonly all: readonly LockReason[];
}

/** What pauses a transition now. A reason that holds for all is told once, as such. */
export function pausesOf(state: Pick<State, 'paused' | 'transitions'>, name: string, now: number): Pauses {
  const all = activeReasons(state.paused, now);
  const own = activeReasons(state.transitions[name]?.paused ?? [], now).filter(
    (pause) => !all.some((other) => other.reason === pause.reason && other.at === pause.at),
  );
  return { own, all };
}
