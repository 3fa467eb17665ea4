import { isValueMap, type ValueMap, valueAt } from '@tribble/resource-repo/format';
import { BackendError } from '../../backend.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { jsonLines } from './json-lines.ts';
import { partialObject } from './media-types.ts';
import { withoutManagedFields } from './received.ts';
import { type ApiRequest, withQuery } from './requests.ts';
import type { Transport } from './transport.ts';

export type WatchQuery = {
  labelSelector?: string;
  fieldSelector?: string;
  resourceVersion: string;
  metadataOnly?: boolean;
  /** When the server ends the watch. */
  timeoutSeconds: number;
  keepManagedFields?: boolean;
};

/** One change. A bookmark has a metadata.resourceVersion and nothing else; an error is a Status. */
export type WatchEvent =
  | { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: KubernetesObject }
  | { type: 'BOOKMARK' | 'ERROR'; object: ValueMap };

/** Opens a watch, and reads it as fast as its events are taken. */
export async function* watchEvents(
  transport: Transport,
  path: string,
  query: WatchQuery,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent, void, undefined> {
  const { labelSelector, fieldSelector, resourceVersion, timeoutSeconds, metadataOnly = false } = query;
  const asked = { labelSelector, fieldSelector, resourceVersion, timeoutSeconds };
  const request: ApiRequest = {
    verb: 'watch',
    method: 'GET',
    path: withQuery(path, { watch: 'true', allowWatchBookmarks: 'true', ...asked }),
    ...(metadataOnly && { accept: partialObject }),
    isRepeatable: true,
  };
  try {
    for await (const line of jsonLines(await transport.stream(request, signal))) {
      yield (
        readEvent(line, query.keepManagedFields === true) ??
        fail(`${transport.server} sent ${path} what is no event`)
      );
    }
  } catch (error) {
    if (!signal.aborted) throw transport.failureOf(error);
  }
}

function fail(message: string): never {
  throw new BackendError(message, true);
}

function readEvent(line: unknown, keepManagedFields: boolean): WatchEvent | undefined {
  if (!isValueMap(line) || !isValueMap(line['object'])) return undefined;
  const { type, object } = line;
  if (type === 'BOOKMARK' || type === 'ERROR') return { type, object };
  if (type !== 'ADDED' && type !== 'MODIFIED' && type !== 'DELETED') return undefined;
  if (typeof valueAt(object, ['metadata', 'name']) !== 'string') return undefined;
  const whole = object as KubernetesObject;
  return { type, object: keepManagedFields ? whole : withoutManagedFields(whole) };
}
