import type { Clock } from '@tribble/service-kit';

/**
 * Whether a turn asks the remote. One that is taken only because a gate was answered need not: a service that answers something
 * else each time would cost a git process each time. But answers never put off what the interval asks for.
 */
export class Reading {
  readonly #clock: Clock;
  readonly #interval: number;
  /** Something asked for the next turn that may have changed what is in git. */
  isWanted = false;
  /** An answer asked for the next turn. */
  isAnswered = false;
  #readAt = -Infinity;

  constructor(clock: Clock, interval: number) {
    this.#clock = clock;
    this.#interval = interval;
  }

  /** Tells it of the turn that begins now. */
  take(): boolean {
    const now = this.#clock.now().getTime();
    const isOnlyAnswered = this.isAnswered && !this.isWanted && now - this.#readAt < this.#interval;
    this.isAnswered = false;
    this.isWanted = false;
    if (!isOnlyAnswered) this.#readAt = now;
    return !isOnlyAnswered;
  }
}
