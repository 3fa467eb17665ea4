import type { TransitionerStatus, TransitionStatus } from '@tribble/api';
import type { Decision } from './core/decide.ts';

/** The status of all transitions. Listeners hear of it only when something in it really changed. */
export class TransitionBoard {
  #status: TransitionerStatus = { order: [], transitions: {}, problems: [] };
  readonly #changed: (status: TransitionerStatus) => void;

  constructor(changed: (status: TransitionerStatus) => void) {
    this.#changed = changed;
  }

  get status(): TransitionerStatus {
    return this.#status;
  }

  /** Takes over a decision on a revision; `commit` is the one that performed its move. */
  record(revision: string, { order, statuses, move, problems }: Decision, commit?: string): void {
    // A map, because a transition may have a name such as `constructor`, which every object has.
    const before = new Map(Object.entries(this.#status.transitions));
    const transitions = new Map<string, TransitionStatus>();
    for (const name of order) {
      const status = statuses.get(name) ?? before.get(name);
      if (status) transitions.set(name, keepSuccess(before.get(name), status));
    }
    if (move && commit !== undefined) {
      const { source, target } = move.transition;
      const result = { result: 'Success', commit } as const;
      const leftOut = [...move.candidate.leftOut];
      transitions.set(move.name, { source, target, result, pending: [], leftOut });
    }
    const next: TransitionerStatus = {
      revision,
      order,
      transitions: Object.fromEntries(transitions),
      problems,
    };
    if (JSON.stringify(next) === JSON.stringify(this.#status)) return;
    this.#status = next;
    this.#changed(next);
  }
}

/** That nothing is left to do after a success is no news: the success is what people look for. */
function keepSuccess(before: TransitionStatus | undefined, now: TransitionStatus): TransitionStatus {
  const hasNoChange = now.result.result === 'Skipped' && now.result.reason === 'NoChange';
  return hasNoChange && before?.result.result === 'Success' ? { ...now, result: before.result } : now;
}
