import { isObject, type Json, type JsonObject } from '../json.ts';
import { type FieldSet, leaf, node } from './field-set.ts';
import { type AnyType, type FieldType, type ListRule, type ObjectType } from './schema-types.ts';

/** A part of a value: its path element, what it is, and its type. */
export interface Part {
  readonly element: string;
  readonly value: Json;
  readonly type: FieldType;
  /** Items of lists and of maps are paths of their own, other than the fields of an object. */
  readonly isItem: boolean;
}

/** The type of values that no schema describes. */
export const anything: AnyType = { type: 'any' };

/** A value that ownership looks into; undefined for one that is owned as a whole. */
export function partsOf(value: Json | undefined, type: FieldType): Part[] | undefined {
  if (Array.isArray(value)) return type.type === 'list' ? itemsOf(value, type.items, type.rule) : undefined;
  if (!isObject(value) || isAtomic(type)) return undefined;
  return Object.entries(value).map(([name, item]) => {
    const field = type.type === 'object' ? type.fields.get(name) : undefined;
    const rest = type.type === 'map' ? type.values : anything;
    return { element: `f:${name}`, value: item, type: field ?? rest, isItem: !field };
  });
}

function itemsOf(list: Json[], type: FieldType, rule: ListRule): Part[] | undefined {
  if (rule.type === 'atomic') return undefined;
  return list.map((value) => ({ element: itemElement(rule, value), value, type, isItem: true }));
}

function isAtomic(type: FieldType): boolean {
  switch (type.type) {
    case 'object':
    case 'map':
      return type.atomic === true;
    case 'any':
      return false;
    default:
      return true;
  }
}

/** The path element that names a list item: `k:{"name":"web"}` in lists with keys, `v:"x"` in sets. */
export function itemElement(rule: ListRule, item: Json): string {
  if (rule.type !== 'map' || !isObject(item)) return `v:${JSON.stringify(item)}`;
  const key: JsonObject = {};
  for (const name of [...rule.keys].sort()) {
    const value = item[name] ?? rule.defaults?.[name];
    if (value !== undefined) key[name] = value;
  }
  return `k:${JSON.stringify(key)}`;
}

/** The fields that an apply configuration claims: its leaves, and each item of a list with keys or of a map. */
export function claimedFields(value: Json, type: FieldType): FieldSet {
  const parts = partsOf(value, type);
  if (!parts || parts.length === 0) return leaf;
  const children = parts.map((part): [string, FieldSet] => {
    const child = claimedFields(part.value, part.type);
    return [part.element, part.isItem ? { ...child, member: true } : child];
  });
  return node(false, children);
}

/**
 * All fields of a value, composites included: what an update owns when it adds the value. `present` says that the value itself
 * is there in every object of the kind, which makes adding it no change.
 */
export function allFields(value: Json, type: FieldType, present = false): FieldSet {
  const parts = partsOf(value, type);
  if (!parts || parts.length === 0) return leaf;
  const children = parts.map((part): [string, FieldSet] => [
    part.element,
    allFields(part.value, part.type, isPresent(type, part.element, present)),
  ]);
  return node(!present, children);
}

/** Whether a part is there in every object, given that what it belongs to is. */
export function isPresent(type: FieldType, element: string, parent: boolean): boolean {
  return parent && type.type === 'object' && (type.alwaysPresent?.has(element.slice(2)) ?? false);
}

/** What an object keeps of its fields for ownership: everything but its identity and what the server itself writes. */
export function ownable(object: JsonObject, ignored: readonly string[]): JsonObject {
  const { apiVersion: _apiVersion, kind: _kind, metadata, ...sections } = object;
  for (const section of ignored) delete sections[section];
  const kept = isObject(metadata) ? { ...metadata } : {};
  for (const name of serverWritten) delete kept[name];
  return Object.keys(kept).length > 0 ? { ...sections, metadata: kept } : sections;
}

const serverWritten = [
  'name',
  'namespace',
  'generateName',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'selfLink',
  'managedFields',
];

/** A kind of which nothing is known but its metadata. */
export const openObject = (metadata: FieldType): ObjectType => ({
  type: 'object',
  fields: new Map([['metadata', metadata]]),
  alwaysPresent: new Set(['metadata']),
  open: true,
});
