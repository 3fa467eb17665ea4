/** A plain value of a manifest. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
export type ValueMap = { [key: string]: Value };

export function isValueMap(value: unknown): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parts of a JSON pointer (RFC 6901). */
export function parsePointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value that a pointer names, or undefined. */
export function valueAt(root: Value, parts: readonly string[]): Value | undefined {
  let value: Value | undefined = root;
  for (const part of parts) {
    if (Array.isArray(value)) value = /^\d+$/.test(part) ? value[Number(part)] : undefined;
    else value = isValueMap(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }
  return value;
}

/**
 * A copy of `root` with the value at the pointer replaced. Maps on the way that are missing are made; a list takes an
 * index that exists or `-` for one more. Throws an Error that says which part of the pointer leads nowhere.
 */
export function withValueAt(root: Value, parts: readonly string[], value: Value): Value {
  const [part, ...rest] = parts;
  if (part === undefined) return value;
  if (Array.isArray(root)) {
    const index = part === '-' ? root.length : /^(?:0|[1-9]\d*)$/.test(part) ? Number(part) : -1;
    if (index < 0 || index > root.length || (index === root.length && part !== '-')) {
      throw new Error(`"${part}" is no index of a list of ${root.length}`);
    }
    return root.toSpliced(index, 1, withValueAt(root[index] ?? {}, rest, value));
  }
  if (!isValueMap(root))
    throw new Error(`"${part}" is looked for in ${JSON.stringify(root)}, which is no map`);
  const before = Object.hasOwn(root, part) ? root[part] : undefined;
  return Object.fromEntries([...Object.entries(root), [part, withValueAt(before ?? {}, rest, value)]]);
}
