/**
 * Paths of a git tree. git stores bytes; a path here is a text, written in one of two ways: plainly, or in double quotes with
 * git's own escapes (`"caf\351.yaml"`, as `git ls-tree` prints it) for names that are no UTF-8. So every name has one text
 * form that leads back to the same bytes.
 */

const escapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  '\\': 92,
};

/** The bytes of a path in either form. Throws where the quoted form has an escape that git does not know. */
export function pathBytes(path: string): Buffer {
  if (!isQuoted(path)) return Buffer.from(path, 'utf8');
  const body = path.slice(1, -1);
  const tokens = body.match(/\\[0-3][0-7]{2}|\\[abtnvfr"\\]|[^\\"]+/g) ?? [];
  if (tokens.join('') !== body) {
    throw new Error(`${path} is no quoted path: use \\ooo (octal), \\n, \\t, \\" or \\\\ between the quotes`);
  }
  return Buffer.concat(tokens.map(tokenBytes));
}

/** The text form of a path: plain where it can be, otherwise quoted. */
export function pathText(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return isQuoted(text) || !Buffer.from(text, 'utf8').equals(bytes) ? quotePath(bytes) : text;
}

/** The quoted form that `git fast-import` reads for any bytes. */
export function quotePath(bytes: Uint8Array): string {
  return `"${Array.from(bytes, quoteByte).join('')}"`;
}

/** What keeps a path out of a template, or undefined. Names that git refuses need `rawTree`. */
export function pathFault(path: string): string | undefined {
  let bytes: Buffer;
  try {
    bytes = pathBytes(path);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (bytes.includes(0)) return 'a path cannot hold a NUL byte';
  const refused = bytes
    .toString('latin1')
    .split('/')
    .find((name) => /^(|\.|\.\.|\.git)$/i.test(name));
  if (refused === undefined) return undefined;
  return `git refuses paths with a part named "${refused}": build such a tree with rawTree`;
}

function isQuoted(path: string): boolean {
  return path.length >= 2 && path.startsWith('"') && path.endsWith('"');
}

function tokenBytes(token: string): Buffer {
  if (!token.startsWith('\\')) return Buffer.from(token, 'utf8');
  return Buffer.from([escapes[token.slice(1)] ?? Number.parseInt(token.slice(1), 8)]);
}

function quoteByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character === '"' || character === '\\') return `\\${character}`;
  return byte >= 32 && byte < 127 ? character : `\\${byte.toString(8).padStart(3, '0')}`;
}
