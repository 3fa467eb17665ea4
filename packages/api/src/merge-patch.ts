/**
 * JSON Merge Patch (RFC 7396) between two plain JSON values which hold no null. The aggregator sends what `diff`
 * returns, browsers fold it with `apply`; unchanged parts keep their identity, so that a view redraws only what changed.
 */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** The patch that turns `from` into `to`, or undefined where they are equal. */
export function diff(from: Json | undefined, to: Json): Json | undefined {
  if (!isObject(from) || !isObject(to)) return equal(from, to) ? undefined : to;
  const patch: [string, Json][] = [];
  for (const key of Object.keys(from)) if (!Object.hasOwn(to, key)) patch.push([key, null]);
  for (const [key, value] of Object.entries(to)) {
    const change = Object.hasOwn(from, key) ? diff(from[key], value) : value;
    if (change !== undefined) patch.push([key, change]);
  }
  return patch.length === 0 ? undefined : Object.fromEntries(patch);
}

/** The value after the patch; `target` itself is left as it is. */
export function apply(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  // A map, because assigning to the key `__proto__` of an object would not make a key.
  const result = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) result.delete(key);
    else result.set(key, apply(result.get(key), change));
  }
  return Object.fromEntries(result);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function equal(left: Json | undefined, right: Json): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length && left.every((item: Json, index) => equal(item, right[index] as Json))
    );
  }
  if (!isObject(left) || !isObject(right)) return false;
  return diff(left, right) === undefined;
}
