import { describe, expect, it } from '@jest/globals';
import { scopedNames, scopeOf } from './scope.ts';
import { transitionOf } from './testing.ts';

describe('what a transition moves', () => {
  it.each([
    { resources: {}, moved: ['a/x', 'a/y', 'b'] },
    { resources: { include: ['a/*'] }, moved: ['a/x', 'a/y'] },
    { resources: { include: [] }, moved: [] },
    { resources: { exclude: ['**/x'] }, moved: ['a/y', 'b'] },
    { resources: { include: ['a/*'], exclude: ['**/x'] }, moved: ['a/y'] },
    { resources: { include: ['a/*', '['] }, moved: [] },
  ])('of $resources is $moved', ({ resources, moved }) => {
    const transition = transitionOf(resources);
    const names = ['a/x', 'a/y', 'b'];
    expect(names.filter(scopeOf(transition))).toEqual(moved);
    expect(scopedNames(transition)(new Set(names))).toEqual(moved);
  });

  it('is worked out once for each list of names', () => {
    const [transition, names] = [transitionOf({ include: ['a'] }), ['a', 'b']];
    expect(scopedNames(transition)(names)).toBe(scopedNames(transition)(names));
  });
});
