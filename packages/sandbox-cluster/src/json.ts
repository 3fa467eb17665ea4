/** Any value that JSON can hold. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** Tells whether a value is a JSON object (neither null nor a list). */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; anything else counts as an empty one. */
export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The value as a list of objects; anything else counts as an empty one. */
export function objectsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The value as text; anything that is not a string counts as the fallback. */
export function textOf(value: Json | undefined, fallback = ''): string {
  return typeof value === 'string' ? value : fallback;
}

/** The value as a number; anything that is not a number counts as the fallback. */
export function numberOf(value: Json | undefined, fallback = 0): number {
  return typeof value === 'number' ? value : fallback;
}

/** A deep copy. Cheaper than structuredClone, because JSON has no cycles and no class instances. */
export function clone<T extends Json>(value: T): T;
export function clone(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => clone(item));
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const [key, item] of Object.entries(value)) copy[key] = clone(item);
  return copy;
}

/** A deep copy without fields that are null: a typed server decodes null as absent. */
export function withoutNulls(value: JsonObject): JsonObject;
export function withoutNulls(value: Json): Json;
export function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutNulls(item)]));
}

/** Deep equality; the order of keys does not matter, the order of list items does. */
export function equal(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => equal(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => key in right && equal(left[key], right[key]))
  );
}

/** Reads a nested field; undefined when any step of the path is missing. */
export function fieldAt(value: Json | undefined, ...path: string[]): Json | undefined {
  return path.reduce<Json | undefined>((parent, key) => (isObject(parent) ? parent[key] : undefined), value);
}
