/** Lets others wait for a whole turn that began after they asked. */
export class Turns {
  #begun = 0;
  #waiting: { from: number; resolve: () => void }[] = [];

  /** Takes a turn; whoever waits is told at its end, however it ends. */
  async run<Result>(turn: () => Promise<Result>): Promise<Result> {
    this.#begun += 1;
    const number = this.#begun;
    try {
      return await turn();
    } finally {
      const done = this.#waiting.filter(({ from }) => from < number);
      this.#waiting = this.#waiting.filter(({ from }) => from >= number);
      for (const { resolve } of done) resolve();
    }
  }

  /** Resolves at the end of the next turn that begins. */
  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ from: this.#begun, resolve }));
  }
}
