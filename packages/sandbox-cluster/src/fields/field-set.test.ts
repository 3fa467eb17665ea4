import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type JsonObject } from '../json.ts';
import {
  difference,
  type FieldSet,
  formatPaths,
  fromFieldsV1,
  intersection,
  isEmpty,
  sameFields,
  toFieldsV1,
  union,
} from './field-set.ts';

const element = fc.constantFrom('f:a', 'f:b', 'k:{"name":"x"}', 'v:"y"');
const fields: fc.Arbitrary<JsonObject> = fc.letrec<{ tree: JsonObject }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.constant({}),
    fc
      .tuple(fc.boolean(), fc.dictionary(element, tie('tree'), { minKeys: 1, maxKeys: 3 }))
      .map(([dot, children]): JsonObject => ({ ...(dot && { '.': {} }), ...children })),
  ),
})).tree;
const set: fc.Arbitrary<FieldSet> = fc.dictionary(element, fields, { maxKeys: 3 }).map(fromFieldsV1);

describe('field sets', () => {
  it('survive the way to fieldsV1 and back', () => {
    fc.assert(fc.property(set, (a) => sameFields(fromFieldsV1(toFieldsV1(a)), a)));
  });

  it('obey the laws of sets', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        expect(isEmpty(difference(a, union(a, b)))).toBe(true);
        expect(isEmpty(intersection(difference(a, b), b))).toBe(true);
        expect(sameFields(union(difference(a, b), intersection(a, b)), a)).toBe(true);
        expect(sameFields(union(a, b), union(b, a))).toBe(true);
      }),
    );
  });

  it('tell a composite that is a member from one that only has members inside', () => {
    const whole = fromFieldsV1({ 'f:labels': { '.': {}, 'f:app': {} } });
    const inside = fromFieldsV1({ 'f:labels': { 'f:app': {} } });
    expect(toFieldsV1(difference(whole, inside))).toEqual({ 'f:labels': {} });
    expect(sameFields(whole, inside)).toBe(false);
  });

  it('are shown as paths', () => {
    const paths = formatPaths(
      fromFieldsV1({
        'f:spec': { 'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:name': {} } } },
        'f:metadata': { 'f:finalizers': { 'v:"x/y"': {} } },
      }),
    );
    expect(paths).toEqual([
      '.spec.ports[port=80,protocol="TCP"]',
      '.spec.ports[port=80,protocol="TCP"].name',
      '.metadata.finalizers[="x/y"]',
    ]);
  });
});
