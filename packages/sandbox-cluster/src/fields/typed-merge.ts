import { isObject, type Json, type JsonObject } from '../json.ts';
import { type FieldSet } from './field-set.ts';
import { below, type Item, partsOf } from './fields-of.ts';
import { type SchemaPath } from './schema.ts';

/** Lays an apply configuration over a live value: objects and lists with keys are merged, everything else is replaced. */
export function mergeTyped(live: Json | undefined, config: Json, path: SchemaPath = []): Json {
  const liveParts = live === undefined ? undefined : partsOf(live, path);
  const configParts = partsOf(config, path);
  if (!liveParts || !configParts || Array.isArray(live) !== Array.isArray(config)) return config;
  const mergeItem = (element: string, item: Json) =>
    mergeTyped(new Map(liveParts).get(element), item, below(path, element));
  if (!Array.isArray(config)) {
    const merged: JsonObject = isObject(live) ? { ...live } : {};
    for (const [element, item] of configParts) merged[element.slice(2)] = mergeItem(element, item);
    return merged;
  }
  return mergeOrder(liveParts, configParts).map(([element, item, fromConfig]) =>
    fromConfig ? mergeItem(element, item) : item,
  );
}

/** Items of the configuration keep its order; items that only the live list has stay after the neighbour they followed. */
function mergeOrder(live: Item[], config: Item[]): (readonly [string, Json, boolean])[] {
  const wanted = new Set(config.map(([element]) => element));
  const result: (readonly [string, Json, boolean])[] = [];
  let next = 0;
  const emitLiveOnly = (upTo: number) => {
    for (; next < upTo; next += 1) {
      const item = live[next];
      if (item && !wanted.has(item[0])) result.push([...item, false]);
    }
  };
  const endOfLiveOnly = () => {
    const end = live.findIndex(([element], index) => index >= next && wanted.has(element));
    return end < 0 ? live.length : end;
  };
  emitLiveOnly(endOfLiveOnly());
  for (const [element, item] of config) {
    result.push([element, item, true]);
    const index = live.findIndex(([other]) => other === element);
    if (index < next) continue;
    emitLiveOnly(index + 1);
    emitLiveOnly(endOfLiveOnly());
  }
  emitLiveOnly(live.length);
  return result;
}

/**
 * Removes what a manager no longer claims: fields in `released` below which nobody owns anything any more. A composite that
 * loses its last owned field goes as a whole, with the defaults inside it, as on a real server.
 */
export function prune(value: Json, released: FieldSet, owned: FieldSet, path: SchemaPath = []): Json {
  const parts = partsOf(value, path);
  if (!parts) return value;
  const kept = parts.flatMap(([element, item]): Item[] => {
    const releasedBelow = released.children.get(element);
    if (!releasedBelow) return [[element, item]];
    const ownedBelow = owned.children.get(element);
    return ownedBelow ? [[element, prune(item, releasedBelow, ownedBelow, below(path, element))]] : [];
  });
  if (Array.isArray(value)) return kept.map(([, item]) => item);
  return Object.fromEntries(kept.map(([element, item]) => [element.slice(2), item]));
}

/** The first list with keys in which two items share a key; undefined when there is none. */
export function duplicateItem(value: Json, path: SchemaPath = []): string[] | undefined {
  const parts = partsOf(value, path) ?? [];
  const seen = new Set<string>();
  for (const [element, item] of parts) {
    if (seen.has(element)) return [element];
    seen.add(element);
    const deeper = duplicateItem(item, below(path, element));
    if (deeper) return [element, ...deeper];
  }
  return undefined;
}
