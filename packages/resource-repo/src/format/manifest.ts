import type { Problem } from '@tribble/api';
import type { RepositoryFile } from './file.ts';
import { isValueMap, type Value, type ValueMap } from './json-pointer.ts';
import { problem } from './problem.ts';
import { parseYamlFile, toValue } from './yaml.ts';

/** Reads the objects of a manifest: every document, the items of Kubernetes' lists one by one, empty documents left out. */
export function parseManifest(file: RepositoryFile): { objects: ValueMap[] } | { problems: Problem[] } {
  const parsed = parseYamlFile(file, 'manifest');
  const problems = [...parsed.problems];
  const objects: ValueMap[] = [];
  for (const document of parsed.documents) {
    const plain = toValue(parsed, document);
    const at = parsed.positionOf(document.contents);
    if ('problem' in plain) problems.push(plain.problem);
    else if (plain.value === null || plain.value === undefined) continue;
    else if (!isValueMap(plain.value)) problems.push(problem(file.path, 'a manifest is a map', at));
    else objects.push(...itemsOf(plain.value));
  }
  if (problems.length > 0) return { problems };
  if (objects.length === 0) return { problems: [problem(file.path, 'holds no manifest')] };
  return { objects };
}

/** The objects of a value that a program made: one object, or a list of them, Kubernetes' lists item by item. */
export function manifestsOf(path: string, value: Value): { objects: ValueMap[] } | { problems: Problem[] } {
  const values = (Array.isArray(value) ? value : [value]).filter((each) => each !== null);
  const objects = values.filter(isValueMap);
  if (objects.length < values.length) {
    const hint = 'give an object, or a list of objects';
    return { problems: [problem(path, 'a manifest is a map', undefined, hint)] };
  }
  if (objects.length === 0) return { problems: [problem(path, 'holds no manifest')] };
  return { objects: objects.flatMap(itemsOf) };
}

function itemsOf(object: ValueMap): ValueMap[] {
  const { kind, items, metadata } = object;
  const isNamed = isValueMap(metadata) && metadata['name'] !== undefined;
  // A list has no name; a custom resource that is called AllowList has one.
  if (isNamed || typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return [object];
  return items.filter((item: Value): item is ValueMap => isValueMap(item));
}

/** A rendered object that has what every backend needs to tell it from others. */
export type Manifest = ValueMap & { apiVersion: string; kind: string; metadata: ValueMap & { name: string } };

/** What keeps a rendered object from being a manifest; undefined where nothing does. */
export function manifestFault(object: ValueMap): string | undefined {
  const { apiVersion, kind, metadata } = object;
  if (typeof kind !== 'string' || kind === '') return 'kind: missing or no text';
  if (typeof apiVersion !== 'string' || apiVersion === '') return `${kind}: apiVersion: missing or no text`;
  if (!isValueMap(metadata)) return `${kind}: metadata: missing`;
  const { name } = metadata;
  if (typeof name !== 'string' || name === '') return `${kind}: metadata.name: missing or no text`;
  return undefined;
}
