import { type Cause } from '../api-error.ts';
import { type Json, type JsonObject } from '../json.ts';
import { invalidValue, tooLong } from '../kinds/causes.ts';

const bound = (schema: JsonObject, name: string): number | undefined => {
  const value = schema[name];
  return typeof value === 'number' ? value : undefined;
};

function tooMany(path: string, count: number, most: number): Cause {
  const message = `Too many: ${count}: must have at most ${most} items`;
  return { reason: 'FieldValueTooMany', message, field: path };
}

/** What is wrong with the length or the form of a text. */
export function checkText(value: string, schema: JsonObject, path: string): Cause[] {
  const [least, most] = [bound(schema, 'minLength'), bound(schema, 'maxLength')];
  const { pattern } = schema;
  const length = [...value].length;
  const causes: Cause[] = [];
  if (most !== undefined && length > most) causes.push(tooLong(path, most));
  if (least !== undefined && length < least) {
    causes.push(invalidValue(path, value, `${path} in body should be at least ${least} chars long`));
  }
  if (typeof pattern === 'string' && !matches(pattern, value)) {
    causes.push(invalidValue(path, value, `${path} in body should match '${pattern}'`));
  }
  return causes;
}

/** Patterns are written for Go; one that JavaScript cannot read refuses nothing. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return true;
  }
}

/** What is wrong with the size of a number. */
export function checkNumber(value: number, schema: JsonObject, path: string): Cause[] {
  const [least, most] = [bound(schema, 'minimum'), bound(schema, 'maximum')];
  const step = bound(schema, 'multipleOf');
  const causes: Cause[] = [];
  const add = (says: string) => causes.push(invalidValue(path, value, `${path} in body should be ${says}`));
  if (least !== undefined && schema['exclusiveMinimum'] === true && value <= least) {
    add(`greater than ${least}`);
  } else if (least !== undefined && value < least) {
    add(`greater than or equal to ${least}`);
  }
  if (most !== undefined && schema['exclusiveMaximum'] === true && value >= most) {
    add(`less than ${most}`);
  } else if (most !== undefined && value > most) {
    add(`less than or equal to ${most}`);
  }
  if (step !== undefined && value % step !== 0) add(`a multiple of ${step}`);
  return causes;
}

/** What is wrong with the number of items or fields. */
export function checkSize(value: Json[] | JsonObject, schema: JsonObject, path: string): Cause[] {
  const isList = Array.isArray(value);
  const count = isList ? value.length : Object.keys(value).length;
  const word = isList ? 'items' : 'properties';
  const least = bound(schema, isList ? 'minItems' : 'minProperties');
  const most = bound(schema, isList ? 'maxItems' : 'maxProperties');
  if (most !== undefined && count > most) return [tooMany(path, count, most)];
  if (least === undefined || count >= least) return [];
  return [invalidValue(path, count, `${path} in body should have at least ${least} ${word}`)];
}
