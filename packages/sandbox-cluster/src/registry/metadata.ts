import { badRequest, type Cause, conflict, invalid } from '../api-error.ts';
import { equal, type JsonObject, objectOf, textOf } from '../json.ts';
import { forbiddenField, invalidValue, required } from '../kinds/causes.ts';
import { type Kind } from '../kinds/kind.ts';
import { checkLabels, checkName } from '../kinds/names.ts';
import { type KubernetesObject, type ObjectMeta } from '../objects.ts';

/** Refuses a body of another kind than the one that the path names. */
function refuseOtherKind(kind: Kind, body: JsonObject): void {
  const { apiVersion = kind.apiVersion, kind: name = kind.kind } = body;
  if (apiVersion !== kind.apiVersion) {
    throw badRequest(
      `the API version in the data (${textOf(apiVersion)}) does not match the expected API version (${kind.apiVersion})`,
    );
  }
  if (name !== kind.kind) {
    const given = `${textOf(name)} in version ${JSON.stringify(kind.version)}`;
    throw badRequest(`${given} cannot be handled as a ${kind.kind}: the path expects ${kind.kind}`);
  }
}

/** Refuses a body whose name or namespace differs from the path. Names a missing one. */
export function withIdentity(
  kind: Kind,
  namespace: string,
  name: string,
  body: JsonObject,
): KubernetesObject {
  refuseOtherKind(kind, body);
  const given = objectOf(body['metadata']);
  if (given['namespace'] && kind.namespaced && given['namespace'] !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  if (name && given['name'] && given['name'] !== name) {
    throw badRequest(
      `the name of the object (${textOf(given['name'])}) does not match the name on the URL (${name})`,
    );
  }
  const { namespace: _namespace, ...rest } = given;
  const metadata = {
    ...rest,
    name: name || (typeof given['name'] === 'string' ? given['name'] : ''),
    ...(kind.namespaced && { namespace }),
  };
  return { ...body, apiVersion: kind.apiVersion, kind: kind.kind, metadata };
}

/** Refuses a write that is based on another object, or on an older state, than the live one. */
export function refuseStale(
  kind: Kind,
  live: KubernetesObject,
  candidate: ObjectMeta,
  isPatch = false,
): void {
  const { name, uid, resourceVersion } = live.metadata;
  if (isPatch && candidate.uid && candidate.uid !== uid) {
    throw invalid(kind, name, [immutableUid(candidate.uid)]);
  }
  if (candidate.uid && candidate.uid !== uid) {
    const why = `Precondition failed: UID in precondition: ${candidate.uid}, UID in object meta: ${uid ?? ''}`;
    throw conflict(kind, name, why);
  }
  if (candidate.resourceVersion && candidate.resourceVersion !== resourceVersion) throw conflict(kind, name);
}

/** The metadata of a write with the fields that only the server sets taken from the live object. */
export function protectedMetadata(candidate: ObjectMeta, live: ObjectMeta): ObjectMeta {
  const server = [
    'uid',
    'resourceVersion',
    'generation',
    'creationTimestamp',
    'generateName',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
  ] as const;
  const kept: ObjectMeta = { ...candidate };
  for (const field of server) {
    delete kept[field];
    if (live[field] !== undefined) Object.assign(kept, { [field]: live[field] });
  }
  return kept;
}

/** What is wrong with the metadata, if anything. */
export function checkMetadata(
  kind: Kind,
  object: KubernetesObject,
  live: KubernetesObject | undefined,
): Cause[] {
  const { name, labels, deletionTimestamp, finalizers = [] } = object.metadata;
  const causes = checkLabels('metadata.labels', labels);
  if (live) {
    const added = finalizers.filter((finalizer) => !live.metadata.finalizers?.includes(finalizer));
    if (!deletionTimestamp || added.length === 0) return causes;
    const says = `no new finalizers can be added if the object is being deleted, found new finalizers ${JSON.stringify(added)}`;
    return [...causes, forbiddenField('metadata.finalizers', says)];
  }
  if (!name) return [required('metadata.name', 'name or generateName is required'), ...causes];
  return [...checkName('metadata.name', name, kind.nameRule), ...causes];
}

/** The cause of a server-side apply that names another uid than the live one. */
export function immutableUid(uid: string): Cause {
  return invalidValue('metadata.uid', uid, 'field is immutable');
}

/** An object in the version of a kind: conversion between versions changes nothing but their name. */
export function inVersionOf(kind: Kind, object: KubernetesObject): KubernetesObject {
  return object.apiVersion === kind.apiVersion ? object : { ...object, apiVersion: kind.apiVersion };
}

/** The generation of an object after a write. */
export function nextGeneration(
  kind: Kind,
  live: KubernetesObject,
  next: KubernetesObject,
): number | undefined {
  if (kind.generation.length === 0) return live.metadata.generation;
  const changed = kind.generation.some((part) =>
    part === 'annotations'
      ? !equal(live.metadata.annotations ?? {}, next.metadata.annotations ?? {})
      : !equal(live[part], next[part]),
  );
  return (live.metadata.generation ?? 1) + (changed ? 1 : 0);
}
