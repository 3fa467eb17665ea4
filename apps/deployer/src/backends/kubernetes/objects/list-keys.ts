import { isValueMap, type Value, valueAt, type ValueMap } from '@tribble/resource-repo/format';

/** The keys by which items of Kubernetes' lists are told from each other, the most telling first. */
const keys: readonly (readonly string[])[] = [
  ['containerPort'],
  ['containerPort', 'protocol'],
  ['mountPath'],
  ['devicePath'],
  ['port'],
  ['port', 'protocol'],
  ['name'],
  ['ip'],
  ['topologyKey'],
  ['topologyKey', 'whenUnsatisfiable'],
  ['type'],
  ['key'],
  ['host'],
  ['uid'],
];

/** The items of two lists by their keys, as `name=web`; undefined where they have none that names each item of both once. */
export function keyedItems(
  left: readonly Value[],
  right: readonly Value[],
): { left: ReadonlyMap<string, ValueMap>; right: ReadonlyMap<string, ValueMap> } | undefined {
  if (!left.every(isValueMap) || !right.every(isValueMap)) return undefined;
  for (const fields of keys) {
    const [leftItems, rightItems] = [itemsBy(left, fields), itemsBy(right, fields)];
    if (leftItems !== undefined && rightItems !== undefined) return { left: leftItems, right: rightItems };
  }
  return undefined;
}

/** How an item of a list is named: by its key where it has one, otherwise by its index. */
export function itemNameIn(list: readonly Value[], index: number): string {
  const names = keyedItems(list, list)?.left.keys();
  return [...(names ?? [])][index] ?? String(index);
}

function itemsBy(list: readonly ValueMap[], fields: readonly string[]): Map<string, ValueMap> | undefined {
  const items = new Map<string, ValueMap>();
  for (const item of list) {
    const name = nameBy(item, fields);
    if (name === undefined || items.has(name)) return undefined;
    items.set(name, item);
  }
  return items;
}

function nameBy(item: ValueMap, fields: readonly string[]): string | undefined {
  const pairs = fields.map((field) => {
    const value = valueAt(item, [field]);
    const isName = typeof value === 'number' || (typeof value === 'string' && !value.includes(';'));
    return isName ? `${field}=${value}` : undefined;
  });
  return pairs.includes(undefined) ? undefined : pairs.join(';');
}
