import { type Token, type TokenFault, tokenize } from './tokens.ts';

/** An `import` or `importstr` as it stands in a file. */
export type Import = { kind: 'import' | 'importstr'; target: string; start: number; end: number };

export type FoundImports = { imports: readonly Import[] } | { fault: TokenFault };

/** What may follow an import without parentheses: all else would make it a computed one. */
const followers = new Set([')', ']', '}', ',', ';', ':', 'then', 'else', 'for', 'if']);

/**
 * The imports of a jsonnet text. Jsonnet allows no computed ones, so that they are known without evaluating anything, those
 * that an evaluation would never reach among them.
 */
export function findImports(text: string): FoundImports {
  const scanned = tokenize(text);
  if ('fault' in scanned) return scanned;
  const imports: Import[] = [];
  const { tokens } = scanned;
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word' || !/^import(?:str|bin)?$/.test(token.text)) continue;
    const found = importAt(token, tokens[index + 1], tokens[index + 2]);
    if ('message' in found) return { fault: found };
    imports.push(found);
  }
  return { imports };
}

function importAt(keyword: Token, literal?: Token, next?: Token): Import | TokenFault {
  const offset = keyword.start;
  const kind = keyword.text;
  if (kind !== 'import' && kind !== 'importstr') return { message: `${kind} is not supported`, offset };
  const target = literal?.kind === 'string' ? decoded(literal.text) : undefined;
  if (literal === undefined || target === undefined) {
    return { message: `${kind}: expected the path of a file in quotes`, offset };
  }
  if (next !== undefined && !followers.has(next.text)) {
    return { message: `${kind}: put it in parentheses; a computed path is not allowed`, offset };
  }
  return { kind, target, start: keyword.start, end: literal.end };
}

/** The text that a literal stands for; undefined where it is none that names a file. */
function decoded(literal: string): string | undefined {
  if (literal.startsWith('@')) {
    const quote = literal.charAt(1);
    return literal.slice(2, -1).replaceAll(quote + quote, quote);
  }
  if (literal.startsWith('|||')) return undefined;
  const inner = literal
    .slice(1, -1)
    .replaceAll("\\'", "'")
    .replaceAll(/(?<!\\)"/g, '\\"');
  try {
    return JSON.parse(`"${inner}"`) as string;
  } catch {
    return undefined;
  }
}

/** The folder at the root of the repository where imports are looked for when they are not beside their file. */
const libraryFolder = 'lib';

/** The paths at which an import may be, best first; or why it names none in the repository. */
export function candidatesOf(importer: string, target: string): string[] | { message: string } {
  if (target.startsWith('/')) return { message: 'an absolute path is not in the repository' };
  const folder = importer.split('/').slice(0, -1);
  const paths = [folder, [libraryFolder]].map((from) => normalized([...from, ...target.split('/')]));
  const inside = paths.filter((path) => path !== undefined);
  return inside.length > 0 ? [...new Set(inside)] : { message: 'leads out of the repository' };
}

/** Undefined for a path that leaves the root. */
function normalized(parts: readonly string[]): string | undefined {
  const result: string[] = [];
  for (const part of parts) {
    if (part === '' || part === '.') continue;
    if (part !== '..') result.push(part);
    else if (result.pop() === undefined) return undefined;
  }
  return result.join('/');
}
