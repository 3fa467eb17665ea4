import { type FieldType, type ListRule, type ObjectType, type ScalarName } from '../fields/schema-types.ts';
import { isObject, type Json, type JsonObject, objectOf, textOf } from '../json.ts';

const scalars: readonly string[] = ['string', 'integer', 'number', 'boolean'] satisfies ScalarName[];
const isScalar = (type: string): type is ScalarName => scalars.includes(type);
const text: FieldType = { type: 'string' };

/** The fields of a custom kind: what its schema says, and what every object has. */
export function customType(schema: JsonObject, metadata: FieldType): ObjectType {
  const type = fieldTypeOf({ ...schema, type: 'object' });
  const given = type.type === 'object' ? type : undefined;
  const fields = new Map<string, FieldType>(given?.fields);
  for (const [name, field] of [
    ['apiVersion', text],
    ['kind', text],
    ['metadata', metadata],
  ] as const) {
    fields.set(name, field);
  }
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true;
  return { type: 'object', fields, alwaysPresent: new Set(['metadata']), open };
}

/** The type that a part of a schema describes. */
function fieldTypeOf(schema: JsonObject): FieldType {
  if (schema['x-kubernetes-int-or-string'] === true) return { type: 'intOrString' };
  const type = textOf(schema['type']);
  if (isScalar(type)) return { type };
  if (type === 'array') return listTypeOf(schema);
  return type === 'object' ? objectTypeOf(schema) : { type: 'any' };
}

function objectTypeOf(schema: JsonObject): FieldType {
  const { properties, additionalProperties } = schema;
  const atomic = schema['x-kubernetes-map-type'] === 'atomic';
  if (isObject(additionalProperties))
    return { type: 'map', values: fieldTypeOf(additionalProperties), atomic };
  const entries = Object.entries(objectOf(properties)).map(
    ([name, property]) => [name, fieldTypeOf(objectOf(property))] as const,
  );
  const fields = new Map<string, FieldType>(entries);
  if (schema['x-kubernetes-embedded-resource'] === true) {
    for (const name of ['apiVersion', 'kind']) fields.set(name, text);
    if (!fields.has('metadata')) fields.set('metadata', { type: 'any' });
  }
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true || additionalProperties === true;
  return { type: 'object', fields, open, atomic };
}

function listTypeOf(schema: JsonObject): FieldType {
  const items = objectOf(schema['items']);
  return { type: 'list', items: fieldTypeOf(items), rule: listRuleOf(schema, items) };
}

function listRuleOf(schema: JsonObject, items: JsonObject): ListRule {
  const wanted = schema['x-kubernetes-list-type'];
  if (wanted === 'set') return { type: 'set' };
  if (wanted !== 'map') return { type: 'atomic' };
  const given = schema['x-kubernetes-list-map-keys'];
  const keys = Array.isArray(given) ? given.map((key) => textOf(key)) : [];
  const defaults = keys.flatMap((key): [string, Json][] => {
    const value = objectOf(objectOf(items['properties'])[key])['default'];
    return value === undefined ? [] : [[key, value]];
  });
  return { type: 'map', keys, defaults: Object.fromEntries(defaults), strict: true };
}
