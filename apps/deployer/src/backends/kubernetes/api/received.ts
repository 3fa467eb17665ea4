import type { KubernetesObject } from '../objects/identity.ts';

/** The object without the record of who manages which field, in place: nobody else has it yet. */
export function withoutManagedFields(object: KubernetesObject): KubernetesObject {
  delete object.metadata['managedFields'];
  return object;
}
