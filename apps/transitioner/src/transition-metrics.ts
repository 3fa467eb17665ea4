import type { TransitionerStatus, TransitionStatus } from '@tribble/api';
import type { Step } from '@tribble/promotion';
import { Counter, Gauge, type Metrics } from '@tribble/service-kit';

const results: readonly TransitionStatus['result']['result'][] = [
  'Success',
  'Skipped',
  'Blocked',
  'CheckFailed',
];

/** What is counted of transitions. */
export class TransitionMetrics {
  readonly #steps: Counter<'transition' | 'action'>;
  readonly #pending: Gauge<'transition'>;
  readonly #result: Gauge<'transition' | 'result'>;
  readonly #paused: Gauge;
  #known: ReadonlySet<string> = new Set();

  constructor({ registry }: Pick<Metrics, 'registry'>) {
    const registers = [registry];
    this.#steps = new Counter({
      name: 'tribble_transition_commits_total',
      help: 'Commits that were made for a transition: moves, rollbacks and unlocks.',
      labelNames: ['transition', 'action'],
      registers,
    });
    this.#pending = new Gauge({
      name: 'tribble_transition_pending',
      help: 'Resources that wait to be moved by a transition.',
      labelNames: ['transition'],
      registers,
    });
    this.#result = new Gauge({
      name: 'tribble_transition_result',
      help: '1 for the result that a transition came to last.',
      labelNames: ['transition', 'result'],
      registers,
    });
    this.#paused = new Gauge({
      name: 'tribble_transitions_paused',
      help: '1 while all transitions are paused.',
      registers,
    });
  }

  /** Takes over the newest status. */
  observe({ transitions, paused }: TransitionerStatus): void {
    const now = new Set(Object.keys(transitions));
    for (const name of this.#known) if (!now.has(name)) this.#remove(name);
    this.#known = now;
    for (const [transition, { pending, morePending = 0, result }] of Object.entries(transitions)) {
      this.#pending.set({ transition }, pending.length + morePending);
      for (const each of results)
        this.#result.set({ transition, result: each }, each === result.result ? 1 : 0);
    }
    this.#paused.set(paused.length > 0 ? 1 : 0);
  }

  /** Counts a commit. */
  count({ name, kind }: Pick<Step, 'name' | 'kind'>): void {
    this.#steps.inc({ transition: name, action: kind });
  }

  #remove(transition: string): void {
    this.#pending.remove({ transition });
    for (const result of results) this.#result.remove({ transition, result });
  }
}
