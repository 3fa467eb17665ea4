/** Who owns which field of a live object, by its `metadata.managedFields`. */
import { isValueMap, type Value, valueAt, type ValueMap } from '@tribble/resource-repo/format';
import { type FieldSet, leavesAt, unionOf } from './field-set.ts';
import type { KubernetesObject } from './identity.ts';
import { lastApplied } from './normalise.ts';
import { pointerOf } from './pointer.ts';

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

const lastAppliedParts = ['metadata', 'annotations', lastApplied];

/**
 * The JSON patch that makes ours what `kubectl` applied or edited before we came, so that what leaves git leaves the cluster
 * too: without it, applying leaves the fields of those entries behind. Undefined where there is nothing to take over, and
 * where we have applied the object already: what people add later is theirs, and survives. A test on the resourceVersion
 * makes the server refuse the patch (422) where the object changed meanwhile.
 */
export function takeOverPatch(object: KubernetesObject, ourManager: string): ValueMap[] | undefined {
  const { managedFields, resourceVersion } = object.metadata;
  const entries = Array.isArray(managedFields) ? managedFields.filter(isValueMap) : [];
  if (typeof resourceVersion !== 'string' || entries.some((entry) => isApplyOf(entry, ourManager)))
    return undefined;
  const taken = entries.filter(isTakenOver);
  const isCopied = valueAt(object, lastAppliedParts) !== undefined;
  if (taken.length === 0 && !isCopied) return undefined;
  const patch: ValueMap[] = [{ op: 'test', path: '/metadata/resourceVersion', value: resourceVersion }];
  if (taken.length > 0) {
    const value = merged(entries, taken, ourManager);
    patch.push({ op: 'replace', path: '/metadata/managedFields', value });
  }
  if (isCopied) patch.push({ op: 'remove', path: pointerOf(lastAppliedParts) });
  return patch;
}

function isTakenOver({ manager, operation, subresource }: ValueMap): boolean {
  if (typeof manager !== 'string' || (typeof subresource === 'string' && subresource !== '')) return false;
  if (operation !== 'Apply' && operation !== 'Update') return false;
  return manager.startsWith('kubectl') || manager === 'before-first-apply';
}

function isApplyOf({ manager, operation, subresource }: ValueMap, ourManager: string): boolean {
  return manager === ourManager && operation === 'Apply' && !subresource;
}

/** One entry of ours for all that are taken over, and the others as they are. */
function merged(entries: readonly ValueMap[], taken: readonly ValueMap[], ourManager: string): ValueMap[] {
  const { time: _time, ...base } = taken[0] ?? {};
  const newest = taken
    .map(({ time }) => time)
    .filter((time) => typeof time === 'string')
    .toSorted()
    .at(-1);
  const sets = taken.map(({ fieldsV1 }) => fieldsV1).filter(isValueMap);
  const ours = {
    ...base,
    manager: ourManager,
    operation: 'Apply',
    ...(newest !== undefined && { time: newest }),
    fieldsType: 'FieldsV1',
    fieldsV1: withoutCopy(sets.reduce(unionOf, {})),
  };
  return [ours, ...entries.filter((entry) => !taken.includes(entry))];
}

/** Without the copy that kubectl keeps, which the same patch removes. */
function withoutCopy(fields: FieldSet): FieldSet {
  const { 'f:metadata': metadata, ...rest } = fields;
  if (!isValueMap(metadata) || !isValueMap(metadata['f:annotations'])) return fields;
  const { [`f:${lastApplied}`]: _copy, ...owned } = metadata['f:annotations'];
  const { 'f:annotations': _all, ...others } = metadata;
  const isEmpty = Object.keys(owned).every((name) => name === '.');
  const kept = isEmpty ? others : { ...others, 'f:annotations': owned };
  return Object.keys(kept).length === 0 ? rest : { 'f:metadata': kept, ...rest };
}
