import { badRequest } from '../api-error.ts';
import { equal, isObject, type Json, type JsonObject } from '../json.ts';
import { patchRuleAt } from './merge-keys.ts';

const deleteFromList = '$deleteFromPrimitiveList/';
const setOrder = '$setElementOrder/';

/**
 * Applies a strategic merge patch: like a merge patch, but lists with a merge key are merged item by item. Understands the
 * directives `$patch` (replace, delete, merge), `$retainKeys`, `$deleteFromPrimitiveList/…` and `$setElementOrder/…`.
 */
export function strategicMergePatch(
  target: Json | undefined,
  patch: Json,
  path: readonly string[] = [],
): Json | undefined {
  if (!isObject(patch)) return patch;
  const { $patch: directive, $retainKeys: retained, ...fields } = patch;
  if (directive === 'delete') return undefined;
  if (directive === 'replace') return fields;
  const result: JsonObject = isObject(target) ? { ...target } : {};
  if (Array.isArray(retained)) {
    for (const key of Object.keys(result)) if (!retained.includes(key)) delete result[key];
  }
  for (const [key, value] of Object.entries(fields)) {
    if (key.startsWith('$')) continue;
    const merged = value === null ? undefined : mergeField(result[key], value, [...path, key]);
    if (merged === undefined) delete result[key];
    else result[key] = merged;
  }
  return withDirectives(result, fields, path);
}

function mergeField(target: Json | undefined, patch: Json, path: readonly string[]): Json | undefined {
  if (!Array.isArray(patch)) return strategicMergePatch(target, patch, path);
  const rule = patchRuleAt(path);
  const list = Array.isArray(target) ? target : [];
  if (!rule) return patch;
  if ('scalars' in rule) return [...list, ...patch.filter((item) => !list.includes(item))];
  return mergeItems(list, patch, rule.key, path);
}

function mergeItems(list: Json[], patch: Json[], key: string, path: readonly string[]): Json[] {
  if (patch.some((item) => isObject(item) && item['$patch'] === 'replace' && !(key in item))) {
    return patch.filter((item) => !(isObject(item) && '$patch' in item));
  }
  const result = [...list];
  for (const item of patch) {
    if (!isObject(item) || item[key] === undefined) {
      throw badRequest(`map: ${JSON.stringify(item)} does not contain declared merge key: ${key}`);
    }
    const index = result.findIndex((other) => isObject(other) && equal(other[key], item[key]));
    const merged = strategicMergePatch(index < 0 ? undefined : result[index], item, [...path, '*']);
    if (index >= 0) result.splice(index, 1, ...(merged === undefined ? [] : [merged]));
    else if (merged !== undefined) result.push(merged);
  }
  return result;
}

function withDirectives(result: JsonObject, fields: JsonObject, path: readonly string[]): JsonObject {
  for (const [key, value] of Object.entries(fields)) {
    if (!Array.isArray(value)) continue;
    if (key.startsWith(deleteFromList)) {
      const name = key.slice(deleteFromList.length);
      const list = result[name];
      if (Array.isArray(list)) result[name] = list.filter((item) => !value.includes(item));
    } else if (key.startsWith(setOrder)) {
      const name = key.slice(setOrder.length);
      const list = result[name];
      if (Array.isArray(list)) result[name] = ordered(list, value, [...path, name]);
    }
  }
  return result;
}

/** Brings the named items into the wanted order; items that the order does not name keep their places. */
function ordered(list: Json[], order: Json[], path: readonly string[]): Json[] {
  const rule = patchRuleAt(path);
  const key = rule && 'key' in rule ? rule.key : undefined;
  const identity = (item: Json) => JSON.stringify(key && isObject(item) ? item[key] : item);
  const wanted = order.map(identity);
  const rank = (item: Json) => wanted.indexOf(identity(item));
  const named = list.filter((item) => rank(item) >= 0).sort((left, right) => rank(left) - rank(right));
  return list.map((item) => (rank(item) < 0 ? item : (named.shift() ?? item)));
}
