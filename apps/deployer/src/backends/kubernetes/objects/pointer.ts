import { isValueMap, type Value, valueAt } from '@tribble/resource-repo/format';

/** The parts of a JSON pointer (RFC 6901). Beside indexes, list items are also named by a key and its value: `name=web`. */
export function partsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function pointerOf(parts: readonly string[]): string {
  return parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The same place with an index for every list item; undefined where the object has no such place. */
export function resolved(root: Value, parts: readonly string[]): string[] | undefined {
  const path: string[] = [];
  let value: Value = root;
  for (const part of parts) {
    const key = Array.isArray(value) ? String(indexOf(value, part)) : part;
    const next: Value | undefined = valueAt(value, [key]);
    if (next === undefined) return undefined;
    path.push(key);
    value = next;
  }
  return path;
}

/** The index of the item that a part of a pointer names; -1 where there is none. */
export function indexOf(list: readonly Value[], part: string): number {
  if (/^(?:0|[1-9]\d*)$/.test(part)) return Number(part) < list.length ? Number(part) : -1;
  return list.findIndex((item) => isValueMap(item) && part.split(';').every((each) => hasPair(item, each)));
}

function hasPair(item: Record<string, Value>, pair: string): boolean {
  const equals = pair.indexOf('=');
  if (equals < 1) return false;
  const value = valueAt(item, [pair.slice(0, equals)]);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return false;
  return String(value) === pair.slice(equals + 1);
}

/** A copy without the value at a place; the same object where there is nothing. */
export function withoutValueAt<Root extends Value>(root: Root, parts: readonly string[]): Root {
  const path = resolved(root, parts);
  return path === undefined || path.length === 0 ? root : (removed(root, path) as Root);
}

function removed(root: Value, [part = '', ...rest]: readonly string[]): Value {
  const child = valueAt(root, [part]) ?? null;
  if (Array.isArray(root)) {
    const index = Number(part);
    return rest.length === 0 ? root.toSpliced(index, 1) : root.with(index, removed(child, rest));
  }
  if (!isValueMap(root)) return root;
  if (rest.length > 0) return { ...root, [part]: removed(child, rest) };
  return Object.fromEntries(Object.entries(root).filter(([key]) => key !== part));
}

/**
 * A copy with a value at a place. Maps on the way that are missing are made; the same object where the way leads through a
 * list item that is missing.
 */
export function withValueAt<Root extends Value>(root: Root, parts: readonly string[], value: Value): Root {
  return (placed(root, parts, value) ?? root) as Root;
}

function placed(root: Value, [part, ...rest]: readonly string[], value: Value): Value | undefined {
  if (part === undefined) return value;
  if (Array.isArray(root)) {
    const index = indexOf(root, part);
    const item = root[index];
    const changed = item === undefined ? undefined : placed(item, rest, value);
    return changed === undefined ? undefined : root.with(index, changed);
  }
  if (!isValueMap(root)) return undefined;
  const changed = placed(valueAt(root, [part]) ?? {}, rest, value);
  return changed === undefined ? undefined : { ...root, [part]: changed };
}
