import { ApiError, badRequest, expired } from '../api-error.ts';
import { isObject, type Json, numberOf, textOf } from '../json.ts';
import { type Kind } from '../kinds/kind.ts';
import { type KubernetesObject } from '../objects.ts';
import { matchesFields, parseFieldSelector } from '../selectors/field-selector.ts';
import { matchesLabels, parseLabelSelector } from '../selectors/label-selector.ts';
import { inVersionOf } from '../registry/metadata.ts';
import { type Store } from '../store/store.ts';
import { type ListMeta } from './views.ts';

/** Whether a list or a watch shows an object. */
export type Filter = (object: KubernetesObject) => boolean;

/** The filter that a request's namespace and selectors describe. */
export function filterOf(kind: Kind, namespace: string | undefined, query: URLSearchParams): Filter {
  const labels = parseLabelSelector(query.get('labelSelector') ?? '');
  const fields = parseFieldSelector(query.get('fieldSelector') ?? '', kind.kind, kind.selectableFields);
  return (object) =>
    (!namespace || object.metadata.namespace === namespace) &&
    matchesLabels(labels, object.metadata.labels) &&
    matchesFields(fields, object);
}

/** One page of a list. */
export interface Page {
  readonly items: KubernetesObject[];
  readonly metadata: ListMeta;
}

/** Lists a page: all pages of one list show the state at the revision of the first one. */
export function listPage(
  store: Store,
  kind: Kind,
  namespace: string | undefined,
  query: URLSearchParams,
): Page {
  const limit = limitOf(query);
  const { revision, after } = startOf(store, query);
  const objects = store.listAt(kind.resource, kind.namespaced ? namespace : undefined, revision);
  if (!objects) throw expiredPage(after, query);
  const matching = objects
    .map((object) => inVersionOf(kind, object))
    .filter(filterOf(kind, namespace, query))
    .filter((object) => keyOf(object) > after);
  const items = limit > 0 ? matching.slice(0, limit) : matching;
  const rest = matching.length - items.length;
  const last = items.at(-1);
  return {
    items,
    metadata: {
      resourceVersion: String(revision),
      ...(rest > 0 && last && { continue: writeContinue(revision, keyOf(last)), remainingItemCount: rest }),
    },
  };
}

interface Start {
  readonly revision: number;
  readonly after: string;
}

/** Stands in a token for whatever revision is the newest one when it is used. */
const newest = -1;

function startOf(store: Store, query: URLSearchParams): Start {
  const token = readContinue(query.get('continue'));
  if (token) return token.revision === newest ? { ...token, revision: store.revision } : token;
  const wanted = revisionOf(query);
  if (wanted > store.revision) throw tooLargeVersion(wanted, store.revision);
  const isExact = query.get('resourceVersionMatch') === 'Exact';
  return { revision: isExact ? wanted : store.revision, after: '' };
}

function revisionOf(query: URLSearchParams): number {
  const text = query.get('resourceVersion') ?? '';
  if (/^\d*$/.test(text)) return Number(text);
  const why = `resourceVersion: Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`;
  throw badRequest(`invalid resource version: ${why}`);
}

function tooLargeVersion(wanted: number, current: number): ApiError {
  const message = `Timeout: Too large resource version: ${wanted}, current: ${current}`;
  const cause = { reason: 'ResourceVersionTooLarge', message: 'Too large resource version' };
  return new ApiError(504, 'Timeout', message, { causes: [cause], retryAfterSeconds: 1 });
}

/** 410; with the token in it a client that can do without one snapshot goes on where it was. */
function expiredPage(after: string, query: URLSearchParams): ApiError {
  if (!query.has('continue')) return expired('The resourceVersion for the provided list is too old.');
  return expired(
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the ' +
      'continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing ' +
      'with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the ' +
      'time the first chunk was returned and now may show up in the list.',
    writeContinue(newest, after),
  );
}

function limitOf(query: URLSearchParams): number {
  const text = query.get('limit') ?? '';
  if (!/^[+-]?\d*$/.test(text)) {
    throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  }
  // A real server serves resourceVersion=0 from its watch cache, which ignores the limit.
  return query.get('resourceVersion') === '0' ? 0 : Number(text);
}

const keyOf = ({ metadata }: KubernetesObject) => `${metadata.namespace ?? ''}/${metadata.name}`;

function writeContinue(revision: number, after: string): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start: after })).toString(
    'base64url',
  );
}

function readContinue(token: string | null): { revision: number; after: string } | undefined {
  if (!token) return undefined;
  const refusal = badRequest('invalid continue token: continue key is not valid');
  let decoded: Json;
  try {
    decoded = JSON.parse(Buffer.from(token, 'base64url').toString()) as Json;
  } catch {
    throw refusal;
  }
  if (!isObject(decoded) || typeof decoded['rv'] !== 'number') throw refusal;
  return { revision: numberOf(decoded['rv']), after: textOf(decoded['start']) };
}
