import { type Kind } from '../kinds/kind.ts';
import { isCustom, type ServedKinds } from '../registry/served-kinds.ts';

/** What the path of a request names. */
export interface ResourcePath {
  readonly kind: Kind;
  /** Undefined when the path spans all namespaces, empty for kinds without namespaces. */
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
}

/** Reads a path below /api or /apis; undefined when nothing is served there. */
export function parseResourcePath(kinds: ServedKinds, path: string): ResourcePath | undefined {
  const segments = path.split('/').slice(1).map(decodeURIComponent);
  const [root, ...rest] = segments;
  if (root === 'api') return inGroup(kinds, '', rest);
  if (root === 'apis') return inGroup(kinds, rest[0] ?? '', rest.slice(1));
  return undefined;
}

function inGroup(
  kinds: ServedKinds,
  group: string,
  [version = '', ...segments]: string[],
): ResourcePath | undefined {
  const isNamespaced =
    segments[0] === 'namespaces' && segments.length > 2 && !namespaceDoors.has(segments[2] ?? '');
  const [namespace, remaining] = isNamespaced ? [segments[1], segments.slice(2)] : [undefined, segments];
  const [plural = '', name, subresource, ...tooMany] = remaining;
  const kind = kinds.find(group, version, plural);
  if (!kind || tooMany.length > 0 || (isNamespaced && !kind.namespaced)) return undefined;
  if (kind.namespaced && name !== undefined && namespace === undefined) return undefined;
  return { kind, namespace: kind.namespaced ? namespace : '', name, subresource };
}

/** What follows a namespace's name when it is a door of the namespace itself and not a resource in it. */
const namespaceDoors = new Set(['status', 'finalize']);

/** Whether a built-in group version has the path: then what it lacks is answered as a Status, and not as plain text. */
export function isBuiltInPath(kinds: ServedKinds, path: string): boolean {
  const [, root, ...rest] = path.split('/');
  const [group, version] = root === 'api' ? ['', rest[0]] : [rest[0], rest[1]];
  return kinds.all.some((kind) => kind.group === group && kind.version === version && !isCustom(kind));
}
