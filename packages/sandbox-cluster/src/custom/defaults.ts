import { clone, isObject, type Json, type JsonObject, objectOf } from '../json.ts';

/** Fills in the defaults of a schema wherever the object has the parts that they belong to. Changes the object in place. */
export function fillDefaults(value: Json, schema: JsonObject): void {
  if (Array.isArray(value)) {
    for (const item of value) fillDefaults(item, objectOf(schema['items']));
    return;
  }
  if (!isObject(value)) return;
  const properties = objectOf(schema['properties']);
  for (const [name, property] of Object.entries(properties)) {
    const given = objectOf(property)['default'];
    if (value[name] === undefined && given !== undefined) value[name] = clone(given);
  }
  for (const [name, item] of Object.entries(value)) {
    fillDefaults(item, objectOf(properties[name] ?? schema['additionalProperties']));
  }
}
