/** Makes ours what `kubectl` applied or edited before we came. */
import { isValueMap, valueAt, type ValueMap } from '@tribble/resource-repo/format';
import { type FieldSet, unionOf, withoutFields } from './field-set.ts';
import type { KubernetesObject } from './identity.ts';
import { managersOf } from './managed-fields.ts';
import { lastApplied } from './normalise.ts';
import { pointerOf } from './pointer.ts';

const lastAppliedParts = ['metadata', 'annotations', lastApplied];
const lastAppliedPointer = pointerOf(lastAppliedParts);
/** Who writes the copy of what was applied last. */
const copier = 'kubectl-client-side-apply';

/** Who took what before we came: what of it is not in git goes with the next apply. */
export type TakeOver = {
  managers: readonly string[];
  /** The JSON patch that makes it ours. A test on the resourceVersion has the server refuse it (422) where the object changed meanwhile. */
  patch: ValueMap[];
  /** The fields that become ours. */
  taken: FieldSet;
  /** The fields that others hold, and go on to hold. */
  kept: FieldSet;
};

/**
 * How the fields of `kubectl` become ours, so that what leaves git leaves the cluster too: without it, applying leaves the
 * fields of those entries behind. Undefined where there is nothing to take over, and where we have applied the object
 * already: what people add later is theirs, and survives. `mayTake`: whether the environment takes the fields of a manager.
 */
export function takeOverOf(
  object: KubernetesObject,
  ourManager: string,
  mayTake: (manager: string) => boolean,
): TakeOver | undefined {
  const { managedFields, resourceVersion } = object.metadata;
  const entries = Array.isArray(managedFields) ? managedFields.filter(isValueMap) : [];
  if (typeof resourceVersion !== 'string' || entries.some((entry) => isApplyOf(entry, ourManager)))
    return undefined;
  const takes = (entry: ValueMap) => isOfKubectl(entry) && mayTake(managerOf(entry));
  const ofKubectl = entries.filter(takes);
  const isCopied = isCopyTaken(object, mayTake);
  if (ofKubectl.length === 0 && !isCopied) return undefined;
  const taken = withoutCopy(fieldsOf(ofKubectl));
  const others = entries.filter((entry) => !takes(entry));
  const patch: ValueMap[] = [{ op: 'test', path: '/metadata/resourceVersion', value: resourceVersion }];
  if (ofKubectl.length > 0) {
    const value = [merged(ofKubectl, taken, ourManager), ...others];
    patch.push({ op: 'replace', path: '/metadata/managedFields', value });
  }
  if (isCopied) patch.push({ op: 'remove', path: lastAppliedPointer });
  const managers = [...new Set(ofKubectl.map(managerOf))];
  return { managers, patch, taken, kept: fieldsOf(others) };
}

/** What applying `payload` leaves of an object when the fields are taken over: without those that git does not declare. */
export function withoutTaken(
  object: KubernetesObject,
  payload: KubernetesObject,
  { taken, kept }: TakeOver,
): KubernetesObject {
  return withoutFields(object, taken, { declared: payload, kept }) as KubernetesObject;
}

const fieldsOf = (entries: readonly ValueMap[]): FieldSet =>
  entries
    .map(({ fieldsV1 }) => fieldsV1)
    .filter(isValueMap)
    .reduce(unionOf, {});

const managerOf = ({ manager }: ValueMap): string => (typeof manager === 'string' ? manager : '');

function isOfKubectl({ manager, operation, subresource }: ValueMap): boolean {
  if (typeof manager !== 'string' || (typeof subresource === 'string' && subresource !== '')) return false;
  if (operation !== 'Apply' && operation !== 'Update') return false;
  return manager.startsWith('kubectl') || manager === 'before-first-apply';
}

function isApplyOf({ manager, operation, subresource }: ValueMap, ourManager: string): boolean {
  return manager === ourManager && operation === 'Apply' && !subresource;
}

/** Whether the copy that kubectl keeps goes: it belongs to whoever holds it, and otherwise to the one who writes it. */
function isCopyTaken(object: KubernetesObject, mayTake: (manager: string) => boolean): boolean {
  if (valueAt(object, lastAppliedParts) === undefined) return false;
  const holders = managersOf(object, lastAppliedPointer);
  return holders.length > 0 ? holders.every(mayTake) : mayTake(copier);
}

/** One entry of ours for all that are taken over. */
function merged(entries: readonly ValueMap[], fieldsV1: FieldSet, ourManager: string): ValueMap {
  const { time: _time, ...base } = entries[0] ?? {};
  const newest = entries
    .map(({ time }) => time)
    .filter((time) => typeof time === 'string')
    .toSorted()
    .at(-1);
  return {
    ...base,
    manager: ourManager,
    operation: 'Apply',
    ...(newest !== undefined && { time: newest }),
    fieldsType: 'FieldsV1',
    fieldsV1,
  };
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
