import { isObject, type JsonObject } from '../json.ts';

/**
 * A set of field paths as a tree. A node's path is in the set when it is a `member`; the keys of `children` are path elements as
 * in the fieldsV1 format: `f:name`, `k:{"name":"web"}`, `v:"value"`.
 */
export interface FieldSet {
  readonly member: boolean;
  readonly children: ReadonlyMap<string, FieldSet>;
}

/** The set without any path. */
export const noFields: FieldSet = { member: false, children: new Map() };

/** A node that is a path of its own. */
export const leaf: FieldSet = { member: true, children: new Map() };

/** Whether the set holds no path at all. */
export function isEmpty(fields: FieldSet): boolean {
  return !fields.member && fields.children.size === 0;
}

/** A node from its children; children without any path are left out. */
export function node(member: boolean, children: Iterable<readonly [string, FieldSet]>): FieldSet {
  return { member, children: new Map([...children].filter(([, child]) => !isEmpty(child))) };
}

/** Reads the fieldsV1 format. */
export function fromFieldsV1(fields: JsonObject): FieldSet {
  const children = Object.entries(fields)
    .filter(([element]) => element !== '.')
    .map(([element, child]) => [element, nodeFromFieldsV1(isObject(child) ? child : {})] as const);
  return node(false, children);
}

function nodeFromFieldsV1(fields: JsonObject): FieldSet {
  const { children } = fromFieldsV1(fields);
  return { member: '.' in fields || children.size === 0, children };
}

/** Writes the fieldsV1 format, with sorted elements. */
export function toFieldsV1(fields: FieldSet): JsonObject {
  const result: JsonObject = {};
  for (const [element, child] of [...fields.children].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const dot = child.member && child.children.size > 0;
    result[element] = { ...(dot && { '.': {} }), ...toFieldsV1(child) };
  }
  return result;
}

/** The paths that are in either set. */
export function union(left: FieldSet, right: FieldSet): FieldSet {
  const children = new Map(left.children);
  for (const [element, child] of right.children) {
    const other = children.get(element);
    children.set(element, other ? union(other, child) : child);
  }
  return { member: left.member || right.member, children };
}

/** The paths that are in both sets. */
export function intersection(left: FieldSet, right: FieldSet): FieldSet {
  const common = [...left.children].map(([element, child]) => {
    const other = right.children.get(element);
    return [element, other ? intersection(child, other) : noFields] as const;
  });
  return node(left.member && right.member, common);
}

/** The paths of the left set that are not in the right one. */
export function difference(left: FieldSet, right: FieldSet): FieldSet {
  const remaining = [...left.children].map(([element, child]) => {
    const other = right.children.get(element);
    return [element, other ? difference(child, other) : child] as const;
  });
  return node(left.member && !right.member, remaining);
}

/** Whether both sets hold the same paths. */
export function sameFields(left: FieldSet, right: FieldSet): boolean {
  return isEmpty(difference(left, right)) && isEmpty(difference(right, left));
}

/** All paths as a person reads them, such as `.spec.template.spec.containers[name="web"].image`. */
export function formatPaths(fields: FieldSet, prefix = ''): string[] {
  const below = [...fields.children].flatMap(([element, child]) =>
    formatPaths(child, prefix + formatElement(element)),
  );
  return fields.member ? [prefix, ...below] : below;
}

/** One path element as a person reads it. */
export function formatElement(element: string): string {
  const text = element.slice(2);
  if (element.startsWith('f:')) return `.${text}`;
  if (!element.startsWith('k:')) return `[=${text}]`;
  const keys = Object.entries(JSON.parse(text) as JsonObject);
  return `[${keys.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')}]`;
}
