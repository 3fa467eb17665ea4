import { equal, type Json } from '../json.ts';
import { type FieldSet, leaf, noFields, node } from './field-set.ts';
import { allFields, isPresent, type Part, partsOf } from './fields-of.ts';
import { type FieldType } from './schema-types.ts';

/** Which fields differ between two values. */
export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

const same: Comparison = { added: noFields, modified: noFields, removed: noFields };

/**
 * Compares two values field by field; lists with keys are compared item by item. `present` says that the value is there in every
 * object of the kind: true for the object itself.
 */
export function compare(
  before: Json | undefined,
  after: Json | undefined,
  type: FieldType,
  present = true,
): Comparison {
  if (before === after) return same;
  if (before === undefined)
    return { ...same, added: after === undefined ? noFields : allFields(after, type, present) };
  if (after === undefined) return { ...same, removed: allFields(before, type, present) };
  const left = partsOf(before, type);
  const right = partsOf(after, type);
  if (!left || !right) return equal(before, after) ? same : { ...same, modified: leaf };
  return compareParts(byElement(left), byElement(right), (element) => isPresent(type, element, present));
}

const byElement = (parts: readonly Part[]) => new Map(parts.map((part) => [part.element, part]));

function compareParts(
  olds: ReadonlyMap<string, Part>,
  news: ReadonlyMap<string, Part>,
  isPresentPart: (element: string) => boolean,
): Comparison {
  const elements = new Set([...olds.keys(), ...news.keys()]);
  const children = [...elements].flatMap((element) => {
    const part = news.get(element) ?? olds.get(element);
    if (!part) return [];
    const child = compare(
      olds.get(element)?.value,
      news.get(element)?.value,
      part.type,
      isPresentPart(element),
    );
    return [[element, child] as const];
  });
  const collect = (field: keyof Comparison) =>
    node(
      false,
      children.map(([element, child]) => [element, child[field]] as const),
    );
  return { added: collect('added'), modified: collect('modified'), removed: collect('removed') };
}
