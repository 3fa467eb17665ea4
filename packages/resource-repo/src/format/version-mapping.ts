import { type Document, isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { RepositoryFile } from './file.ts';
import { isValueMap, type Value, type ValueMap } from './json-pointer.ts';
import { parseVersion } from './version.ts';
import { parseYamlFile, toValue } from './yaml.ts';

/**
 * The whole version file as programs get it: scalars are their own text, as in `parseVersion`, but for those of structured
 * keys (`containers`, JSON pointers), which are what YAML makes of them. Undefined for a file that is no version file.
 */
export function versionMapping(file: RepositoryFile): ValueMap | undefined {
  if ('problems' in parseVersion(file)) return undefined;
  const parsed = parseYamlFile(file, 'manifest');
  const [document] = parsed.documents;
  // Expands aliases within bounds, so that those below need none.
  const plain = document && toValue(parsed, document);
  if (document === undefined || plain === undefined || 'problem' in plain || !isValueMap(plain.value))
    return undefined;
  const structured = Object.entries(plain.value).filter(
    ([key]) => key.startsWith('/') || key === 'containers',
  );
  const texts = asText(document.contents, document as Document);
  return isValueMap(texts) ? { ...texts, ...Object.fromEntries(structured) } : undefined;
}

function asText(node: unknown, document: Document): Value {
  const target: unknown = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(target)) return target.items.map((item) => asText(item, document));
  if (isMap(target)) {
    const pairs = target.items.map(({ key, value }) => [scalarText(key), asText(value, document)] as const);
    return Object.fromEntries(pairs);
  }
  return scalarText(target);
}

function scalarText(node: unknown): string {
  if (!isScalar(node)) return '';
  return node.source ?? '';
}
