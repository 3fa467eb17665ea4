import { type Json, type JsonObject } from '../json.ts';
import { ageColumn, nameColumn } from '../kinds/columns.ts';
import { type Column, type Kind } from '../kinds/kind.ts';
import { type KubernetesObject } from '../objects.ts';

/** The metadata of a list: its revision and how to go on. */
export type ListMeta = { resourceVersion: string; continue?: string; remainingItemCount?: number };

/** An object reduced to its metadata. */
export function partialMetadata({ metadata }: KubernetesObject): JsonObject {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
}

/** Objects as rows for people: what `kubectl get` prints. */
export function table(
  kind: Kind,
  objects: readonly KubernetesObject[],
  { now, metadata, include }: { now: number; metadata: JsonObject; include: string },
): JsonObject {
  const columns = kind.columns.length > 0 ? kind.columns : [nameColumn, ageColumn];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns.map(columnDefinition),
    rows: objects.map((object) => ({
      cells: columns.map(({ value }) => value(object, now)),
      ...rowObject(object, include),
    })),
  };
}

function columnDefinition({ name, type = 'string', priority }: Column): JsonObject {
  return { name, type, format: name === 'Name' ? 'name' : '', description: '', priority: priority ?? 0 };
}

function rowObject(object: KubernetesObject, include: string): { object?: Json } {
  if (include === 'None') return {};
  return { object: include === 'Object' ? object : partialMetadata(object) };
}
