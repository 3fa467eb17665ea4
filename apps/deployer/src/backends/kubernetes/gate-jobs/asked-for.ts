/** How long a Job counts as asked for after the last question, in milliseconds: whoever waits for it asks far more often. */
const patience = 10 * 60_000;

/** Which Jobs somebody waits for. Nobody knows who asked before this process began: until its patience is over, all count. */
export class AskedFor {
  readonly #now: () => Date;
  readonly #since: number;
  readonly #asked = new Map<string, number>();

  constructor(now: () => Date) {
    this.#now = now;
    this.#since = now().getTime();
  }

  note(name: string): void {
    const now = this.#now().getTime();
    for (const [known, at] of this.#asked) if (now - at > patience) this.#asked.delete(known);
    this.#asked.set(name, now);
  }

  has(name: string): boolean {
    return this.#now().getTime() - (this.#asked.get(name) ?? this.#since) <= patience;
  }
}
