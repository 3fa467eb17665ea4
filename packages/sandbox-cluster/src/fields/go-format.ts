import { isObject, type Json } from '../json.ts';

// A real server is written in Go and prints values as Go does: its messages are matched by text, so ours look the same.

/** A value as Go's `%v` prints it. */
export function goText(value: Json): string {
  if (value === null) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (!isObject(value)) return String(value);
  return `map[${sorted(value)
    .map(([key, item]) => `${key}:${goText(item)}`)
    .join(' ')}]`;
}

/** A value as Go's `%#v` prints it. */
export function goSyntax(value: Json): string {
  if (value === null) return 'interface {}(nil)';
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (!isObject(value)) return JSON.stringify(value);
  const items = sorted(value).map(([key, item]) => `${JSON.stringify(key)}:${goSyntax(item)}`);
  return `map[string]interface {}{${items.join(', ')}}`;
}

/** The Go type of a decoded JSON value. */
export function goType(value: Json): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (isObject(value)) return 'map[string]interface {}';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return 'string';
}

const sorted = (value: { [key: string]: Json }) =>
  Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
