import { clone, type JsonObject, objectOf } from '../json.ts';
import { type Kind } from '../kinds/kind.ts';
import { type KubernetesObject, type ObjectMeta } from '../objects.ts';
import { protectedMetadata } from './metadata.ts';
import { type WriteOptions } from './write.ts';

/** What a write through a door makes of the live object. */
export function throughDoor(
  kind: Kind,
  live: KubernetesObject,
  wanted: KubernetesObject,
  subresource: WriteOptions['subresource'],
): KubernetesObject {
  const { managedFields: _managedFields, ...metadata } = protectedMetadata(wanted.metadata, live.metadata);
  if (subresource === 'status') return clone({ ...live, metadata, status: wanted['status'] ?? {} });
  const { status: _status, ...sections } = wanted;
  if (!kind.initialStatus) return { ...wanted, metadata };
  const status = live['status'];
  return { ...sections, metadata, ...(status !== undefined && { status }) };
}

/** Puts an object together again after an apply: what managers own, and around it what they cannot. */
export function recombine(
  config: KubernetesObject,
  live: KubernetesObject | undefined,
  merged: JsonObject,
  ignored: readonly string[],
): KubernetesObject {
  const { apiVersion, kind, metadata } = config;
  const base: ObjectMeta = live ? { ...identity(live.metadata), name: metadata.name } : identity(metadata);
  const kept = ignored.flatMap((section): [string, JsonObject][] =>
    live?.[section] === undefined ? [] : [[section, objectOf(live[section])]],
  );
  const { metadata: owned, ...sections } = clone(merged);
  return {
    ...Object.fromEntries(kept),
    ...sections,
    apiVersion,
    kind,
    metadata: { ...base, ...objectOf(owned) },
  };
}

/** The metadata without what managers can own. */
function identity(metadata: ObjectMeta): ObjectMeta {
  const {
    labels: _l,
    annotations: _a,
    finalizers: _f,
    ownerReferences: _o,
    managedFields: _m,
    ...rest
  } = metadata;
  return rest;
}
