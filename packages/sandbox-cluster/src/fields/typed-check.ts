import { isObject, type Json, type JsonObject } from '../json.ts';
import { formatElement } from './field-set.ts';
import { anything, itemElement } from './fields-of.ts';
import { goSyntax, goText, goType } from './go-format.ts';
import { type FieldType, type ListType, type ScalarName } from './schema-types.ts';

/**
 * What keeps a value from being a typed patch: unknown fields, wrong types, list items that share their key. One line each, in
 * the words of a real server.
 */
export function typeErrors(value: Json, type: FieldType, path = ''): string[] {
  if (value === null) return [];
  switch (type.type) {
    case 'any':
      return [];
    case 'list':
      return Array.isArray(value)
        ? listErrors(value, type, path)
        : [`${path}: expected list, got &{${goText(value)}}`];
    case 'object':
    case 'map':
      return isObject(value)
        ? fieldErrors(value, type, path)
        : [`${path}: expected map, got &{${goText(value)}}`];
    default: {
      const says = scalarError(value, type.type);
      return says === undefined ? [] : [`${path}: expected ${says}`];
    }
  }
}

function fieldErrors(value: JsonObject, type: FieldType, path: string): string[] {
  return Object.entries(value).flatMap(([name, item]) => {
    const field = fieldType(type, name);
    const at = `${path}.${name}`;
    return field ? typeErrors(item, field, at) : [`${at}: field not declared in schema`];
  });
}

/** The type of a field; undefined when the type knows no such field. */
export function fieldType(type: FieldType, name: string): FieldType | undefined {
  if (type.type === 'map') return type.values;
  if (type.type !== 'object') return anything;
  return type.fields.get(name) ?? (type.open ? anything : undefined);
}

function listErrors(list: Json[], { items, rule }: ListType, path: string): string[] {
  const seen = new Set<string>();
  return list.flatMap((item, index) => {
    if (rule.type === 'atomic') return typeErrors(item, items, `${path}[${index}]`);
    if (rule.type === 'map' && !isObject(item)) {
      return [`${path}: element ${index}: associative list with keys may not have non-map elements`];
    }
    const element = itemElement(rule, item);
    if (rule.type === 'map' && element === 'k:{}' && rule.strict) {
      const keys = rule.keys.map((key) => JSON.stringify(key)).join(' ');
      const says = `associative list with keys has an element that omits all key fields [${keys}] (and doesn't have default values for any key fields)`;
      return [`${path}: element ${index}: ${says}`];
    }
    const name = formatElement(element);
    const duplicate = seen.has(element) ? [`${path}: duplicate entries for key ${name}`] : [];
    seen.add(element);
    return [...duplicate, ...typeErrors(item, items, path + name)];
  });
}

function scalarError(value: Json, type: ScalarName): string | undefined {
  switch (type) {
    case 'integer':
    case 'number':
      return typeof value === 'number' ? undefined : `numeric (int or float), got ${goType(value)}`;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `boolean, got &{${goText(value)}}`;
    case 'quantity':
    case 'intOrString':
      return typeof value === 'object' ? `any scalar, got &{${goText(value)}}` : undefined;
    default:
      return typeof value === 'string'
        ? undefined
        : `string, got &value.valueUnstructured{Value:${goSyntax(value)}}`;
  }
}
