import { type Json, type JsonObject, objectOf, textOf } from '../json.ts';
import { invalidValue, unsupported } from '../kinds/causes.ts';
import { type DeleteOptions, type Deletion } from '../registry/delete.ts';
import { type Registry } from '../registry/registry.ts';
import { type ApiAnswer, type ApiRequest, methodNotAllowed, targetOf } from './api-request.ts';
import { parseObject } from './body.ts';
import { filterOf } from './list.ts';
import { invalidOption, isAll, isDryRun } from './request-options.ts';

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

/** A body replaces the query: a real server reads either of them, never both. */
function optionsOf({ method, query, body, contentType }: ApiRequest): DeleteOptions {
  if (body.length === 0) {
    const grace = query.get('gracePeriodSeconds');
    return {
      dryRun: isDryRun(method, query),
      ...policyOf(query.get('propagationPolicy') ?? undefined, undefined),
      ...(grace !== null && { gracePeriodSeconds: Number(grace) }),
    };
  }
  const given = parseObject(body.toString(), contentType);
  const { uid, resourceVersion } = objectOf(given['preconditions']);
  const stages = Array.isArray(given['dryRun']) ? given['dryRun'].map((stage) => textOf(stage)) : [];
  const grace = given['gracePeriodSeconds'];
  return {
    dryRun: isAll(method, stages),
    ...policyOf(given['propagationPolicy'], given['orphanDependents']),
    ...(typeof grace === 'number' && { gracePeriodSeconds: grace }),
    preconditions: {
      ...(typeof uid === 'string' && { uid }),
      ...(typeof resourceVersion === 'string' && { resourceVersion }),
    },
  };
}

function policyOf(
  policy: Json | undefined,
  orphan: Json | undefined,
): Pick<DeleteOptions, 'propagationPolicy'> {
  if (policy === undefined || policy === null) {
    return orphan === true ? { propagationPolicy: 'Orphan' } : {};
  }
  if (orphan !== undefined) {
    const says = 'orphanDependents and deletionPropagation cannot be both set';
    throw invalidOption('DeleteOptions', invalidValue('propagationPolicy', policy, says));
  }
  if (policy === 'Foreground' || policy === 'Background' || policy === 'Orphan') {
    return { propagationPolicy: policy };
  }
  const supported = ['Foreground', 'Background', 'Orphan', 'nil'];
  throw invalidOption('DeleteOptions', unsupported('propagationPolicy', policy, supported));
}

function answerOf({ path: { kind } }: ApiRequest, { object, gone }: Deletion): JsonObject {
  if (!gone) return object;
  const { name, uid = '' } = object.metadata;
  const details = { name, ...(kind.group && { group: kind.group }), kind: kind.plural, uid };
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details };
}
