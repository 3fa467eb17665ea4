import { describe, expect, it } from '@jest/globals';
import { isBefore } from './resource-version.ts';

describe('a resourceVersion', () => {
  it.each([
    ['9', '10', true],
    ['10', '9', false],
    ['10', '10', false],
    ['9007199254740992', '9007199254740993', true],
    ['abc', 'abd', undefined],
    ['', '10', undefined],
    ['-1', '10', undefined],
    ['abc', 'abc', false],
  ])('%p is before %p: %p', (one, other, expected) => {
    expect(isBefore(one, other)).toBe(expected);
  });
});
