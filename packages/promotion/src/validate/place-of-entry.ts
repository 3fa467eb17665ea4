import type { RepositoryFile } from '@tribble/resource-repo/format';

type Place = { line: number; column: number };

/**
 * Where the key of an entry stands in a settings file that could be read: `name` in the map `section` at the top of the file.
 * The parsers give plain values without places, so this looks at the text: at lines with the indentation of the first entry,
 * or, where the map is written in braces, at whatever follows a brace or a comma. Undefined where neither is found.
 */
export function placeOfEntry(file: RepositoryFile, section: string, name: string): Place | undefined {
  if (!('text' in file.content)) return undefined;
  const lines = file.content.text.split('\n');
  const start = lines.findIndex((line) => keyPattern(section, '^').test(line));
  if (start < 0) return undefined;
  const end = lines.findIndex((line, index) => index > start && /^[^\s#}\]]/.test(line));
  const body = lines.slice(start + 1, end < 0 ? undefined : end).filter(isEntry);
  const indentation = /^\s*/.exec(body[0] ?? '')?.[0] ?? '';
  const isInBraces = keyPattern(section, '^', '\\s*\\{').test(lines[start] ?? '');
  const pattern = keyPattern(name, isInBraces ? '(?:^|[{,])\\s*' : `^${indentation}`);
  for (const [offset, line] of lines.slice(start, end < 0 ? undefined : end).entries()) {
    // The section's own line begins with its key, which may bear the same name.
    const hidden = offset === 0 ? line.indexOf(':') + 1 : 0;
    const found = isEntry(line) ? pattern.exec(line.slice(hidden)) : null;
    if (found) return { line: start + offset + 1, column: hidden + found.index + lead(found) + 1 };
  }
  return undefined;
}

const isEntry = (line: string) => /^\s*[^\s#]/.test(line);

/** A key, quoted or not, that begins after `before`. */
function keyPattern(key: string, before: string, after = ''): RegExp {
  const text = key.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  return new RegExp(
    `(?<lead>${before})(?<quote>["']?)${text}\\k<quote>\\s*:${after === '' ? '(?=\\s|$)' : after}`,
  );
}

const lead = ({ groups }: RegExpExecArray) => groups?.['lead']?.length ?? 0;
