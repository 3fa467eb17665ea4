import { createHash } from 'node:crypto';
import { isValueMap, type Value, valueAt } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';
import { markOf } from '../plan/drift.ts';
import type { DesiredObject } from './desired.ts';

/** Schemas, defaults and webhooks change without a trace on the object: after this time, in milliseconds, it is looked at again. */
const goodFor = 6 * 3_600_000;
/** That much earlier at most, each by its name: what was applied together is not asked for together. */
const spread = goodFor / 3;

type Entry = {
  payloadHash: string;
  mark: string;
  at: number;
  until: number;
  /** The very object that was last compared: while the cache has no other one, there is nothing to compare. */
  seen?: KubernetesObject;
};

/** Which live objects are known to be as git wants them, so that nobody has to ask the server again until they change. */
export class Verified {
  readonly #entries = new Map<string, Entry>();

  /** Whether an object was found to be right and has not changed since, neither in git nor in the cluster. */
  has({ key, payload, payloadHash, type }: DesiredObject, live: KubernetesObject, now: Date): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.payloadHash !== payloadHash) return false;
    if (now.getTime() >= entry.until) return false;
    if (entry.seen === live) return true;
    if (entry.mark !== restingMark(live, payload, type)) return false;
    entry.seen = live;
    return true;
  }

  add({ key, payload, payloadHash, type }: DesiredObject, live: KubernetesObject, now: Date): void {
    const at = now.getTime();
    const until = at + goodFor - Math.floor(spread * shareOf(key));
    this.#entries.set(key, { payloadHash, mark: restingMark(live, payload, type), at, until });
  }

  /** When an object was last applied or compared. */
  lastAt(key: string): Date | undefined {
    const at = this.#entries.get(key)?.at;
    return at === undefined ? undefined : new Date(at);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** Forgets everything but these. */
  keep(keys: ReadonlyMap<string, unknown>): void {
    for (const key of this.#entries.keys()) if (!keys.has(key)) this.#entries.delete(key);
  }
}

/** A number from 0 up to 1 that is always the same for a key. */
function shareOf(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE() / 2 ** 32;
}

/** What changes with every change of a field that matters. Labels and annotations that git does not declare are not ours to look at. */
function restingMark(live: KubernetesObject, payload: KubernetesObject, type: DesiredObject['type']): string {
  const { labels, annotations, ...metadata } = live.metadata;
  const declared = (name: string, values: Value | undefined) => {
    const own = valueAt(payload, ['metadata', name]);
    const entries = isValueMap(values) && isValueMap(own) ? Object.entries(values) : [];
    return Object.fromEntries(entries.filter(([key]) => isValueMap(own) && Object.hasOwn(own, key)));
  };
  const own = { labels: declared('labels', labels), annotations: declared('annotations', annotations) };
  return markOf({ ...live, metadata: { ...metadata, ...own } }, type);
}
