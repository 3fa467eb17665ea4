import type { IncomingHttpHeaders } from 'node:http';
import PQueue from 'p-queue';

export type LimitOptions = {
  /** Requests per second; without it, 50 to servers that do not share out their capacity themselves. */
  qps?: number;
  /** How many requests may come at once; default twice the qps. */
  burst?: number;
  /** How many requests may be under way; default 16. Watches do not count. */
  inFlight?: number;
};

const defaultQps = 50;
const defaultInFlight = 16;

/** Servers with priority and fairness say in each answer which rule a request fell under. */
const fairnessHeader = 'x-kubernetes-pf-flowschema-uid';

/** How much of a server's time a client takes. */
export class RequestLimits {
  readonly inFlight: number;
  readonly #slots: PQueue;
  readonly #pace: PQueue;
  readonly #isGiven: boolean;
  #isFair = false;

  constructor({ qps, burst, inFlight = defaultInFlight }: LimitOptions = {}) {
    const rate = qps ?? defaultQps;
    const intervalCap = burst ?? Math.max(1, 2 * rate);
    this.inFlight = inFlight;
    this.#slots = new PQueue({ concurrency: inFlight });
    // No more than the burst within the time that the rate allows it for, whenever that time begins.
    this.#pace = new PQueue({ intervalCap, interval: (intervalCap / rate) * 1000, strict: true });
    this.#isGiven = qps !== undefined;
  }

  /**
   * Does it when it is its turn; not at all where the signal aborted meanwhile. Nothing listens to the signal while it
   * waits for a slot: with thousands waiting, each would look through all the others.
   */
  run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.#slots.add(async () => {
      signal.throwIfAborted();
      await this.paced(signal);
      return task();
    });
  }

  /** Waits until one more request fits into the rate. */
  async paced(signal: AbortSignal): Promise<void> {
    if (this.#isGiven || !this.#isFair) await this.#pace.add(() => undefined, { signal });
  }

  /** Learns from an answer whether the server needs no rate: it serves each flow by its share. */
  learn(headers: IncomingHttpHeaders): void {
    this.#isFair ||= headers[fairnessHeader] !== undefined;
  }
}
