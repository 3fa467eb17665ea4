import { type KubernetesObject } from '../objects.ts';
import { History, type StoreEvent } from './history.ts';

/** An object together with the resource that it is stored under. */
export interface StoredObject {
  readonly resource: string;
  readonly object: KubernetesObject;
}

/** Called after each change, in the order of the changes. */
export type StoreListener = (event: StoreEvent) => void;

const keyOf = (namespace: string, name: string) => `${namespace}/${name}`;
const keyOfObject = ({ metadata }: KubernetesObject) => keyOf(metadata.namespace ?? '', metadata.name);

/**
 * All objects in memory, with one revision counter and a bounded history, like etcd behind a real API server. It knows no
 * kinds and no rules; it only keeps objects, numbers changes and tells its listeners.
 */
export class Store {
  readonly #resources = new Map<string, Map<string, KubernetesObject>>();
  readonly #byUid = new Map<string, StoredObject>();
  readonly #dependents = new Map<string, Map<string, StoredObject>>();
  readonly #listeners = new Set<StoreListener>();
  readonly #history: History;
  #revision = 0;

  constructor(historyCapacity = 5000) {
    this.#history = new History(historyCapacity);
  }

  /** The revision of the newest change. */
  get revision(): number {
    return this.#revision;
  }

  get(resource: string, namespace: string, name: string): KubernetesObject | undefined {
    return this.#resources.get(resource)?.get(keyOf(namespace, name));
  }

  getByUid(uid: string): StoredObject | undefined {
    return this.#byUid.get(uid);
  }

  /** The objects of a resource, of one namespace or of all, in the order of etcd's keys. */
  list(resource: string, namespace?: string): KubernetesObject[] {
    return sorted(this.#resources.get(resource) ?? new Map<string, KubernetesObject>(), namespace);
  }

  /** The list as it was at an older revision; undefined when the history no longer reaches back that far. */
  listAt(resource: string, namespace: string | undefined, revision: number): KubernetesObject[] | undefined {
    const events = this.#history.since(revision);
    if (!events) return undefined;
    const objects = new Map(this.#resources.get(resource));
    for (const event of events.reverse()) {
      if (event.resource !== resource) continue;
      if (event.previous) objects.set(keyOfObject(event.previous), event.previous);
      else objects.delete(keyOfObject(event.object));
    }
    return sorted(objects, namespace);
  }

  /** The objects whose owner references name this uid. */
  dependentsOf(uid: string): StoredObject[] {
    return [...(this.#dependents.get(uid)?.values() ?? [])];
  }

  /** Creates or replaces an object and returns it with its new resource version. */
  put(resource: string, object: KubernetesObject): KubernetesObject {
    const objects = this.#resources.get(resource) ?? new Map<string, KubernetesObject>();
    this.#resources.set(resource, objects);
    const key = keyOfObject(object);
    const previous = objects.get(key);
    const stored = this.#numbered(object);
    objects.set(key, stored);
    this.#index(resource, previous, stored);
    this.#publish({ type: previous ? 'MODIFIED' : 'ADDED', resource, object: stored, previous });
    return stored;
  }

  /** Removes an object and returns its last state, numbered with the revision of the removal. */
  remove(resource: string, object: KubernetesObject): KubernetesObject {
    const objects = this.#resources.get(resource);
    const previous = objects?.get(keyOfObject(object));
    if (!objects || !previous) return object;
    objects.delete(keyOfObject(object));
    this.#index(resource, previous, undefined);
    const removed = this.#numbered(previous);
    this.#publish({ type: 'DELETED', resource, object: removed, previous });
    return removed;
  }

  /** The changes after a revision; undefined when the history no longer reaches back that far. */
  eventsSince(revision: number): StoreEvent[] | undefined {
    return this.#history.since(revision);
  }

  /** Listens to all changes; call the returned function to stop. */
  subscribe(listener: StoreListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #numbered(object: KubernetesObject): KubernetesObject {
    this.#revision += 1;
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(this.#revision) } };
  }

  #publish(change: Omit<StoreEvent, 'revision'>): void {
    const event = { ...change, revision: this.#revision };
    this.#history.add(event);
    for (const listener of [...this.#listeners]) listener(event);
  }

  #index(resource: string, previous: KubernetesObject | undefined, next: KubernetesObject | undefined): void {
    if (previous) {
      const uid = previous.metadata.uid ?? '';
      this.#byUid.delete(uid);
      for (const owner of previous.metadata.ownerReferences ?? []) {
        const dependents = this.#dependents.get(owner.uid);
        dependents?.delete(uid);
        if (dependents?.size === 0) this.#dependents.delete(owner.uid);
      }
    }
    if (!next) return;
    const uid = next.metadata.uid ?? '';
    this.#byUid.set(uid, { resource, object: next });
    for (const owner of next.metadata.ownerReferences ?? []) {
      const dependents = this.#dependents.get(owner.uid) ?? new Map<string, StoredObject>();
      this.#dependents.set(owner.uid, dependents.set(uid, { resource, object: next }));
    }
  }
}

function sorted(objects: Map<string, KubernetesObject>, namespace: string | undefined): KubernetesObject[] {
  const entries = [...objects].filter(([key]) => namespace === undefined || key.startsWith(`${namespace}/`));
  return entries.sort(([left], [right]) => (left < right ? -1 : 1)).map(([, object]) => object);
}
