import { type KubernetesObject } from '../objects.ts';

/** One change of one object. */
export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** The resource with its group, such as `deployments.apps`. */
  readonly resource: string;
  readonly revision: number;
  readonly object: KubernetesObject;
  /** The object before the change: selectors need it, and so do lists at an older revision. */
  readonly previous: KubernetesObject | undefined;
}

/** The newest events, oldest first; what falls out is gone, and who asks for it has to list again. */
export class History {
  readonly #capacity: number;
  #events: StoreEvent[] = [];
  #forgottenRevision = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(event: StoreEvent): void {
    this.#events.push(event);
    // Trimming in blocks keeps the cost of one event constant.
    if (this.#events.length < this.#capacity * 2) return;
    const forgotten = this.#events.splice(0, this.#events.length - this.#capacity);
    this.#forgottenRevision = forgotten.at(-1)?.revision ?? this.#forgottenRevision;
  }

  /** The events after a revision, oldest first; undefined when the history no longer reaches back that far. */
  since(revision: number): StoreEvent[] | undefined {
    if (revision < this.#forgottenRevision) return undefined;
    let start = this.#events.length;
    while (start > 0 && (this.#events[start - 1]?.revision ?? 0) > revision) start -= 1;
    return this.#events.slice(start);
  }
}
