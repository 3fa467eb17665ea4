import { type FieldType, type ObjectType } from '../fields/schema-types.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { canonicalQuantity } from './quantity.ts';

/** Brings every quantity of an object into the one form in which the API writes it. Changes the object in place. */
export function canonicalizeQuantities(object: JsonObject, type: ObjectType): void {
  for (const [name, value] of Object.entries(object)) {
    const field = type.fields.get(name);
    if (field && holdsQuantities(field)) object[name] = canonical(value, field);
  }
}

function canonical(value: Json, type: FieldType): Json {
  if (type.type === 'quantity') {
    return typeof value === 'string' || typeof value === 'number' ? canonicalQuantity(String(value)) : value;
  }
  if (type.type === 'list' && Array.isArray(value)) return value.map((item) => canonical(item, type.items));
  if (!isObject(value)) return value;
  if (type.type === 'object') canonicalizeQuantities(value, type);
  if (type.type !== 'map') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, canonical(item, type.values)]));
}

const known = new WeakMap<FieldType, boolean>();

/** Whether a quantity can occur somewhere below: most parts of an object need not be looked into. */
function holdsQuantities(type: FieldType): boolean {
  const found = known.get(type);
  if (found !== undefined) return found;
  // Assumed while the fields are looked at: a type may contain itself.
  known.set(type, false);
  const holds = look(type);
  known.set(type, holds);
  return holds;
}

function look(type: FieldType): boolean {
  switch (type.type) {
    case 'quantity':
      return true;
    case 'list':
      return holdsQuantities(type.items);
    case 'map':
      return holdsQuantities(type.values);
    case 'object':
      return [...type.fields.values()].some(holdsQuantities);
    default:
      return false;
  }
}
