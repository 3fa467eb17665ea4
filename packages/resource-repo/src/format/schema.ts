import type { Problem } from '@tribble/api';
import { isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import type { z } from 'zod';
import type { RepositoryFile } from './file.ts';
import { problemsOf } from './option-problems.ts';
import { type Position, problem } from './problem.ts';
import { type ParsedDocument, type ParsedFile, parseYamlFile, toValue } from './yaml.ts';

/** A settings file that parsed: its plain value, and a way to find the place of each part. */
export type Settings = {
  path: string;
  value: unknown;
  positionAt(keys: readonly PropertyKey[]): Position | undefined;
};

/** Reads a file of this project's own format: one YAML document. A file of comments alone is an empty map. */
export function parseSettings(file: RepositoryFile): Settings | { problems: Problem[] } {
  const parsed = parseYamlFile(file, 'settings');
  if (parsed.problems.length > 0) return { problems: parsed.problems };
  const [document, second] = parsed.documents;
  if (second !== undefined) {
    return {
      problems: [problem(file.path, 'has more than one document', parsed.positionOf(second.contents))],
    };
  }
  if (document === undefined) return { path: file.path, value: {}, positionAt: () => undefined };
  const plain = toValue(parsed, document);
  if ('problem' in plain) return { problems: [plain.problem] };
  const positionAt = (keys: readonly PropertyKey[]) => positionOfKeys(parsed, document, keys);
  return { path: file.path, value: plain.value ?? {}, positionAt };
}

/** Checks a part of a settings file. `keys` leads from the root of the file to `value`. */
export function check<T>(
  schema: z.ZodType<T>,
  value: unknown,
  settings: Settings,
  keys: readonly PropertyKey[] = [],
): { value: T } | { problems: Problem[] } {
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data };
  const problems = problemsOf(schema, result.error.issues).map(({ message, keys: path, hint }) => {
    const place = [...keys, ...path];
    const prefix = place.length === 0 ? '' : `${place.map(String).join('.')}: `;
    return problem(settings.path, `${prefix}${message}`, settings.positionAt(place), hint);
  });
  return { problems };
}

/** The place of the deepest part of the path that exists: of its key where it has one. */
function positionOfKeys(
  file: ParsedFile,
  document: ParsedDocument,
  keys: readonly PropertyKey[],
): Position | undefined {
  let node: Node | null = document.contents;
  let place: unknown = node;
  for (const key of keys) {
    const child: unknown = childOf(node, key);
    if (child === undefined) break;
    place = isPair(child) ? child.key : child;
    node = (isPair(child) ? child.value : child) as Node | null;
  }
  return file.positionOf(place);
}

function childOf(node: Node | null, key: PropertyKey): unknown {
  if (isSeq(node) && typeof key === 'number') return node.items[key];
  if (!isMap(node)) return undefined;
  return node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
}
