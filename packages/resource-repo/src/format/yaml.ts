import type { Problem } from '@tribble/api';
import {
  type Document,
  isNode,
  isScalar,
  Lexer,
  LineCounter,
  parseAllDocuments,
  type ParsedNode,
  type Tags,
  visit,
  type YAMLError,
} from 'yaml';
import type { RepositoryFile } from './file.ts';
import { type Position, problem } from './problem.ts';

/**
 * Reading YAML that nobody vouches for. Two dialects: `manifest` reads scalars as Kubernetes' own tools do (YAML 1.1 as
 * sigs.k8s.io/yaml resolves it: `0400` is 256, `yes` is true, but dates and `22:22` are text); `settings` is YAML 1.2 whose
 * keys are their own text, for the files that this project defines: `007` and `null` may be names.
 */
export type Dialect = 'manifest' | 'settings';

export type ParsedDocument = Document.Parsed<ParsedNode, true> | Document.Parsed<ParsedNode, false>;

/** The documents of a file with what finds the place of a node; `documents` is empty where there are problems. */
export type ParsedFile = {
  path: string;
  documents: ParsedDocument[];
  problems: Problem[];
  positionOf(node: unknown): Position | undefined;
};

/** Beyond this many explicit keys (`? key`) the parser's time explodes, and no manifest has even one. */
const maxExplicitKeys = 100;

/** Parses all documents of a file. Never throws, whatever the content. */
export function parseYamlFile(file: RepositoryFile, dialect: Dialect): ParsedFile {
  const lines = new LineCounter();
  const result: ParsedFile = {
    path: file.path,
    documents: [],
    problems: [],
    positionOf: (node) => positionOf(node, lines),
  };
  if ('fault' in file.content) return { ...result, problems: [problem(file.path, file.content.fault)] };
  const { text } = file.content;
  if (explicitKeys(text) > maxExplicitKeys) {
    return {
      ...result,
      problems: [problem(file.path, `has more than ${maxExplicitKeys} explicit keys ("? key")`)],
    };
  }
  try {
    const parsed = parseAllDocuments(text, { ...optionsOf(dialect), lineCounter: lines });
    if (!Array.isArray(parsed)) return result;
    const problems = parsed.flatMap((document) =>
      document.errors.map((error) => syntaxProblem(file.path, error, lines)),
    );
    for (const document of parsed) problems.push(...duplicateKeys(result, document, dialect));
    return { ...result, problems, documents: problems.length > 0 ? [] : parsed };
  } catch (error) {
    return { ...result, problems: [problem(file.path, `cannot be parsed: ${messageOf(error)}`)] };
  }
}

/** A document as plain values. Aliases are expanded within bounds; beyond them there is a problem. */
export function toValue(
  file: ParsedFile,
  document: ParsedDocument,
): { value: unknown } | { problem: Problem } {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) as unknown };
  } catch (error) {
    const at = file.positionOf(document.contents);
    return { problem: problem(file.path, `cannot be expanded: ${messageOf(error)}`, at) };
  }
}

/** Counts `?` as a key's mark, not in texts such as `a ? b : c`. */
function explicitKeys(text: string): number {
  const candidates = text.match(/(?:^|[\s[{,])\?(?=\s)/g)?.length ?? 0;
  if (candidates <= maxExplicitKeys) return candidates;
  let count = 0;
  for (const token of new Lexer().lex(text)) if (token === '?') count += 1;
  return count;
}

/** The library looks for them too, but in a time that grows with the square of the number of keys. */
function duplicateKeys(file: ParsedFile, document: ParsedDocument, dialect: Dialect): Problem[] {
  const problems: Problem[] = [];
  visit(document as Document, {
    Map: (_key, map) => {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        const name: unknown = isScalar(key) ? key.value : key;
        const merges = dialect === 'manifest' && name === '<<';
        if (!merges && seen.has(name)) {
          problems.push(problem(file.path, 'Map keys must be unique', file.positionOf(key)));
        }
        seen.add(name);
      }
    },
  });
  return problems;
}

const shared = { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;

/** How the library reads `settings`, for those too who edit such a file. */
export const settingsOptions = { ...shared, version: '1.2', stringKeys: true } as const;

function optionsOf(dialect: Dialect) {
  if (dialect === 'settings') return settingsOptions;
  return { ...shared, version: '1.1', merge: true, customTags: kubernetesTags } as const;
}

/** What the YAML library knows of 1.1 and Go's does not: dates, base 60, binary and the collection types. */
function kubernetesTags(tags: Tags): Tags {
  const unknownToGo = new Set(
    ['timestamp', 'binary', 'omap', 'pairs', 'set'].map((tag) => `tag:yaml.org,2002:${tag}`),
  );
  return tags.filter(
    (tag) =>
      typeof tag === 'string' || (!unknownToGo.has(tag.tag) && !('format' in tag && tag.format === 'TIME')),
  );
}

function positionOf(node: unknown, lines: LineCounter): Position | undefined {
  const offset = isNode(node) ? node.range?.[0] : undefined;
  if (offset === undefined) return undefined;
  const { line, col } = lines.linePos(offset);
  return line > 0 ? { line, column: col } : undefined;
}

function syntaxProblem(path: string, error: YAMLError, lines: LineCounter): Problem {
  const { line, col } = lines.linePos(error.pos[0]);
  const message = error.code === 'NON_STRING_KEY' ? 'a key has to be plain text' : error.message;
  return problem(path, message, { line: Math.max(line, 1), column: Math.max(col, 1) });
}

function messageOf(error: unknown): string {
  return error instanceof RangeError
    ? 'it is nested too deeply'
    : String(error instanceof Error ? error.message : error);
}
