import { equal, type Json } from '../json.ts';
import { type FieldSet, leaf, noFields, node } from './field-set.ts';
import { allFields, below, partsOf } from './fields-of.ts';
import { type SchemaPath } from './schema.ts';

/** Which fields differ between two values. */
export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

const same: Comparison = { added: noFields, modified: noFields, removed: noFields };

/** Compares two values field by field; lists with keys are compared item by item. */
export function compare(
  before: Json | undefined,
  after: Json | undefined,
  path: SchemaPath = [],
): Comparison {
  if (before === after) return same;
  if (before === undefined)
    return { ...same, added: after === undefined ? noFields : allFields(after, path) };
  if (after === undefined) return { ...same, removed: allFields(before, path) };
  const left = partsOf(before, path);
  const right = partsOf(after, path);
  if (!left || !right) return equal(before, after) ? same : { ...same, modified: leaf };
  const olds = new Map(left);
  const news = new Map(right);
  const elements = [...new Set([...olds.keys(), ...news.keys()])];
  const children = elements.map(
    (element) => [element, compare(olds.get(element), news.get(element), below(path, element))] as const,
  );
  const collect = (field: keyof Comparison) =>
    node(
      false,
      children.map(([element, child]) => [element, child[field]] as const),
    );
  return { added: collect('added'), modified: collect('modified'), removed: collect('removed') };
}
