import { type Cause } from '../api-error.ts';
import { isObject, type JsonObject, objectOf } from '../json.ts';
import { required } from '../kinds/causes.ts';

/** What keeps a schema from being structural: every part of it has to have a type, at the root `object`. */
export function checkStructural(schema: JsonObject, path: string): Cause[] {
  const atRoot = schema['type'] ? [] : [required(`${path}.type`, 'must not be empty at the root')];
  return [...below(schema, path), ...atRoot];
}

function below(schema: JsonObject, path: string): Cause[] {
  const properties = Object.entries(objectOf(schema['properties'])).flatMap(([name, property]) =>
    isObject(property) ? check(property, `${path}.properties[${name}]`, 'for specified object fields') : [],
  );
  const { items, additionalProperties } = schema;
  return [
    ...properties,
    ...(isObject(items) ? check(items, `${path}.items`, 'for specified array items') : []),
    ...(isObject(additionalProperties)
      ? check(additionalProperties, `${path}.additionalProperties`, 'for specified object fields')
      : []),
  ];
}

function check(schema: JsonObject, path: string, where: string): Cause[] {
  const isFree =
    schema['x-kubernetes-int-or-string'] === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  const missing = schema['type'] || isFree ? [] : [required(`${path}.type`, `must not be empty ${where}`)];
  return [...below(schema, path), ...missing];
}
