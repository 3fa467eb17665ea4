import { backoffDelay, type Random } from '../backoff.ts';
import { type Cancel, type Clock, systemClock } from '../clock.ts';
import { messageOf } from '../error-message.ts';
import type { Logger } from '../log/logger.ts';
import type { Metrics } from '../metrics.ts';
import { type Outcome, sameOutcome } from './outcome.ts';
import { reportOutcome } from './report.ts';

export type LoopOptions = {
  name: string;
  /** One pass: read, decide, act, answer. What it throws counts as `failed`. It should end soon after the signal aborts. */
  turn: (signal: AbortSignal) => Promise<Outcome>;
  /** Milliseconds between the end of a turn and the next one. */
  interval: number;
  log: Logger;
  metrics: Metrics;
  clock?: Clock;
  random?: Random;
};

export type Loop = {
  /** Asks for a turn now. While a turn runs, any number of calls bring exactly one more after it. */
  trigger(): void;
  /** Aborts the turn in flight and waits for its end. */
  stop(): Promise<void>;
};

const firstRetry = 1_000;
const longestRetry = 30_000;

/** Takes a turn at once, then after every interval, after every trigger, and sooner after a failure; never two at a time. */
export function startLoop(options: LoopOptions): Loop {
  const loop = new TurnLoop(options);
  loop.trigger();
  return loop;
}

class TurnLoop implements Loop {
  readonly #options: LoopOptions;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #again = false;
  #cancelTimer: Cancel | undefined;
  #failures = 0;
  #last: Outcome | undefined;

  constructor(options: LoopOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
  }

  trigger(): void {
    if (this.#stopping.signal.aborted) return;
    this.#again = true;
    this.#cancelTimer?.();
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#cancelTimer?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    // The caller of startLoop gets its loop before the first turn, which may want to trigger it.
    await Promise.resolve();
    while (this.#again && !this.#stopping.signal.aborted) {
      this.#again = false;
      await this.#turn();
    }
    this.#running = undefined;
    if (this.#stopping.signal.aborted) return;
    this.#cancelTimer = this.#clock.after(this.#delay(), () => this.trigger());
  }

  async #turn(): Promise<void> {
    const { name, log, metrics } = this.#options;
    const stopTimer = metrics.turnSeconds.startTimer({ loop: name });
    const { outcome, error } = await this.#attempt();
    stopTimer();
    // A turn that was told to stop may fail because of that; nobody needs to know.
    if (this.#stopping.signal.aborted && outcome.kind === 'failed') return;
    metrics.turns.inc({ loop: name, kind: outcome.kind });
    if (!sameOutcome(outcome, this.#last)) reportOutcome(log, name, { outcome, before: this.#last, error });
    this.#last = outcome;
    this.#failures = outcome.kind === 'failed' ? this.#failures + 1 : 0;
  }

  async #attempt(): Promise<{ outcome: Outcome; error?: unknown }> {
    try {
      return { outcome: await this.#options.turn(this.#stopping.signal) };
    } catch (error) {
      const facts = { message: messageOf(error) };
      return { outcome: { kind: 'failed', reason: 'unexpected-error', facts }, error };
    }
  }

  #delay(): number {
    const { interval } = this.#options;
    if (this.#failures === 0) return interval;
    const cap = Math.max(longestRetry, interval);
    return backoffDelay(this.#failures, { base: firstRetry, cap, random: this.#random });
  }
}
