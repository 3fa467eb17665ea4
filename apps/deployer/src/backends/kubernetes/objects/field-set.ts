/**
 * Sets of fields as `metadata.managedFields` holds them: they mirror the object. `f:` leads to a key of a map, `k:` to the list
 * item with these keys, `v:` to an item of a set, `i:` to an index; an empty set is the whole value.
 */
import { canonicalJson, isValueMap, type Value, valueAt, type ValueMap } from '@tribble/resource-repo/format';
import type { KubernetesObject } from './identity.ts';
import { indexOf, partsOf } from './pointer.ts';

/** `fieldsV1` of an entry. */
export type FieldSet = ValueMap;

/** What is in either set. */
export function unionOf(left: FieldSet, right: FieldSet): FieldSet {
  const result = { ...left };
  for (const [name, value] of Object.entries(right)) {
    const before = result[name];
    result[name] = isValueMap(before) && isValueMap(value) ? unionOf(before, value) : value;
  }
  return result;
}

/** The fields of a set at a place of the object, as texts; the place itself where a value that holds it is owned as a whole. */
export function leavesAt(fields: FieldSet, object: KubernetesObject, pointer: string): string[] {
  let set: ValueMap = fields;
  let value: Value | undefined = object;
  for (const part of partsOf(pointer)) {
    if (isWhole(set)) return set === fields ? [] : [''];
    const child: ValueMap | undefined = childOf(set, value, part);
    if (child === undefined) return [];
    value = Array.isArray(value) ? value[indexOf(value, part)] : valueAt(value ?? null, [part]);
    set = child;
  }
  return leavesOf(set, '');
}

const isWhole = (set: ValueMap): boolean => Object.keys(set).length === 0;

function leavesOf(set: ValueMap, path: string): string[] {
  const entries = Object.entries(set);
  if (entries.length === 0) return [path];
  return entries.flatMap(([name, child]) => leavesOf(isValueMap(child) ? child : {}, `${path}/${name}`));
}

function childOf(set: ValueMap, value: Value | undefined, part: string): ValueMap | undefined {
  const name = Array.isArray(value) ? itemName(set, value, part) : `f:${part}`;
  const child = name === undefined ? undefined : valueAt(set, [name]);
  return isValueMap(child) ? child : undefined;
}

/** How a set of fields calls the list item that a part of a pointer names. */
function itemName(set: ValueMap, list: readonly Value[], part: string): string | undefined {
  const index = indexOf(list, part);
  const item = list[index];
  return item === undefined ? undefined : Object.keys(set).find((name) => isNameOf(name, item, index));
}

function isNameOf(name: string, item: Value, index: number): boolean {
  if (name === `i:${index}`) return true;
  const key = name.startsWith('k:') || name.startsWith('v:') ? parsed(name.slice(2)) : undefined;
  if (key === undefined) return false;
  if (name.startsWith('v:')) return canonicalJson(key) === canonicalJson(item);
  if (!isValueMap(key) || !isValueMap(item)) return false;
  return Object.entries(key).every(
    ([field, value]) => canonicalJson(item[field] ?? null) === canonicalJson(value),
  );
}

function parsed(json: string): Value | undefined {
  try {
    return JSON.parse(json) as Value;
  } catch {
    return undefined;
  }
}
