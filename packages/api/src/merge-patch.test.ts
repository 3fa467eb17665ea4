import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { apply, diff, type Json } from './merge-patch.ts';

const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ maxLength: 3 }),
    fc.integer({ min: 0, max: 3 }),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', 'toString'), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
})).value;
const object = fc.dictionary(fc.string({ maxLength: 2 }), json, { maxKeys: 5, noNullPrototype: true });

describe('diff', () => {
  it.each([
    { name: 'equal', from: { a: [1, { b: 2 }] }, to: { a: [1, { b: 2 }] }, patch: undefined },
    {
      name: 'added, changed and removed keys',
      from: { a: 1, b: 2 },
      to: { b: 3, c: 4 },
      patch: { a: null, b: 3, c: 4 },
    },
    {
      name: 'only the changed part',
      from: { a: { b: 1, c: 2 } },
      to: { a: { b: 1, c: 3 } },
      patch: { a: { c: 3 } },
    },
    { name: 'a list as a whole', from: { a: [1, 2] }, to: { a: [1] }, patch: { a: [1] } },
    { name: 'an object that becomes a list', from: { a: {} }, to: { a: [] }, patch: { a: [] } },
    { name: 'an empty object that appears', from: {}, to: { a: {} }, patch: { a: {} } },
  ])('$name', ({ from, to, patch }) => {
    expect(diff(from as Json, to as Json)).toEqual(patch);
  });

  it('makes a patch that leads from one value to the other', () => {
    fc.assert(
      fc.property(object, object, (from, to) => {
        const patch = diff(from, to);
        expect(patch === undefined ? from : apply(from, patch)).toEqual(to);
      }),
    );
  });
});

describe('apply', () => {
  it('keeps the identity of what did not change, and leaves its input alone', () => {
    const before = { same: { deep: 1 }, other: 1 };
    const after = apply(before, { other: 2 }) as { same: unknown };
    expect(after.same).toBe(before.same);
    expect(before).toEqual({ same: { deep: 1 }, other: 1 });
  });
});
