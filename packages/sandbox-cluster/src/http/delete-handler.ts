import { badRequest } from '../api-error.ts';
import { isObject, type JsonObject, objectOf } from '../json.ts';
import { type DeleteOptions, type Deletion } from '../registry/delete.ts';
import { type Registry } from '../registry/registry.ts';
import { type ApiAnswer, type ApiRequest, isDryRun, methodNotAllowed, targetOf } from './api-request.ts';
import { parseObject } from './body.ts';
import { filterOf } from './list.ts';

/** Answers a DELETE of one object: a Status when it is gone, the object while it waits. */
export function deleteOne(registry: Registry, request: ApiRequest): ApiAnswer {
  const target = targetOf(request.path);
  return { code: 200, body: answerOf(request, registry.delete(target, optionsOf(request))) };
}

/** Answers a DELETE of a collection: all objects that the selectors match. */
export function deleteCollection(registry: Registry, request: ApiRequest): ApiAnswer {
  const { kind, namespace } = request.path;
  if (namespace === undefined || !kind.namespaced) throw methodNotAllowed();
  const { preconditions: _preconditions, ...options } = optionsOf(request);
  const items = registry.store
    .list(kind.resource, namespace)
    .filter(filterOf(kind, namespace, request.query))
    .map(({ metadata: { name } }) => registry.delete({ kind, namespace, name }, options).object);
  const metadata = { resourceVersion: String(registry.store.revision) };
  return { code: 200, body: { kind: `${kind.kind}List`, apiVersion: kind.apiVersion, metadata, items } };
}

function optionsOf({ query, body, contentType }: ApiRequest): DeleteOptions {
  const given = body.length === 0 ? {} : parseObject(body.toString(), contentType);
  const policy = given['propagationPolicy'] ?? query.get('propagationPolicy');
  const grace = given['gracePeriodSeconds'] ?? query.get('gracePeriodSeconds');
  const { uid, resourceVersion } = objectOf(given['preconditions']);
  const dryRun = Array.isArray(given['dryRun']) ? given['dryRun'].includes('All') : isDryRun(query);
  return {
    dryRun,
    ...(policy !== null && { propagationPolicy: policyOf(policy) }),
    ...(grace !== null && { gracePeriodSeconds: Number(grace) }),
    ...(isObject(given['preconditions']) && {
      preconditions: {
        ...(typeof uid === 'string' && { uid }),
        ...(typeof resourceVersion === 'string' && { resourceVersion }),
      },
    }),
  };
}

function policyOf(value: unknown): NonNullable<DeleteOptions['propagationPolicy']> {
  if (value === 'Foreground' || value === 'Background' || value === 'Orphan') return value;
  throw badRequest(
    `propagationPolicy: Unsupported value: ${JSON.stringify(value)}: supported values: "Foreground", "Background", "Orphan"`,
  );
}

function answerOf({ path: { kind } }: ApiRequest, { object, gone }: Deletion): JsonObject {
  if (!gone) return object;
  const { name, uid = '' } = object.metadata;
  const details = { name, ...(kind.group && { group: kind.group }), kind: kind.plural, uid };
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details };
}
