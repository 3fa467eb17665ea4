import { type Request, type Response } from 'express';
import { type JsonObject } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { type Registry } from '../registry/registry.ts';
import { type ResourcePath } from './resource-path.ts';
import { filterOf } from './list.ts';
import { type View } from './negotiation.ts';
import {
  bookmark,
  catchUp,
  refuseStreamingList,
  type WatchEvent,
  watchEvent,
  type WatchScope,
} from './watch.ts';
import { partialMetadata, table } from './views.ts';

const bookmarkInterval = 60_000;

/** A request to watch a collection. */
export interface WatchRequest {
  readonly path: ResourcePath;
  readonly query: URLSearchParams;
  readonly view: View | undefined;
}

/** Streams changes, one JSON document per line, until the client leaves or the asked time is over. */
export function serveWatch(
  registry: Registry,
  watch: WatchRequest,
  request: Request,
  response: Response,
): void {
  const { path, query } = watch;
  refuseStreamingList(query);
  const { store } = registry;
  const scope: WatchScope = { ...path, filter: watchFilter(watch) };
  const missed = catchUp(store, scope, query.get('resourceVersion') ?? '');
  const send = sender(registry, watch, response);
  response.status(200).type('application/json');
  response.flushHeaders();
  missed.forEach(send);
  if (missed.some(({ type }) => type === 'ERROR')) {
    response.end();
    return;
  }
  const unsubscribe = store.subscribe((event) => {
    const seen = watchEvent(scope, event);
    if (seen) send(seen);
  });
  const wantsBookmarks = query.get('allowWatchBookmarks') === 'true';
  const bookmarks = setInterval(() => {
    if (wantsBookmarks) send(bookmark(store, path.kind));
  }, bookmarkInterval);
  const end = () => {
    if (wantsBookmarks) send(bookmark(store, path.kind));
    response.end();
  };
  const timeout = setTimeout(end, timeoutOf(query));
  request.socket.setNoDelay(true);
  response.on('close', () => {
    unsubscribe();
    clearInterval(bookmarks);
    clearTimeout(timeout);
  });
}

function watchFilter({ path: { kind, namespace, name }, query }: WatchRequest): WatchScope['filter'] {
  const matches = filterOf(kind, namespace, query);
  return (object) => matches(object) && (name === undefined || object.metadata.name === name);
}

// A real server ends watches after a random time between 30 and 60 minutes when the client names none.
function timeoutOf(query: URLSearchParams): number {
  const seconds = Number(query.get('timeoutSeconds') ?? 0);
  return (seconds > 0 ? seconds : 1800 + Math.random() * 1800) * 1000;
}

function sender(
  registry: Registry,
  { path, query, view }: WatchRequest,
  response: Response,
): (event: WatchEvent) => void {
  let first = true;
  return ({ type, object }) => {
    const shown = type === 'ERROR' ? object : inView(object);
    response.write(`${JSON.stringify({ type, object: shown })}\n`);
    first = false;
  };
  function inView(object: JsonObject): JsonObject {
    if (view === undefined) return object;
    const whole = object as KubernetesObject;
    if (view !== 'Table') return partialMetadata(whole);
    const { resourceVersion = '' } = whole.metadata;
    const include = query.get('includeObject') ?? 'Metadata';
    const shown = table(path.kind, [whole], { now: registry.now(), metadata: { resourceVersion }, include });
    // Only the first table of a stream names its columns.
    return first ? shown : { ...shown, columnDefinitions: null };
  }
}
