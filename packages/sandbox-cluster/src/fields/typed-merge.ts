import { isObject, type Json, type JsonObject } from '../json.ts';
import { type FieldSet } from './field-set.ts';
import { type Part, partsOf } from './fields-of.ts';
import { type FieldType } from './schema-types.ts';

/** Lays an apply configuration over a live value: objects and lists with keys are merged, everything else is replaced. */
export function mergeTyped(live: Json | undefined, config: Json, type: FieldType): Json {
  const liveParts = live === undefined ? undefined : partsOf(live, type);
  const configParts = partsOf(config, type);
  if (!liveParts || !configParts || Array.isArray(live) !== Array.isArray(config)) return config;
  const liveValues = new Map(liveParts.map(({ element, value }) => [element, value]));
  const mergePart = (part: Part) => mergeTyped(liveValues.get(part.element), part.value, part.type);
  if (!Array.isArray(config)) {
    const merged: JsonObject = isObject(live) ? { ...live } : {};
    for (const part of configParts) merged[part.element.slice(2)] = mergePart(part);
    return merged;
  }
  return mergeOrder(liveParts, configParts).map(({ part, fromConfig }) =>
    fromConfig ? mergePart(part) : part.value,
  );
}

interface MergedItem {
  readonly part: Part;
  readonly fromConfig: boolean;
}

/** Items of the configuration keep its order; items that only the live list has stay after the neighbour they followed. */
function mergeOrder(live: readonly Part[], config: readonly Part[]): MergedItem[] {
  const wanted = new Set(config.map(({ element }) => element));
  const result: MergedItem[] = [];
  let next = 0;
  const emitLiveOnly = (upTo: number) => {
    for (; next < upTo; next += 1) {
      const part = live[next];
      if (part && !wanted.has(part.element)) result.push({ part, fromConfig: false });
    }
  };
  const endOfLiveOnly = () => {
    const end = live.findIndex(({ element }, index) => index >= next && wanted.has(element));
    return end < 0 ? live.length : end;
  };
  emitLiveOnly(endOfLiveOnly());
  for (const part of config) {
    result.push({ part, fromConfig: true });
    const index = live.findIndex(({ element }) => element === part.element);
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
export function prune(value: Json, released: FieldSet, owned: FieldSet, type: FieldType): Json {
  const parts = partsOf(value, type);
  if (!parts) return value;
  const kept = parts.flatMap((part): Part[] => {
    const releasedBelow = released.children.get(part.element);
    if (!releasedBelow) return [part];
    const ownedBelow = owned.children.get(part.element);
    if (!ownedBelow) return [];
    return [{ ...part, value: prune(part.value, releasedBelow, ownedBelow, part.type) }];
  });
  if (Array.isArray(value)) return kept.map((part) => part.value);
  return Object.fromEntries(kept.map((part) => [part.element.slice(2), part.value]));
}
