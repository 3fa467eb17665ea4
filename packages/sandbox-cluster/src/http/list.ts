import { ApiError, badRequest, expired } from '../api-error.ts';
import { isObject, type Json, numberOf, textOf } from '../json.ts';
import { type Kind } from '../kinds/kind.ts';
import { type KubernetesObject } from '../objects.ts';
import { matchesFields, parseFieldSelector } from '../selectors/field-selector.ts';
import { matchesLabels, parseLabelSelector } from '../selectors/label-selector.ts';
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
  const { revision, after } = readContinue(query.get('continue')) ?? { revision: store.revision, after: '' };
  const objects = store.listAt(kind.resource, kind.namespaced ? namespace : undefined, revision);
  if (!objects) {
    throw expired(
      'The provided continue parameter is too old to display a consistent list result. ' +
        'You can start a new list without the continue parameter.',
    );
  }
  const limit = limitOf(query);
  const matching = objects.filter(filterOf(kind, namespace, query)).filter((object) => keyOf(object) > after);
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

function limitOf(query: URLSearchParams): number {
  // A real server serves resourceVersion=0 from its watch cache, which ignores the limit.
  if (query.get('resourceVersion') === '0') return 0;
  const limit = Number(query.get('limit') ?? 0);
  if (Number.isInteger(limit) && limit >= 0) return limit;
  throw badRequest(`limit: Invalid value: ${JSON.stringify(query.get('limit'))}: must be a whole number`);
}

const keyOf = ({ metadata }: KubernetesObject) => `${metadata.namespace ?? ''}/${metadata.name}`;

function writeContinue(revision: number, after: string): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start: after })).toString(
    'base64url',
  );
}

function readContinue(token: string | null): { revision: number; after: string } | undefined {
  if (!token) return undefined;
  const refusal = new ApiError(400, 'BadRequest', 'continue key is not valid');
  let decoded: Json;
  try {
    decoded = JSON.parse(Buffer.from(token, 'base64url').toString()) as Json;
  } catch {
    throw refusal;
  }
  if (!isObject(decoded) || typeof decoded['rv'] !== 'number') throw refusal;
  return { revision: numberOf(decoded['rv']), after: textOf(decoded['start']) };
}
