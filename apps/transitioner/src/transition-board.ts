import type { Problem, TransitionerStatus, TransitionStatus } from '@tribble/api';
import { type Decision, shownResult, type Step, transitionStatus } from '@tribble/promotion';
import type { Head } from '@tribble/resource-repo';
import type { Run } from '@tribble/resource-repo/format';

/** A decision, the head it was made on, and the commit of the step that it led to. */
export type Decided = {
  decision: Decision;
  head: Pick<Head, 'snapshot' | 'history' | 'rewritten'>;
  /** Everything that is wrong with the settings. */
  problems: readonly Problem[];
  done?: { step: Step; commit: string };
};

/** The status of all transitions. Listeners hear of it only when something in it really changed. */
export class TransitionBoard {
  #status: TransitionerStatus = { order: [], transitions: {}, paused: [], problems: [] };
  readonly #changed: (status: TransitionerStatus) => void;

  constructor(changed: (status: TransitionerStatus) => void) {
    this.#changed = changed;
  }

  get status(): TransitionerStatus {
    return this.#status;
  }

  /** Takes over a decision. */
  record({ decision, head, problems, done }: Decided): void {
    // A map, because a transition may have a name such as `constructor`, which every object has.
    const before = new Map(Object.entries(this.#status.transitions));
    const transitions = new Map<string, TransitionStatus>();
    for (const name of decision.order) {
      const status = statusOf(name, decision, head.history.runs(name)) ?? before.get(name);
      if (status) transitions.set(name, status);
    }
    if (done?.step.kind === 'move') {
      const result = { result: 'Success', commit: done.commit } as const;
      const status = statusAfter(done.step.name, decision, result);
      if (status) transitions.set(done.step.name, status);
    }
    this.#publish({
      revision: done?.commit ?? head.snapshot.revision,
      order: [...decision.order],
      transitions: Object.fromEntries(transitions),
      paused: [...decision.paused],
      ...(head.rewritten && { rewritten: head.rewritten }),
      problems: [...problems],
    });
  }

  #publish(next: TransitionerStatus): void {
    if (JSON.stringify(next) === JSON.stringify(this.#status)) return;
    this.#status = next;
    this.#changed(next);
  }
}

/** Undefined where the transition may move: then what it comes to is not known yet. */
function statusOf(name: string, decision: Decision, runs: readonly Run[]): TransitionStatus | undefined {
  const entry = decision.transitions.get(name);
  const judged = decision.judged.get(name);
  if (entry === undefined || judged === undefined || judged.result === 'pass') return undefined;
  return transitionStatus(entry, judged, shownResult(judged.result, judged.candidate, runs));
}

function statusAfter(
  name: string,
  decision: Decision,
  result: TransitionStatus['result'],
): TransitionStatus | undefined {
  const entry = decision.transitions.get(name);
  const judged = decision.judged.get(name);
  if (entry === undefined || judged === undefined) return undefined;
  const { candidate, ...rest } = judged;
  const left = candidate && { ...candidate, changes: [] };
  return transitionStatus(entry, { ...rest, ...(left && { candidate: left }) }, result);
}
