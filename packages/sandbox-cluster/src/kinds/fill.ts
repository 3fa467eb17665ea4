import { isObject, type JsonObject } from '../json.ts';

/** Sets the fields that are absent. */
export function fill(target: JsonObject, defaults: JsonObject): void {
  for (const [key, value] of Object.entries(defaults)) target[key] ??= value;
}

/** The part of an object under a key, created when it is absent. */
export function section(parent: JsonObject, key: string): JsonObject {
  const present = parent[key];
  if (isObject(present)) return present;
  const created: JsonObject = {};
  parent[key] = created;
  return created;
}

/** Fills in the part of an object under a key, if that part is there. */
export function fillPresent(parent: JsonObject, key: string, defaults: JsonObject): void {
  const present = parent[key];
  if (isObject(present)) fill(present, defaults);
}
