const firstPause = 1_000;
const longestPause = 30_000;

/** When to look again for something that nobody tells of: after one second, then two, then four, up to half a minute. */
export class WaitingPause {
  #state: string | undefined;
  #pause = firstPause;
  #at = 0;

  /** The next time; from the beginning where the state is another one than before. */
  nextAt(state: string, now: Date): Date {
    const time = now.getTime();
    if (state !== this.#state) this.#pause = firstPause;
    else if (time < this.#at) return new Date(this.#at);
    else this.#pause = Math.min(this.#pause * 2, longestPause);
    this.#state = state;
    this.#at = time + this.#pause;
    return new Date(this.#at);
  }
}
