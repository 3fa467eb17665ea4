import type { Problem } from '@tribble/api';
import { Document, isAlias, isMap, isScalar, type Node, type Pair } from 'yaml';
import type { RepositoryFile } from './file.ts';
import { parseFlatVersion } from './flat-version.ts';
import { isValueMap, type Value, type ValueMap } from './json-pointer.ts';
import { type Position, problem } from './problem.ts';
import { type ParsedDocument, type ParsedFile, parseYamlFile, toValue } from './yaml.ts';

/** What a version file says, read so that no scalar loses its text: `1.10` is "1.10", `0123` is "0123". */
export type Version = {
  /** The text of `version`. */
  version: string;
  /** The git blob id of the file. */
  id: string;
  /** The text of every scalar key, `version` among them: what `${KEY}` stands for. */
  variables: ReadonlyMap<string, string>;
  /** Keys that begin with `/`: a JSON pointer into the base and what is set there. */
  pointers: readonly PointerValue[];
  /** `containers: {NAME: {FIELD: value}}`. */
  containers: readonly ContainerFields[];
};

/** `text` is the source of a scalar; `value` is what YAML makes of it. */
export type PointerValue = { pointer: string; value: Value; text?: string; at?: Position };
export type ContainerFields = { name: string; fields: ValueMap; at?: Position };

/** Parses a version file. */
export function parseVersion(file: RepositoryFile): { version: Version } | { problems: Problem[] } {
  const flat = 'text' in file.content ? parseFlatVersion(file.content.text, file.id) : undefined;
  if (flat) return { version: flat };
  const parsed = parseYamlFile(file, 'manifest');
  if (parsed.problems.length > 0) return { problems: parsed.problems };
  const [document, second] = parsed.documents;
  const fault = (message: string, node?: unknown, hint?: string) => ({
    problems: [problem(file.path, message, parsed.positionOf(node), hint)],
  });
  if (document === undefined || !isMap(document.contents)) {
    return fault('a version file is a map', document?.contents, 'write for example `version: "1.10"`');
  }
  if (second !== undefined) return fault('a version file has one document', second.contents);
  const plain = toValue(parsed, document);
  if ('problem' in plain) return { problems: [plain.problem] };
  const version = readVersion(parsed, document, plain.value as ValueMap, file.id);
  if ('message' in version) return fault(version.message, version.node, version.hint);
  return { version };
}

type Fault = { message: string; node?: unknown; hint?: string };

function readVersion(
  file: ParsedFile,
  document: ParsedDocument,
  plain: ValueMap,
  id: string,
): Version | Fault {
  const variables = new Map<string, string>();
  const pointers: PointerValue[] = [];
  const containers: ContainerFields[] = [];
  const pairs = isMap(document.contents) ? (document.contents.items as Pair[]) : [];
  for (const { key, value } of pairs) {
    const name = isScalar(key) ? sourceOf(key) : undefined;
    if (name === undefined) return { message: 'a key of a version file is plain text', node: key };
    const text = textOf(value, document);
    const at = file.positionOf(key);
    const entry = Object.hasOwn(plain, name) ? (plain[name] ?? null) : null;
    if (name.startsWith('/'))
      pointers.push({ pointer: name, value: entry, ...(text !== undefined && { text }), ...(at && { at }) });
    else if (name === 'containers') {
      if (!isValueMap(entry))
        return { message: 'containers: expected a map of container names', node: value };
      for (const [container, fields] of Object.entries(entry)) {
        if (!isValueMap(fields))
          return { message: `containers.${container}: expected a map of fields`, node: value };
        containers.push({ name: container, fields, ...(at && { at }) });
      }
    } else if (text !== undefined) variables.set(name, text);
  }
  const version = variables.get('version');
  if (version === undefined || version === '') {
    return {
      message: 'version: missing',
      node: document.contents,
      hint: 'write for example `version: "1.10"`',
    };
  }
  return { version, id, variables, pointers, containers };
}

/** A scalar's own text; undefined for maps and lists. */
function textOf(node: unknown, document: ParsedDocument): string | undefined {
  if (node === null) return '';
  const target: unknown = isAlias(node) ? node.resolve(document as Document<Node, boolean>) : node;
  return isScalar(target) ? sourceOf(target) : undefined;
}

function sourceOf(scalar: { source?: string; value: unknown }): string {
  return scalar.source ?? String(scalar.value);
}

/** Keys that carry structure, whose scalars are not turned into text. */
const isStructured = (key: string) => key.startsWith('/') || key === 'containers';

/**
 * The text of a version file: `version` first, then the other keys sorted, scalars quoted where any YAML reader would
 * take them for anything but text. Equal input gives equal text, whatever the order of its keys.
 */
export function formatVersion(version: string, data: Readonly<Record<string, unknown>> = {}): string {
  const entries = Object.entries(data)
    .filter(([key]) => key !== 'version')
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, value]) => [key, isStructured(key) ? sorted(value) : asText(value)] as const);
  const document = new Document(Object.fromEntries([['version', version], ...entries]), { version: '1.1' });
  return document.toString({ lineWidth: 0, directives: false });
}

function asText(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(asText);
  return isValueMap(value)
    ? Object.fromEntries(sortedEntries(value).map(([key, item]) => [key, asText(item)]))
    : value;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  return isValueMap(value)
    ? Object.fromEntries(sortedEntries(value).map(([key, item]) => [key, sorted(item)]))
    : value;
}

function sortedEntries(value: ValueMap): [string, Value][] {
  return Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
}
