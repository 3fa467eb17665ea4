import { isValueMap, parsePointer, type Value, valueAt, type ValueMap, withValueAt } from './json-pointer.ts';
import type { Position } from './problem.ts';
import { replaceVariables } from './template.ts';
import type { ContainerFields, PointerValue, Version } from './version.ts';

/** What of the version file could not be merged; `at` is its place there. */
export type MergeFault = { message: string; at?: Position; hint?: string };

/**
 * Merges a version into the objects of a base. First the values at JSON pointers and the fields of containers are set,
 * then variables are replaced in every string. With several objects a pointer means the first.
 */
export function merge(
  base: readonly ValueMap[],
  version: Version,
): { objects: ValueMap[] } | { faults: MergeFault[] } {
  const faults: MergeFault[] = [];
  let objects = [...base];
  for (const pointer of version.pointers) {
    try {
      objects = objects.map((object, index) => (index === 0 ? withPointer(object, pointer) : object));
    } catch (error) {
      faults.push({
        message: `${pointer.pointer}: ${(error as Error).message}`,
        ...(pointer.at && { at: pointer.at }),
      });
    }
  }
  for (const container of version.containers) {
    const merged = objects.map((object) => withContainer(object, container));
    if (merged.every((object, index) => object === objects[index])) faults.push(unknownContainer(container));
    objects = merged;
  }
  if (faults.length > 0) return { faults };
  return { objects: objects.map((object) => replaceVariables(object, version.variables) as ValueMap) };
}

/** Text stays text: where the base holds a string, a scalar is taken as it is written (`1.10`, not 1.1). */
function withPointer(object: ValueMap, { pointer, value, text }: PointerValue): ValueMap {
  const parts = parsePointer(pointer);
  if (parts.length === 0 || pointer === '/') throw new Error('names no place in the manifest');
  const isText = typeof valueAt(object, parts) === 'string' && text !== undefined;
  return withValueAt(object, parts, isText ? text : value) as ValueMap;
}

const podTemplates = [
  ['spec'],
  ['spec', 'template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
];

function withContainer(object: ValueMap, { name, fields }: ContainerFields): ValueMap {
  let result: Value = object;
  for (const podSpec of podTemplates) {
    for (const list of ['containers', 'initContainers']) {
      const containers = valueAt(result, [...podSpec, list]);
      if (!Array.isArray(containers)) continue;
      if (!containers.some((container) => isValueMap(container) && container['name'] === name)) continue;
      const merged = containers.map((container) =>
        isValueMap(container) && container['name'] === name ? { ...container, ...fields } : container,
      );
      result = withValueAt(result, [...podSpec, list], merged);
    }
  }
  return result as ValueMap;
}

function unknownContainer({ name, at }: ContainerFields): MergeFault {
  return {
    message: `containers.${name}: the base has no container of this name`,
    ...(at && { at }),
    hint: 'give a container of the base this name, or correct the name here',
  };
}
