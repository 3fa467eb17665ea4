/** Calls back once when nothing was heard for so many milliseconds; it does not keep the process alive. */
export class Silence {
  readonly #limit: number;
  readonly #tooLong: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(limit: number, tooLong: () => void) {
    this.#limit = limit;
    this.#tooLong = tooLong;
  }

  /** Something is waited for from now on, or was heard just now. */
  restart(): void {
    if (this.#timer === undefined) this.#timer = setTimeout(this.#tooLong, this.#limit).unref();
    else this.#timer.refresh();
  }

  /** Nothing is waited for. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
