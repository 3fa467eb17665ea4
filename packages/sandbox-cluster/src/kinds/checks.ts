import { type Cause } from '../api-error.ts';
import { equal, type Json, type JsonObject, objectOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { immutable, invalidValue, unsupported } from './causes.ts';

/** A value that has to be a number from zero up, if it is there. */
export function checkNotNegative(field: string, value: Json | undefined): Cause[] {
  if (typeof value !== 'number' || value >= 0) return [];
  return [invalidValue(field, value, 'must be greater than or equal to 0')];
}

/** A value that has to be one of those that exist, if it is there. */
export function checkOneOf(field: string, value: Json | undefined, supported: readonly string[]): Cause[] {
  return value === undefined || supported.some((item) => item === value)
    ? []
    : [unsupported(field, value, supported)];
}

/** A number of a port. */
export function checkPort(field: string, value: Json | undefined): Cause[] {
  if (typeof value === 'number' && value >= 1 && value <= 65535) return [];
  return [invalidValue(field, value ?? 0, 'must be between 1 and 65535, inclusive')];
}

/** Fields of the spec that never change. */
export function checkFixed(
  object: KubernetesObject,
  live: KubernetesObject | undefined,
  fields: readonly string[],
): Cause[] {
  if (!live) return [];
  const [after, before] = [objectOf(object['spec']), objectOf(live['spec'])];
  return fields
    .filter((field) => !equal(after[field], before[field]))
    .map((field) => immutable(`spec.${field}`, after[field]));
}

/** The object without some of its fields. */
export function without(object: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([field]) => !fields.includes(field)));
}
