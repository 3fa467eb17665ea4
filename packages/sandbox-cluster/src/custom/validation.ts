import { type Cause } from '../api-error.ts';
import { itemElement } from '../fields/fields-of.ts';
import { equal, isObject, type Json, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { duplicate, invalidValue, required, unsupported } from '../kinds/causes.ts';
import { checkNumber, checkSize, checkText } from './bounds.ts';

/** What is wrong with a value by its schema, in the words of a real server. Rules in CEL are not looked at. */
export function checkSchema(value: Json, schema: JsonObject, path: string): Cause[] {
  const mistyped = checkType(value, schema, path);
  if (mistyped) return [mistyped];
  return [
    ...checkParts(value, schema, path),
    ...checkEnum(value, schema, path),
    ...(typeof value === 'string' ? checkText(value, schema, path) : []),
    ...(typeof value === 'number' ? checkNumber(value, schema, path) : []),
    ...(typeof value === 'object' && value !== null ? checkSize(value, schema, path) : []),
    ...checkCombinations(value, schema, path),
  ];
}

const typeTests: Readonly<Record<string, (value: Json) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  array: (value) => Array.isArray(value),
  object: (value) => isObject(value),
};

function checkType(value: Json, schema: JsonObject, path: string): Cause | undefined {
  if (schema['x-kubernetes-int-or-string'] === true) {
    const fits = typeof value === 'string' || Number.isInteger(value);
    return fits ? undefined : typeCause(value, 'integer,string', path);
  }
  const wanted = textOf(schema['type']);
  return (typeTests[wanted]?.(value) ?? true) ? undefined : typeCause(value, wanted, path);
}

function typeCause(value: Json, wanted: string, path: string): Cause {
  const given = JSON.stringify(typeName(value));
  const message = `Invalid value: ${given}: ${path} in body must be of type ${wanted}: ${given}`;
  return { reason: 'FieldValueTypeInvalid', message, field: path };
}

function typeName(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

function checkParts(value: Json, schema: JsonObject, path: string): Cause[] {
  if (Array.isArray(value)) {
    const items = schema['items'];
    const below = isObject(items)
      ? value.flatMap((item, index) => checkSchema(item, items, `${path}[${index}]`))
      : [];
    return [...below, ...checkDuplicates(value, schema, path)];
  }
  if (!isObject(value)) return [];
  const missing = Array.isArray(schema['required']) ? schema['required'].map((name) => textOf(name)) : [];
  const at = (name: string) => (path ? `${path}.${name}` : name);
  const causes = missing.filter((name) => value[name] === undefined).map((name) => required(at(name)));
  const properties = objectOf(schema['properties']);
  for (const [name, item] of Object.entries(value)) {
    const property = properties[name] ?? schema['additionalProperties'];
    if (isObject(property)) causes.push(...checkSchema(item, property, at(name)));
  }
  return causes;
}

function checkDuplicates(list: Json[], schema: JsonObject, path: string): Cause[] {
  const wanted = schema['x-kubernetes-list-type'];
  if (wanted !== 'set' && wanted !== 'map') return [];
  const keys = schema['x-kubernetes-list-map-keys'];
  const names = Array.isArray(keys) ? keys.map((key) => textOf(key)) : [];
  const rule = wanted === 'set' ? ({ type: 'set' } as const) : ({ type: 'map', keys: names } as const);
  const seen = new Set<string>();
  return list.flatMap((item, index) => {
    const element = itemElement(rule, item);
    if (!seen.has(element)) {
      seen.add(element);
      return [];
    }
    return [duplicate(`${path}[${index}]`, JSON.parse(element.slice(2)) as Json)];
  });
}

function checkEnum(value: Json, schema: JsonObject, path: string): Cause[] {
  const allowed = schema['enum'];
  if (!Array.isArray(allowed) || allowed.some((item) => equal(item, value))) return [];
  return [
    unsupported(
      path,
      value,
      allowed.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))),
    ),
  ];
}

function checkCombinations(value: Json, schema: JsonObject, path: string): Cause[] {
  const fits = (part: JsonObject) => checkSchema(value, part, path).length === 0;
  const list = (name: string) => objectsOf(schema[name]);
  const causes: Cause[] = [];
  const add = (says: string) => causes.push(invalidValue(path, '', `${JSON.stringify(path)} must ${says}`));
  const [all, any, one] = [list('allOf'), list('anyOf'), list('oneOf')];
  if (any.length > 0 && !any.some(fits)) add('validate at least one schema (anyOf)');
  if (one.length > 0 && one.filter(fits).length !== 1) add('validate one and only one schema (oneOf)');
  if (!all.every(fits)) add('validate all the schemas (allOf)');
  const { not } = schema;
  if (isObject(not) && fits(not)) add('not validate the schema (not)');
  return causes;
}
