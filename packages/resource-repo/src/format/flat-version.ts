import type { Version } from './version.ts';

/** One key with a scalar that means the same however YAML is read: plain without any special character, or quoted without escapes. */
const flatLine = /^([A-Za-z_]\w*): (?:([A-Za-z0-9][\w.+-]*)|"([\w .+:@/-]*)"|'([\w .+:@/-]*)')$/;

/**
 * Reads a version file of the form that services write, a line for each key, without parsing YAML: there are thousands of them.
 * Undefined for every other file, which may be right or wrong.
 */
export function parseFlatVersion(text: string, id: string): Version | undefined {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const variables = new Map<string, string>();
  for (const line of lines) {
    const [, key, plain, double, single] = flatLine.exec(line) ?? [];
    const value = plain ?? double ?? single;
    if (key === undefined || value === undefined || key === 'containers' || variables.has(key))
      return undefined;
    variables.set(key, value);
  }
  const version = variables.get('version');
  if (version === undefined || version === '') return undefined;
  return { version, id, variables, pointers: [], containers: [] };
}
