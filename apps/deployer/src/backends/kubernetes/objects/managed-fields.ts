/** Who owns which field of a live object, by its `metadata.managedFields`. */
import { isValueMap, type Value } from '@tribble/resource-repo/format';
import { type FieldSet, leavesAt } from './field-set.ts';
import type { KubernetesObject } from './identity.ts';

/** What one field manager said it wants, and by which kind of request. */
type ManagedEntry = {
  manager: string;
  operation: string;
  subresource: string;
  time: string;
  fields: FieldSet;
};

/** The entries of an object; none where the server's answer was read without them. */
function managedEntries(object: KubernetesObject): ManagedEntry[] {
  const { managedFields } = object.metadata;
  if (!Array.isArray(managedFields)) return [];
  return managedFields.filter(isValueMap).map((entry) => {
    const fields = entry['fieldsV1'];
    return {
      manager: textOf(entry['manager']),
      operation: textOf(entry['operation']),
      subresource: textOf(entry['subresource']),
      time: textOf(entry['time']),
      fields: isValueMap(fields) ? fields : {},
    };
  });
}

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

/** The managers that own the value a JSON pointer names, or anything in it; who came last stands first. */
export function managersOf(object: KubernetesObject, pointer: string): string[] {
  const owning = managedEntries(object).filter(({ fields }) => leavesAt(fields, object, pointer).length > 0);
  const byTime = owning.toSorted((left, right) =>
    left.time > right.time ? -1 : left.time < right.time ? 1 : 0,
  );
  return [...new Set(byTime.map(({ manager }) => manager))];
}

/** Whether a manager owns the value that a JSON pointer names, or anything in it. */
export function ownsPath(object: KubernetesObject, pointer: string, manager: string): boolean {
  return managersOf(object, pointer).includes(manager);
}

/**
 * Whether others own the value that a JSON pointer names, so that it stays as it is when we leave it out: every field in it that is ours is somebody else's too.
 */
export function hasForeignOwner(object: KubernetesObject, pointer: string, ourManager: string): boolean {
  const entries = managedEntries(object);
  const leavesOf = (isOurs: boolean) =>
    entries
      .filter(({ manager }) => (manager === ourManager) === isOurs)
      .flatMap(({ fields }) => leavesAt(fields, object, pointer));
  const foreign = new Set(leavesOf(false));
  return foreign.size > 0 && leavesOf(true).every((leaf) => foreign.has(leaf));
}
