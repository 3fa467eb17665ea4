import type { z } from 'zod';
import { redact } from '../log/redact.ts';
import { nearest } from './nearest.ts';
import type { Source } from './source.ts';

type Issue = z.core.$ZodIssue;

const expectedWords: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields',
  record: 'fields',
};

/** What a person reads about one issue: where it is, what was expected and what is there instead. */
export function faultsOf(issue: Issue, source: Source, fields: readonly string[]): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownField([...issue.path, key], source, fields));
  }
  const name = nameOf(issue.path);
  const value = valueAt(source.values, issue.path);
  const where = value === undefined ? undefined : source.whereIs(issue.path);
  const message = value === undefined ? missing(issue) : `${expected(issue)}${got(issue, value)}`;
  return [[where, name, message].filter(Boolean).join(': ')];
}

function unknownField(path: PropertyKey[], source: Source, fields: readonly string[]): string {
  const isTopLevel = path.length === 1;
  const meant = isTopLevel ? nearest(String(path[0]), fields) : undefined;
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  return [source.whereIs(path, 'key'), nameOf(path), `unknown field${hint}`].filter(Boolean).join(': ');
}

function missing(issue: Issue): string {
  if (issue.code === 'custom') return issue.message;
  const [field] = issue.path;
  const variable = issue.path.length === 1 ? `, here or as ${String(field).toUpperCase()}` : '';
  return `is missing; ${expected(issue)}${variable}`;
}

function expected(issue: Issue): string {
  if (issue.code === 'invalid_type' && !issue.message.startsWith('expected')) {
    return `expected ${expectedWords[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === 'invalid_value' && !issue.message.startsWith('expected')) {
    return `expected ${issue.values.map(String).join(', ')}`.replace(/, ([^,]*)$/, ' or $1');
  }
  return issue.message;
}

/** The value, unless the fault has its own words or the field's name says that the value is nobody's business. */
function got(issue: Issue, value: unknown): string {
  if (!expected(issue).startsWith('expected')) return '';
  if (value === null) return ', got nothing';
  if (/secret|token|password|key/i.test(nameOf(issue.path))) return '';
  return `, got ${redact(JSON.stringify(value))}`;
}

function valueAt(values: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (Reflect.get(value, key) as unknown) : undefined,
    values,
  );
}

/** `preconditions[0].for` */
function nameOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
