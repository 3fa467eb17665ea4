export type BufferLimits = {
  /** How many events are kept. */
  events: number;
  /** How many bytes they may take together. */
  bytes: number;
};

/** The newest numbered events, as they go over the wire. */
export class EventBuffer {
  readonly #limits: BufferLimits;
  #frames: Buffer[] = [];
  #bytes = 0;
  #last = 0;

  constructor(limits: BufferLimits) {
    this.#limits = limits;
  }

  /** The number of the newest event; 0 before the first one. */
  get last(): number {
    return this.#last;
  }

  /** Takes the event that follows. */
  add(frame: Buffer): void {
    this.#last += 1;
    this.#frames.push(frame);
    this.#bytes += frame.length;
    while (this.#frames.length > this.#limits.events || this.#bytes > this.#limits.bytes) {
      this.#bytes -= this.#frames.shift()?.length ?? 0;
    }
  }

  /** The events after the one of this number; undefined where they are not all here. */
  after(number: number): Buffer[] | undefined {
    const missed = this.#last - number;
    if (missed < 0 || missed > this.#frames.length) return undefined;
    return missed === 0 ? [] : this.#frames.slice(-missed);
  }
}
