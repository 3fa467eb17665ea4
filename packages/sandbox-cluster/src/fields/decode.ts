import { isObject, type Json, type JsonObject } from '../json.ts';
import { fieldType } from './typed-check.ts';
import { type FieldType, type ScalarName } from './schema-types.ts';

/** An object without the fields that its type does not know, and the paths of those. */
export interface Known {
  readonly value: JsonObject;
  readonly unknown: readonly string[];
}

/** Drops the fields that a type does not know. */
export function withoutUnknown(object: JsonObject, type: FieldType): Known {
  const unknown: string[] = [];
  const keep = (value: Json, at: FieldType, path: string): Json => {
    if (Array.isArray(value)) {
      return at.type === 'list'
        ? value.map((item, index) => keep(item, at.items, `${path}[${index}]`))
        : value;
    }
    return isObject(value) && (at.type === 'object' || at.type === 'map')
      ? keepFields(value, at, path)
      : value;
  };
  const keepFields = (value: JsonObject, at: FieldType, path: string): JsonObject => {
    const kept: JsonObject = {};
    for (const [name, item] of Object.entries(value)) {
      const field = fieldType(at, name);
      const where = path ? `${path}.${name}` : name;
      if (field) kept[name] = keep(item, field, where);
      else unknown.push(where);
    }
    return kept;
  };
  return { value: keepFields(object, type, ''), unknown };
}

/** Why a value does not fit into the Go type that a real server decodes it into; undefined when it does. */
export function decodingError(value: Json, type: FieldType, path: string): string | undefined {
  if (value === null || type.type === 'any') return undefined;
  if (type.type === 'list') {
    if (!Array.isArray(value)) return unmarshalError(value, path, '[]');
    return firstOf(value, (item) => decodingError(item, type.items, path));
  }
  if (type.type === 'object' || type.type === 'map') {
    if (!isObject(value)) return unmarshalError(value, path, type.type === 'map' ? 'map[string]' : 'struct');
    return firstOf(Object.entries(value), ([name, item]) => {
      const field = fieldType(type, name);
      return field && decodingError(item, field, type.type === 'map' ? path : `${path}.${name}`);
    });
  }
  const wanted = goTypes[type.type];
  if (fits(value, type.type)) return undefined;
  return wanted === undefined ? formError(value, type.type) : unmarshalError(value, path, wanted);
}

function firstOf<T>(items: readonly T[], check: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const error = check(item);
    if (error !== undefined) return error;
  }
  return undefined;
}

/** The Go types of those values whose JSON type says whether they fit; the form of the others is looked at. */
const goTypes: Partial<Record<ScalarName, string>> = {
  string: 'string',
  integer: 'int32',
  number: 'float64',
  boolean: 'bool',
};

const quantityForm = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?[0-9]+)?$/;
const base64Form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function fits(value: Json, type: ScalarName): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'quantity':
      return (typeof value === 'string' || typeof value === 'number') && quantityForm.test(String(value));
    case 'intOrString':
      return typeof value === 'string' || Number.isInteger(value);
    case 'bytes':
      return typeof value === 'string' && base64Form.test(value.replaceAll(/[\r\n]/g, ''));
    case 'time':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
    case 'string':
      return typeof value === 'string';
  }
}

/** What the decoder of one value says about its form. */
function formError(value: Json, type: ScalarName): string {
  switch (type) {
    case 'quantity':
      return "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    case 'bytes': {
      if (typeof value !== 'string')
        return `json: cannot unmarshal ${jsonType(value)} into Go value of type []uint8`;
      const bad = value.search(/[^A-Za-z0-9+/\r\n]/);
      return `illegal base64 data at input byte ${bad < 0 ? value.length : bad}`;
    }
    case 'time':
      return `parsing time ${JSON.stringify(JSON.stringify(value))} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(value)} as "2006"`;
    default:
      return `json: cannot unmarshal ${jsonType(value)} into Go value of type int32`;
  }
}

function unmarshalError(value: Json, path: string, wanted: string): string {
  const given = wanted === 'int32' && typeof value === 'number' ? `number ${value}` : jsonType(value);
  return `json: cannot unmarshal ${given} into Go struct field ${path} of type ${wanted}`;
}

function jsonType(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (isObject(value)) return 'object';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
