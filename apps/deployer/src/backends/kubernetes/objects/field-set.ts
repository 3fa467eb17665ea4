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

/** What stays although it is in the set that is taken out: what git declares, and what others hold. */
type Staying = { declared: Value | undefined; kept: Value | undefined };

/**
 * A copy without the fields of a set, as the server makes it when their only manager drops them: what is declared anew or
 * held by others stays. What it then sets by default is not foreseen.
 */
export function withoutFields(value: Value, fields: FieldSet, { declared, kept }: Staying): Value {
  return Object.entries(fields).reduce((left, [name, child]) => {
    const part = partOf(left, name);
    if (part === undefined) return left;
    const before = at(left, part) ?? null;
    const others = valueAt(kept ?? null, [name]);
    const own = at(declared, partOf(declared ?? null, name));
    const inside = isValueMap(child) ? child : {};
    const after = withoutFields(before, inside, { declared: own, kept: others });
    const isStaying = own !== undefined || others !== undefined;
    const isOwned = isWhole(inside) || Object.hasOwn(inside, '.') || isEmpty(after);
    return isOwned && !isStaying ? without(left, part) : replaced(left, part, after);
  }, value);
}

const at = (value: Value | undefined, part: string | undefined): Value | undefined =>
  value === undefined || part === undefined ? undefined : valueAt(value, [part]);

const isEmpty = (value: Value): boolean =>
  Array.isArray(value) ? value.length === 0 : isValueMap(value) && isWhole(value);

/** The key or index of what a field set calls by a name; undefined where the value has none such. */
function partOf(value: Value, name: string): string | undefined {
  if (Array.isArray(value)) {
    const index = value.findIndex((item, position) => isNameOf(name, item, position));
    return index < 0 ? undefined : String(index);
  }
  const key = name.slice(2);
  return isValueMap(value) && name.startsWith('f:') && Object.hasOwn(value, key) ? key : undefined;
}

function without(value: Value, part: string): Value {
  if (Array.isArray(value)) return value.toSpliced(Number(part), 1);
  return isValueMap(value)
    ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== part))
    : value;
}

function replaced(value: Value, part: string, by: Value): Value {
  if (Array.isArray(value)) return value.with(Number(part), by);
  return isValueMap(value) ? { ...value, [part]: by } : value;
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
