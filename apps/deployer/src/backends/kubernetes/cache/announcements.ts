import type { Cancel, Clock, Logger } from '@tribble/service-kit';
import { type Identity, keyOf } from '../objects/identity.ts';

/** Hears what changed in a burst; nothing of it where it was not an object that changed. */
export type Listener = (changed: readonly Identity[]) => void;

type Subscriber = { label: string; listener: Listener; pending: Map<string, Identity>; isWoken: boolean };

/** For so long changes are collected, in milliseconds from the first one. */
const burst = 50;

/** Tells environments, known by the value of their label, what changed: each once in a burst. */
export class Announcements {
  readonly #clock: Clock;
  readonly #log: Logger | undefined;
  readonly #subscribers = new Set<Subscriber>();
  #cancel: Cancel | undefined;

  constructor(clock: Clock, log?: Logger) {
    this.#clock = clock;
    this.#log = log;
  }

  /** Calls the listener for each burst of changes of an environment until the answer is called. */
  subscribe(label: string, listener: Listener): () => void {
    const subscriber: Subscriber = { label, listener, pending: new Map(), isWoken: false };
    this.#subscribers.add(subscriber);
    return () => void this.#subscribers.delete(subscriber);
  }

  /** An object of these environments changed. */
  changed(labels: ReadonlySet<string>, identity: Identity): void {
    this.#each(({ label, pending }) => {
      if (!labels.has(label)) return false;
      pending.set(keyOf(identity), identity);
      return true;
    });
  }

  /** Something changed that is no object, for one environment or for all. */
  wake(label?: string): void {
    this.#each((subscriber) => label === undefined || subscriber.label === label);
  }

  /** Forgets everybody. */
  close(): void {
    this.#subscribers.clear();
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #each(concerns: (subscriber: Subscriber) => boolean): void {
    for (const subscriber of this.#subscribers) {
      if (!concerns(subscriber)) continue;
      subscriber.isWoken = true;
      this.#cancel ??= this.#clock.after(burst, () => this.#tell());
    }
  }

  #tell(): void {
    this.#cancel = undefined;
    for (const subscriber of [...this.#subscribers].filter(({ isWoken }) => isWoken)) {
      const changed = [...subscriber.pending.values()];
      subscriber.pending.clear();
      subscriber.isWoken = false;
      try {
        subscriber.listener(changed);
      } catch (error) {
        this.#log?.error({ err: error, environment: subscriber.label }, 'listener of cluster changes failed');
      }
    }
  }
}
