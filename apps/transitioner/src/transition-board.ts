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
  /** Why the step could not be performed. */
  failed?: string;
};

/** The status of all transitions. Listeners hear of it only when something in it really changed. */
export class TransitionBoard {
  #status: TransitionerStatus = { order: [], transitions: {}, paused: [], problems: [] };
  #faults: readonly Problem[] = [];
  #failures: readonly Problem[] = [];
  readonly #changed: (status: TransitionerStatus) => void;

  constructor(changed: (status: TransitionerStatus) => void) {
    this.#changed = changed;
  }

  get status(): TransitionerStatus {
    return this.#status;
  }

  /** Takes over a decision. */
  record({ decision, head, problems, done, failed }: Decided): void {
    // A map, because a transition may have a name such as `constructor`, which every object has.
    const before = new Map(Object.entries(this.#status.transitions));
    const transitions = new Map<string, TransitionStatus>();
    for (const name of decision.order) {
      const status = statusOf(name, decision, head.history.runs(name)) ?? before.get(name);
      if (status) transitions.set(name, status);
    }
    if (failed !== undefined && decision.step) {
      const status = statusThatFailed(decision.step.name, decision, failed);
      if (status) transitions.set(decision.step.name, status);
    }
    if (done?.step.kind === 'move') {
      const result = { result: 'Success', commit: done.commit } as const;
      const status = statusAfter(done.step.name, decision, result);
      if (status) transitions.set(done.step.name, status);
    }
    this.#faults = problems;
    this.#publish({
      revision: done?.commit ?? head.snapshot.revision,
      order: [...decision.order],
      transitions: Object.fromEntries(transitions),
      paused: [...decision.paused],
      ...(head.rewritten && { rewritten: head.rewritten }),
      problems: [...this.#failures, ...problems],
    });
  }

  /** Tells why nothing can be performed at all, on top of what is known; undefined once it can be again. */
  tellFailure(failure: Problem | undefined): void {
    this.#failures = failure ? [failure] : [];
    this.#publish({ ...this.#status, problems: [...this.#failures, ...this.#faults] });
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

/** The transition may move, and cannot be. */
function statusThatFailed(name: string, decision: Decision, message: string): TransitionStatus | undefined {
  const entry = decision.transitions.get(name);
  const judged = decision.judged.get(name);
  return entry && judged && transitionStatus(entry, judged, { result: 'Blocked', message });
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
