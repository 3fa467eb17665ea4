import type { Decision, Facts } from '@tribble/promotion';
import type { ResourceRepo } from '@tribble/resource-repo';
import type { Clock, Outcome } from '@tribble/service-kit';
import { Failing } from './failing.ts';
import { reconcile, type TransitionerContext, type Turn } from './reconcile.ts';
import { rewriteTeller } from './rewrite-teller.ts';
import type { TransitionMetrics } from './transition-metrics.ts';
import { failedOutcome, turnFailure } from './turn-failure.ts';
import { Waker } from './waker.ts';

export type TurnTakerOptions = TransitionerContext & {
  repo: Pick<ResourceRepo, 'head'>;
  ofTransitions: TransitionMetrics;
  clock: Clock;
  /** Asks for another turn. */
  again: () => void;
};

/** Takes turns, one after the other, and remembers what the newest one went by. */
export class TurnTaker {
  readonly #options: TurnTakerOptions;
  readonly #waker: Waker;
  readonly #failing: Failing;
  readonly #tellRewrite: ReturnType<typeof rewriteTeller>;
  #facts: Facts | undefined;
  #decision: Decision | undefined;
  #endedAt = -Infinity;

  constructor(options: TurnTakerOptions) {
    const { board, clock, log, again, now } = options;
    this.#options = options;
    this.#waker = new Waker(clock, again);
    this.#failing = new Failing({ board, branch: () => this.#branch, now });
    this.#tellRewrite = rewriteTeller(log);
  }

  /** What the newest decision was made of, as of then. */
  get facts(): Facts | undefined {
    return this.#facts;
  }

  get decision(): Decision | undefined {
    return this.#decision;
  }

  /** When the newest turn ended, in milliseconds. */
  get endedAt(): number {
    return this.#endedAt;
  }

  /** Why nothing can be performed; undefined while all is well. */
  get failure(): Failing['problem'] {
    return this.#failing.problem;
  }

  /** Takes one, on what the remote has now, or else on the head that is known. */
  async turn({ reads }: { reads: boolean }): Promise<Outcome> {
    const { repo, ofTransitions, again } = this.#options;
    // What failed is only known to be over when it was tried again.
    const turn = await this.#attempt(reads || this.failure !== undefined);
    const { outcome, facts, decision, until, done, failure } = turn;
    this.#endedAt = this.#options.clock.now().getTime();
    if (done) ofTransitions.count(done);
    this.#facts = facts ?? this.#facts;
    this.#decision = decision ?? this.#decision;
    this.#waker.wakeAt(until);
    this.#tellRewrite(repo.head?.rewritten);
    this.#failing.observe(failure);
    // For its stack in the log: nobody foresaw it.
    if (failure?.reason === 'unexpected-error') throw failure.error;
    // One step a turn: the next transition is judged on the new head at once.
    if (outcome.kind === 'changed') again();
    return outcome;
  }

  /** Time wakes nobody any more. */
  close(): void {
    this.#waker.close();
  }

  get #branch(): string {
    return this.#options.repo.head?.branch ?? 'HEAD';
  }

  /** What fails before a decision is a turn as well: what was known stays. */
  async #attempt(reads: boolean): Promise<Turn> {
    const { repo } = this.#options;
    try {
      const head = reads ? undefined : repo.head;
      return await reconcile(this.#options, () => (head ? Promise.resolve(head) : repo.fetch()));
    } catch (error) {
      const failure = turnFailure(error, this.#branch);
      return { outcome: failedOutcome(failure), failure };
    }
  }
}
