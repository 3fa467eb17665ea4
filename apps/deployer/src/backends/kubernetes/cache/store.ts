import type { KubernetesObject } from '../objects/identity.ts';
import { isBefore } from './resource-version.ts';

/** What became of one object: made where there is no `before`, gone where there is no `after`. */
export type Change = { before?: KubernetesObject; after?: KubernetesObject };

/** `written` counts the writes of our own; 0 where the server told of the object by itself. */
type Entry = { object: KubernetesObject; written: number };

/** An object that a write of our own ended; at which resourceVersion, where it only left what is watched. */
type Ended = { resourceVersion: string | undefined; written: number };

/**
 * The objects of one kind in one scope. Two tell of them: the server, by a list and the watch that goes on from it, in its
 * order but late; and our own writes, at once. What the server tells late never brings back what a write has overtaken.
 */
export class ObjectStore {
  readonly #entries = new Map<string, Entry>();
  readonly #ended = new Map<string, Ended>();
  #writes = 0;
  /** The resourceVersion up to which the server has told everything; empty before the first list. */
  #horizon = '';

  /** Begins with what is known already; the first list puts it right. */
  constructor(known: Iterable<KubernetesObject> = []) {
    for (const object of known) this.#entries.set(keyOf(object), { object, written: 0 });
  }

  get size(): number {
    return this.#entries.size;
  }

  get(namespace: string, name: string): KubernetesObject | undefined {
    return this.#entries.get(`${namespace}/${name}`)?.object;
  }

  *values(): Iterable<KubernetesObject> {
    for (const { object } of this.#entries.values()) yield object;
  }

  /** The watch told that an object was made or changed. */
  put(object: KubernetesObject): Change | undefined {
    this.reached(versionOf(object));
    return this.#isEnded(object) ? undefined : this.#accept(object, 0);
  }

  /** The watch told that an object is gone, or that it left what is watched. */
  remove(object: KubernetesObject): Change | undefined {
    this.reached(versionOf(object));
    this.#ended.delete(uidOf(object));
    return this.#drop(object);
  }

  /** A write of our own brought this object. */
  write(object: KubernetesObject): Change | undefined {
    this.#writes += 1;
    // The server has told everything until then: if the object is not here like this, it has changed or gone since.
    if (isBefore(this.#horizon, versionOf(object)) === false || this.#isEnded(object)) return undefined;
    return this.#accept(object, this.#writes);
  }

  /** A write of our own took an object out of what is watched. */
  writeOff(object: KubernetesObject): Change | undefined {
    return this.#end(object, versionOf(object));
  }

  /** A write of our own deleted the object of this uid. */
  erase(namespace: string, name: string, uid: string): Change | undefined {
    const object = this.get(namespace, name);
    return object !== undefined && uidOf(object) === uid ? this.#end(object, undefined) : undefined;
  }

  /** The server has told everything up to this resourceVersion. */
  reached(resourceVersion: string): void {
    this.#horizon = resourceVersion;
  }

  /**
   * To be called when a list is asked for; the answer takes what it brought. A list knows better than all that was here
   * before it began, even where its resourceVersions are lower: then a cluster was restored from a backup.
   */
  startList(): (items: Iterable<KubernetesObject>, resourceVersion: string) => Change[] {
    const begun = this.#writes;
    return (items, resourceVersion) => this.#replaceAll(items, resourceVersion, begun);
  }

  /** Forgets everything: the kind is gone. */
  clear(): Change[] {
    const changes = [...this.values()].map((before) => ({ before }));
    this.#entries.clear();
    this.#ended.clear();
    this.#horizon = '';
    return changes;
  }

  #replaceAll(items: Iterable<KubernetesObject>, resourceVersion: string, begun: number): Change[] {
    for (const [uid, { written }] of this.#ended) {
      if (written <= begun) this.#ended.delete(uid);
    }
    const listed = new Set<string>();
    const changes: (Change | undefined)[] = [];
    for (const item of items) {
      if (this.#isEnded(item)) continue;
      listed.add(keyOf(item));
      changes.push(this.#acceptListed(item, begun));
    }
    for (const [key, { object, written }] of this.#entries) {
      // What we wrote after the list was taken cannot be in it.
      const isNewer = written > begun && isBefore(resourceVersion, versionOf(object)) !== false;
      if (listed.has(key) || isNewer) continue;
      this.#entries.delete(key);
      changes.push({ before: object });
    }
    this.#horizon = resourceVersion;
    return changes.filter((change) => change !== undefined);
  }

  #acceptListed(item: KubernetesObject, begun: number): Change | undefined {
    const existing = this.#entries.get(keyOf(item));
    const isWritten = existing !== undefined && existing.written > begun;
    return isWritten ? this.#accept(item, 0) : this.#set(item, 0);
  }

  /** Takes an object unless a newer one is here. */
  #accept(object: KubernetesObject, written: number): Change | undefined {
    const existing = this.#entries.get(keyOf(object))?.object;
    const isOld = existing !== undefined && isBefore(versionOf(object), versionOf(existing)) === true;
    return isOld ? undefined : this.#set(object, written);
  }

  #set(object: KubernetesObject, written: number): Change | undefined {
    const before = this.#entries.get(keyOf(object))?.object;
    if (before !== undefined && isSame(before, object)) return undefined;
    this.#entries.set(keyOf(object), { object, written });
    return { ...(before && { before }), after: object };
  }

  /** Takes out an object, unless another one has its name by now or it was put back since. */
  #drop(object: KubernetesObject): Change | undefined {
    const before = this.#entries.get(keyOf(object))?.object;
    if (before === undefined || uidOf(before) !== uidOf(object)) return undefined;
    if (isBefore(versionOf(object), versionOf(before)) === true) return undefined;
    this.#entries.delete(keyOf(object));
    return { before };
  }

  #end(object: KubernetesObject, resourceVersion: string | undefined): Change | undefined {
    this.#writes += 1;
    const change = this.#drop(object);
    if (change !== undefined) this.#ended.set(uidOf(object), { resourceVersion, written: this.#writes });
    return change;
  }

  /** Whether what is told of an object is from before we ended it. */
  #isEnded(object: KubernetesObject): boolean {
    const ended = this.#ended.get(uidOf(object));
    if (ended === undefined) return false;
    const { resourceVersion } = ended;
    return resourceVersion === undefined || isBefore(versionOf(object), resourceVersion) === true;
  }
}

function keyOf({ metadata: { namespace, name } }: KubernetesObject): string {
  return `${typeof namespace === 'string' ? namespace : ''}/${name}`;
}

function uidOf({ metadata: { uid } }: KubernetesObject): string {
  return typeof uid === 'string' ? uid : '';
}

function versionOf({ metadata: { resourceVersion } }: KubernetesObject): string {
  return typeof resourceVersion === 'string' ? resourceVersion : '';
}

function isSame(one: KubernetesObject, other: KubernetesObject): boolean {
  return uidOf(one) === uidOf(other) && versionOf(one) === versionOf(other) && versionOf(one) !== '';
}
