import { createHash } from 'node:crypto';
import { isValueMap, type Value } from './json-pointer.ts';

/** A hash of rendered objects that does not depend on the order of their keys: `sha256:` and 64 hexadecimal digits. */
export function digestOf(value: Value): string {
  return `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`;
}

/** JSON with sorted keys and no white space. */
export function canonicalJson(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isValueMap(value)) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

/** The id that git gives to a blob of this text. */
export function blobId(text: string): string {
  const content = Buffer.from(text, 'utf8');
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
