import { ApiError, expired, invalid } from '../api-error.ts';
import { type JsonObject } from '../json.ts';
import { forbiddenField } from '../kinds/causes.ts';
import { type Kind } from '../kinds/kind.ts';
import { type KubernetesObject } from '../objects.ts';
import { inVersionOf } from '../registry/metadata.ts';
import { type StoreEvent } from '../store/history.ts';
import { type Store } from '../store/store.ts';
import { type Filter } from './list.ts';

/** One line of a watch. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: JsonObject;
}

/** What a watch shows: one kind through one filter. */
export interface WatchScope {
  readonly kind: Kind;
  readonly namespace: string | undefined;
  readonly filter: Filter;
}

/** Refuses options that a server without streaming lists refuses as well. */
export function refuseStreamingList(query: URLSearchParams): void {
  if (!query.has('sendInitialEvents')) return;
  const says = 'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled';
  const options = { kind: 'ListOptions', group: 'meta.k8s.io' };
  throw invalid(options, '', [forbiddenField('sendInitialEvents', says)]);
}

/** What a watch sends first: the objects of now, or the changes after a revision, or that the revision is too old. */
export function catchUp(store: Store, scope: WatchScope, resourceVersion: string): WatchEvent[] {
  if (resourceVersion === '' || resourceVersion === '0') {
    const { kind, namespace, filter } = scope;
    const objects = store.list(kind.resource, kind.namespaced ? namespace : undefined).filter(filter);
    return objects.map((object) => ({ type: 'ADDED', object: inVersionOf(kind, object) }));
  }
  const revision = Number(resourceVersion);
  if (!Number.isInteger(revision) || revision < 0) {
    const text = JSON.stringify(resourceVersion);
    const why = `Invalid value: ${text}: strconv.ParseUint: parsing ${text}: invalid syntax`;
    throw new ApiError(500, '', `resourceVersion: ${why}`);
  }
  const events = store.eventsSince(revision);
  if (events) return events.flatMap((event) => watchEvent(scope, event) ?? []);
  const error = expired(`too old resource version: ${resourceVersion} (${store.revision})`);
  return [{ type: 'ERROR', object: error.status() }];
}

/** How a change looks through the filter: an object that begins to match is added, one that ceases to match is deleted. */
export function watchEvent({ kind, filter }: WatchScope, event: StoreEvent): WatchEvent | undefined {
  if (event.resource !== kind.resource) return undefined;
  const object = inVersionOf(kind, event.object);
  const previous = event.previous && inVersionOf(kind, event.previous);
  const was = previous !== undefined && filter(previous);
  const is = event.type !== 'DELETED' && filter(object);
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', object };
  if (!was) return undefined;
  return { type: 'DELETED', object: event.type === 'DELETED' ? object : asOf(previous, object) };
}

/** An object that left the filter is reported as it was, numbered with the change that took it out. */
function asOf(previous: KubernetesObject, { metadata }: KubernetesObject): KubernetesObject {
  const { resourceVersion = '' } = metadata;
  return { ...previous, metadata: { ...previous.metadata, resourceVersion } };
}

/** Tells a watcher how far it has seen, so that it can go on from there. */
export function bookmark(store: Store, { apiVersion, kind }: Kind): WatchEvent {
  const metadata = { resourceVersion: String(store.revision), creationTimestamp: null };
  return { type: 'BOOKMARK', object: { kind, apiVersion, metadata } };
}
