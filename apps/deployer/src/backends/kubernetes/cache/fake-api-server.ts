/** An API server in memory that lists and watches as told: what a test needs to make go wrong, it can make go wrong here. */
import type { ValueMap } from '@tribble/resource-repo/format';
import type { ApiError } from '../api/api-error.ts';
import { refusal } from '../api/refusal.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { environmentLabel } from '../objects/marks.ts';
import { pathOf, type ResourceType } from '../objects/resource-type.ts';
import type { ListWatch, Selection, WatchEvent } from './list-watch.ts';

export type FakeRequest = { verb: 'get' | 'list' | 'watch'; path: string };

type Logged = { revision: number; collection: string; before?: KubernetesObject; after?: KubernetesObject };
type Place = { collection: string; namespace: string | undefined };
type Stream = { place: Place; queue: WatchEvent[]; wake: () => void; end?: () => void };
type Watching = Parameters<ListWatch['watch']>[1];

/** A refusal as the API server words it; or as something in between does, which knows no Status. */
export function statusError(status: number, reason: string, isStatus = true): ApiError {
  const text = `${reason} for the test`;
  const body = { kind: 'Status', code: status, reason, message: text };
  return refusal({ method: 'GET', path: '/test' }, { status, headers: {}, text, ...(isStatus && { body }) });
}

export class FakeApiServer implements ListWatch {
  /** All requests so far. */
  readonly requests: FakeRequest[] = [];
  /** Decides on a request: an error refuses it; `hang` never answers it. */
  refuse: (request: FakeRequest) => Error | 'hang' | undefined = () => undefined;
  /** While it is there, lists answer late what they saw early. */
  gate: Promise<void> | undefined;
  /** Keeps events back from the watches until `deliver`. */
  isDelivering = true;
  isClosed = false;
  readonly #objects = new Map<string, KubernetesObject>();
  readonly #log: Logged[] = [];
  readonly #streams = new Set<Stream>();
  #revision = 100;
  #oldest = 100;

  get openWatches(): number {
    return this.#streams.size;
  }

  count(verb: FakeRequest['verb']): number {
    return this.requests.filter((request) => request.verb === verb).length;
  }

  /** What a watch of a kind shows in the end. */
  labelled(type: ResourceType): KubernetesObject[] {
    return [...this.#objects.values()].filter((object) => object.kind === type.kind && isLabelled(object));
  }

  /** Makes an object or changes it: an `environment` labels it, null takes the label off. */
  apply(type: ResourceType, namespace: string, name: string, environment: string | null): KubernetesObject {
    const key = `${pathOf(type, '')} ${namespace}/${name}`;
    const before = this.#objects.get(key);
    const revision = (this.#revision += 1);
    const after: KubernetesObject = {
      apiVersion: type.group === '' ? type.version : `${type.group}/${type.version}`,
      kind: type.kind,
      metadata: {
        name,
        ...(namespace !== '' && { namespace }),
        uid: before?.metadata['uid'] ?? `uid-${revision}`,
        resourceVersion: String(revision),
        ...(environment !== null && { labels: { [environmentLabel]: environment } }),
        managedFields: [{ manager: 'test' }],
      },
      data: { text: 'x' },
    };
    this.#objects.set(key, after);
    this.#record({ revision, collection: pathOf(type, ''), ...(before && { before }), after });
    return after;
  }

  /** Deletes an object; what it was. */
  delete(type: ResourceType, namespace: string, name: string): KubernetesObject | undefined {
    const key = `${pathOf(type, '')} ${namespace}/${name}`;
    const before = this.#objects.get(key);
    if (before === undefined) return undefined;
    this.#objects.delete(key);
    const revision = (this.#revision += 1);
    this.#record({ revision, collection: pathOf(type, ''), before });
    return before;
  }

  /** Forgets the history: whoever watches from before now has to list again. */
  compact(): void {
    this.#oldest = this.#revision;
  }

  /** Counts revisions from the start again, as a cluster does that was restored from a backup. */
  restore(): void {
    this.#revision = 1;
    this.#oldest = 1;
    this.#log.length = 0;
    for (const [key, object] of this.#objects) {
      this.#objects.set(key, { ...object, metadata: { ...object.metadata, resourceVersion: '1' } });
    }
    this.endWatches();
  }

  /** Ends all watches: in order, or by an error. */
  endWatches(error?: Error): void {
    for (const stream of this.#streams) {
      this.#streams.delete(stream);
      stream.end = () => {
        if (error !== undefined) throw error;
      };
      stream.wake();
    }
  }

  /** Sends an event to all watches. */
  send(event: WatchEvent): void {
    for (const { queue, wake } of this.#streams) {
      queue.push(event);
      wake();
    }
  }

  /** Lets what was kept back go out. */
  deliver(): void {
    this.isDelivering = true;
    for (const { wake } of this.#streams) wake();
  }

  async get(path: string): Promise<ValueMap> {
    await this.#admit({ verb: 'get', path });
    return { major: '1' };
  }

  async list(path: string, _selection: Selection): ReturnType<ListWatch['list']> {
    await this.#admit({ verb: 'list', path });
    const place = placeOf(path);
    const items = [...this.#objects]
      .filter(([key, object]) => key.startsWith(`${place.collection} `) && shows(place, object))
      .map(([, object]) => object);
    const resourceVersion = String(this.#revision);
    await this.gate;
    return { items, resourceVersion };
  }

  async *watch(path: string, query: Watching, signal: AbortSignal): AsyncGenerator<WatchEvent> {
    await this.#admit({ verb: 'watch', path }, signal);
    const since = Number(query.resourceVersion);
    if (since < this.#oldest) {
      yield expired();
      return;
    }
    const place = placeOf(path);
    const queue = this.#log.filter(({ revision }) => revision > since).flatMap((entry) => seen(place, entry));
    const stream: Stream = { place, queue, wake: () => undefined };
    this.#streams.add(stream);
    signal.addEventListener('abort', () => stream.wake());
    try {
      while (!signal.aborted) {
        const event = this.isDelivering ? stream.queue.shift() : undefined;
        if (event !== undefined) yield event;
        else if (stream.end !== undefined) {
          stream.end();
          return;
        } else await new Promise<void>((resolve) => (stream.wake = resolve));
      }
    } finally {
      this.#streams.delete(stream);
    }
  }

  close(): void {
    this.isClosed = true;
  }

  async #admit(request: FakeRequest, signal?: AbortSignal): Promise<void> {
    this.requests.push(request);
    const refused = this.refuse(request);
    if (refused === undefined) return;
    if (refused !== 'hang') throw refused;
    await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
  }

  #record(entry: Logged): void {
    this.#log.push(entry);
    for (const { place, queue, wake } of this.#streams) {
      queue.push(...seen(place, entry));
      wake();
    }
  }
}

/** The last word of a watch that is too old. */
export function expired(): WatchEvent {
  return { type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' } };
}

/** The uid that the server gave an object. */
export function uidOf({ metadata: { uid } }: KubernetesObject): string {
  return typeof uid === 'string' ? uid : '';
}

function isLabelled({ metadata: { labels } }: KubernetesObject): boolean {
  return typeof labels === 'object' && labels !== null && environmentLabel in labels;
}

function placeOf(path: string): Place {
  const [, root = '', namespace, plural = ''] = /^(.*?)(?:\/namespaces\/([^/]+))?\/([^/]+)$/.exec(path) ?? [];
  return { collection: `${root}/${plural}`, namespace };
}

function shows({ namespace }: Place, object: KubernetesObject): boolean {
  return isLabelled(object) && (namespace === undefined || object.metadata['namespace'] === namespace);
}

/** How a change looks to those who watch labelled objects only. */
function seen(place: Place, { collection, before, after, revision }: Logged): WatchEvent[] {
  if (collection !== place.collection) return [];
  const was = before !== undefined && shows(place, before);
  if (after !== undefined && shows(place, after))
    return [{ type: was ? 'MODIFIED' : 'ADDED', object: after }];
  if (!was) return [];
  const resourceVersion = String(revision);
  return [{ type: 'DELETED', object: { ...before, metadata: { ...before.metadata, resourceVersion } } }];
}
