import { type JsonObject } from '../json.ts';
import { type ManagedFieldsEntry } from '../objects.ts';
import { compare } from './compare.ts';
import {
  difference,
  type FieldSet,
  fromFieldsV1,
  intersection,
  isEmpty,
  sameFields,
  toFieldsV1,
  union,
} from './field-set.ts';
import { type ObjectType } from './schema-types.ts';

/** A manager and what it owns. */
export interface Manager {
  readonly name: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource: string | undefined;
  readonly time: string | undefined;
  readonly fields: FieldSet;
}

/** Who writes, through which door, at what time. */
export type Writer = Omit<Manager, 'fields' | 'operation' | 'time'> & { readonly time: string };

/** The managers of an object. */
export function readManagers(entries: readonly ManagedFieldsEntry[] | undefined): Manager[] {
  return (entries ?? []).map(({ manager, operation, apiVersion, subresource, time, fieldsV1 }) => ({
    name: manager,
    operation,
    apiVersion,
    subresource,
    time,
    fields: fromFieldsV1(fieldsV1),
  }));
}

/** The entries of metadata.managedFields: appliers first, then by time and name. */
export function writeManagers(managers: readonly Manager[]): ManagedFieldsEntry[] {
  const rank = ({ operation, time, name }: Manager) => `${operation} ${time ?? ''} ${name}`;
  return managers
    .filter(({ fields }) => !isEmpty(fields))
    .sort((left, right) => (rank(left) < rank(right) ? -1 : 1))
    .map(({ name, operation, apiVersion, subresource, time, fields }) => ({
      manager: name,
      operation,
      apiVersion,
      ...(time && { time }),
      fieldsType: 'FieldsV1',
      fieldsV1: toFieldsV1(fields),
      ...(subresource && { subresource }),
    }));
}

/** Whether two entries belong to the same manager. Appliers keep their entry across API versions, updaters do not. */
export function isSameManager(
  left: Omit<Manager, 'fields' | 'time'>,
  right: Omit<Manager, 'fields' | 'time'>,
): boolean {
  return (
    left.name === right.name &&
    left.operation === right.operation &&
    left.subresource === right.subresource &&
    (left.operation === 'Apply' || left.apiVersion === right.apiVersion)
  );
}

/** Puts a manager's new fields into the list; the time moves only when its fields did, so that a no-op stays one. */
export function withFields(
  managers: readonly Manager[],
  writer: Writer,
  operation: Manager['operation'],
  fields: FieldSet,
): Manager[] {
  const updated: Manager = { ...writer, operation, fields };
  const others = managers.filter((manager) => !isSameManager(manager, updated));
  const before = managers.find((manager) => isSameManager(manager, updated));
  return [...others, before && sameFields(before.fields, fields) ? before : updated];
}

/** Ownership after an ordinary write: the writer owns what it changed or added, and everyone loses what others wrote. */
export function trackUpdate(
  managers: readonly Manager[],
  before: JsonObject | undefined,
  after: JsonObject,
  { type, writer }: { type: ObjectType; writer: Writer },
): Manager[] {
  const { added, modified, removed } = compare(before ?? {}, after, type);
  const written = union(added, modified);
  const gone = union(written, removed);
  const probe = { ...writer, operation: 'Update' as const };
  const own = managers.find((manager) => isSameManager(manager, probe))?.fields;
  const fields = difference(own ? union(own, written) : written, removed);
  const others = managers.map((manager) =>
    isSameManager(manager, probe) ? manager : { ...manager, fields: difference(manager.fields, gone) },
  );
  return withFields(others, writer, 'Update', fields);
}

/** The managers, other than the writer, that own a field which the writer changes. */
export function conflictingManagers(
  managers: readonly Manager[],
  writer: Manager,
  changed: FieldSet,
): { manager: Manager; fields: FieldSet }[] {
  return managers
    .filter((manager) => !isSameManager(manager, writer))
    .map((manager) => ({ manager, fields: intersection(manager.fields, changed) }))
    .filter(({ fields }) => !isEmpty(fields));
}
