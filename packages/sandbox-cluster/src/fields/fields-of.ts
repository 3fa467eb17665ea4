import { isObject, type Json, type JsonObject } from '../json.ts';
import { type FieldSet, leaf, node } from './field-set.ts';
import { isAlwaysPresent, isAtomicObject, itemElement, listRuleAt, type SchemaPath } from './schema.ts';

/** A list item under its path element. */
export type Item = readonly [element: string, item: Json];

/** A value that ownership looks into, by path element; undefined for one that is owned as a whole. */
export function partsOf(value: Json | undefined, path: SchemaPath): Item[] | undefined {
  if (Array.isArray(value)) {
    const rule = listRuleAt(path);
    if (rule.type === 'atomic') return undefined;
    return value.map((item) => [itemElement(rule, item), item] as const);
  }
  if (!isObject(value) || isAtomicObject(path)) return undefined;
  return Object.entries(value).map(([name, item]) => [`f:${name}`, item] as const);
}

/** The schema path below a path element. */
export function below(path: SchemaPath, element: string): SchemaPath {
  return [...path, element.startsWith('f:') ? element.slice(2) : '*'];
}

/** The fields that an apply configuration claims: its leaves, and each item of a list with keys. */
export function claimedFields(value: Json, path: SchemaPath = []): FieldSet {
  return fieldsOf(value, path, () => false);
}

/** All fields of a value, composites included: what an update owns when it adds the value. */
export function allFields(value: Json, path: SchemaPath = []): FieldSet {
  return fieldsOf(value, path, (at) => !isAlwaysPresent(at));
}

function fieldsOf(value: Json, path: SchemaPath, isMember: (path: SchemaPath) => boolean): FieldSet {
  const parts = partsOf(value, path);
  if (!parts || parts.length === 0) return leaf;
  const children = parts.map(([element, item]) => {
    const child = fieldsOf(item, below(path, element), isMember);
    return [element, element.startsWith('f:') ? child : { ...child, member: true }] as const;
  });
  return node(isMember(path), children);
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
