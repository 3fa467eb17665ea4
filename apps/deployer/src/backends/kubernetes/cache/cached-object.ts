import type { KubernetesObject } from '../objects/identity.ts';
import { apiVersionOf, type ResourceType } from '../objects/resource-type.ts';

/** An object as the cache has it. It is shared by all environments: read it, never change it. */
export type CachedObject = {
  type: ResourceType;
  object: KubernetesObject;
  /** False where the object is known by its metadata only. */
  complete: boolean;
};

/**
 * What is kept of an object that the server sent. Who manages which field is often more than the object itself; lists and
 * watches of metadata call every kind PartialObjectMetadata.
 */
export function keptOf(
  type: ResourceType,
  object: KubernetesObject,
  metadataOnly: boolean,
): KubernetesObject {
  const { managedFields: _dropped, ...metadata } = object.metadata;
  const named = { apiVersion: apiVersionOf(type), kind: type.kind, metadata };
  return metadataOnly ? named : { ...object, ...named };
}
