import { type Json } from '../json.ts';

/**
 * The language in which the fields of a kind are described. Whether a write is refused for an unknown field or a wrong type, how
 * server-side apply merges, and who owns what: all of it follows from these types.
 *
 * The built-in kinds are described in `schema.ts`, which exports
 * `builtInType(apiVersion: string, kind: string): ObjectType | undefined`; custom kinds are described by their definition.
 */
export type FieldType = ScalarType | AnyType | ObjectType | MapType | ListType;

/**
 * A single value. `bytes` is base64 text, `time` a timestamp, `intOrString` either of the two, `quantity` a quantity as text or
 * number.
 */
interface ScalarType {
  readonly type: ScalarName;
}

/** What a single value can be. */
export type ScalarName =
  'string' | 'integer' | 'number' | 'boolean' | 'quantity' | 'intOrString' | 'bytes' | 'time';

/** Whatever comes: objects in it are merged field by field, lists are replaced. */
export interface AnyType {
  readonly type: 'any';
}

/** An object with known fields. */
export interface ObjectType {
  readonly type: 'object';
  /** A map, so that a type can contain itself. */
  readonly fields: ReadonlyMap<string, FieldType>;
  /** Replaced as one value. */
  readonly atomic?: boolean;
  /** Takes fields that it does not know. */
  readonly open?: boolean;
  /** Fields that every object has, even when empty (structs in Go that are no pointers): adding them owns no field. */
  readonly alwaysPresent?: ReadonlySet<string>;
}

/** An object whose keys are free and whose values are alike. */
interface MapType {
  readonly type: 'map';
  readonly values: FieldType;
  /** Replaced as one value. */
  readonly atomic?: boolean;
}

/** A list. */
export interface ListType {
  readonly type: 'list';
  readonly items: FieldType;
  readonly rule: ListRule;
}

/**
 * How a list is merged: as one value, as a set of scalars, or as a map with keys inside its items. A key that an item leaves out
 * counts as its default.
 */
export type ListRule =
  | { readonly type: 'atomic' }
  | { readonly type: 'set' }
  | {
      readonly type: 'map';
      readonly keys: readonly string[];
      readonly defaults?: Readonly<Record<string, Json>>;
      /** Refuses items without any of the keys; elsewhere validation does. */
      readonly strict?: boolean;
    };
