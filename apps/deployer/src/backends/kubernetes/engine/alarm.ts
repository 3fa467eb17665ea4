import type { Cancel, Clock } from '@tribble/service-kit';

/** Wakes an environment where time alone changes something. It goes off once, at the earliest of the times that it was given. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #at: number | undefined;
  #cancel: Cancel | undefined;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** Sets the alarm; one that is set to an earlier time stays. */
  set(at: Date): void {
    if (this.#at !== undefined && this.#at <= at.getTime()) return;
    this.clear();
    this.#at = at.getTime();
    const delay = Math.max(0, at.getTime() - this.#clock.now().getTime());
    this.#cancel = this.#clock.after(delay, () => {
      this.#at = undefined;
      this.#ring();
    });
  }

  clear(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#at = undefined;
  }
}
