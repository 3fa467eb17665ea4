import type { Cancel, Clock } from '@tribble/service-kit';

/** A wake-up that is due already, or almost, would else come again and again without a pause. */
const shortest = 100;

/** Calls back once at a time; a later call replaces the earlier one. */
export class Waker {
  readonly #clock: Clock;
  readonly #wake: () => void;
  #cancel: Cancel | undefined;

  constructor(clock: Clock, wake: () => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  /** Wakes at this time, as ISO 8601; not at all where it is undefined. */
  wakeAt(time: string | undefined): void {
    this.close();
    if (time === undefined) return;
    const left = Date.parse(time) - this.#clock.now().getTime();
    this.#cancel = this.#clock.after(Math.max(left, shortest), this.#wake);
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
