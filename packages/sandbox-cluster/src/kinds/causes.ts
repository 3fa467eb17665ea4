import { type Cause } from '../api-error.ts';
import { type Json } from '../json.ts';

/** A field that has to be there. */
export function required(field: string, detail = ''): Cause {
  return { reason: 'FieldValueRequired', message: `Required value${detail && `: ${detail}`}`, field };
}

/** A field whose value is wrong. */
export function invalidValue(field: string, value: Json | undefined, detail: string): Cause {
  const message = `Invalid value: ${JSON.stringify(value ?? null)}: ${detail}`;
  return { reason: 'FieldValueInvalid', message, field };
}

/** A field that differs from the live one although it never may. */
export function immutable(field: string, value: Json | undefined): Cause {
  return invalidValue(field, value, 'field is immutable');
}

/** A field that may not be set, or not be changed. */
export function forbiddenField(field: string, detail: string): Cause {
  return { reason: 'FieldValueForbidden', message: `Forbidden: ${detail}`, field };
}

/** A field whose value is none of those that exist. */
export function unsupported(field: string, value: Json, supported: readonly string[]): Cause {
  const list = supported.map((item) => JSON.stringify(item)).join(', ');
  const message = `Unsupported value: ${JSON.stringify(value)}: supported values: ${list}`;
  return { reason: 'FieldValueNotSupported', message, field };
}

/** An item that is there twice. */
export function duplicate(field: string, value: Json): Cause {
  return { reason: 'FieldValueDuplicate', message: `Duplicate value: ${JSON.stringify(value)}`, field };
}

/** A name that stands for nothing in the same object. */
export function notThere(field: string, value: Json): Cause {
  return { reason: 'FieldValueNotFound', message: `Not found: ${JSON.stringify(value)}`, field };
}

/** A value that is larger than the server stores. */
export function tooLong(field: string, bytes: number): Cause {
  return { reason: 'FieldValueTooLong', message: `Too long: may not be more than ${bytes} bytes`, field };
}
