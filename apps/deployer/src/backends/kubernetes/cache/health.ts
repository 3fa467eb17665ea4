import { backoffDelay, type Cancel, type Clock, type Logger, type Random } from '@tribble/service-kit';
import { isAnswered } from './fault.ts';

type HealthOptions = {
  /** Asks the server something small. */
  probe: () => Promise<unknown>;
  clock: Clock;
  random: Random;
  log?: Logger | undefined;
  /** Called when the cluster went out of reach, and when it came back. */
  changed: () => void;
};

/** Since when and why a cluster does not answer. */
type Outage = { since: Date; message: string };

/** How often a cluster that does not answer is asked, in milliseconds. */
const firstRetry = 1_000;
const longestRetry = 30_000;

/**
 * Whether a cluster answers. A watch that breaks may have reasons of its own; whoever doubts asks here, and one small
 * request answers for all. While the cluster is out of reach only this asks it, and the others wait.
 */
export class Health {
  readonly #options: HealthOptions;
  readonly #waiting = new Set<() => void>();
  #outage: Outage | undefined;
  #checking: Promise<boolean> | undefined;
  #failures = 0;
  #cancel: Cancel | undefined;
  #isClosed = false;

  constructor(options: HealthOptions) {
    this.#options = options;
  }

  outage(): Outage | undefined {
    return this.#outage;
  }

  /** Whether the cluster answers now. */
  check(): Promise<boolean> {
    if (this.#isClosed || this.#outage !== undefined) return Promise.resolve(false);
    const since = this.#options.clock.now();
    this.#checking ??= this.#probe(since).finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  /** The cluster answered somebody. */
  answered(): void {
    this.#failures = 0;
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#outage === undefined) return;
    this.#options.log?.info({ since: this.#outage.since }, 'cluster answers again');
    this.#outage = undefined;
    this.#options.changed();
    for (const recovered of [...this.#waiting]) recovered();
  }

  /** Calls back when the cluster answers again after an outage, until the answer is called. */
  onRecovery(recovered: () => void): () => void {
    this.#waiting.add(recovered);
    return () => void this.#waiting.delete(recovered);
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
    this.#waiting.clear();
  }

  async #probe(since: Date): Promise<boolean> {
    try {
      await this.#options.probe();
    } catch (error) {
      if (!isAnswered(error)) {
        this.#failed(error, since);
        return false;
      }
    }
    if (!this.#isClosed) this.answered();
    return true;
  }

  #failed(error: unknown, since: Date): void {
    if (this.#isClosed) return;
    const { clock, random, log, changed } = this.#options;
    const message = error instanceof Error ? error.message : String(error);
    const isNew = this.#outage === undefined;
    this.#outage = { since: this.#outage?.since ?? since, message };
    this.#failures += 1;
    const delay = backoffDelay(this.#failures, { base: firstRetry, cap: longestRetry, random });
    this.#cancel?.();
    this.#cancel = clock.after(delay, () => void this.#probe(since));
    if (!isNew) return;
    log?.warn({ reason: message }, 'cluster does not answer');
    changed();
  }
}
