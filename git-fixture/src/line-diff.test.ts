import { describe, expect, it } from '@jest/globals';
import { diffLines } from './line-diff.ts';

describe('diffLines', () => {
  it('gives nothing for equal texts', () => {
    expect(diffLines('a\nb\n', 'a\nb\n')).toEqual([]);
    expect(diffLines('', '')).toEqual([]);
  });

  it.each([
    ['', 'a\n', ['+a']],
    ['a\n', '', ['-a']],
    ['a\n', 'a\na\n', [' a', '+a']],
    ['a\nb\na\n', 'a\n', [' a', '-b', '-a']],
    ['a\nb\nc\nd\n', 'b\nd\ne\n', ['-a', ' b', '-c', ' d', '+e']],
    ['\n', '\n\n', [' ', '+']],
  ])('%j to %j', (before, after, lines) => {
    expect(diffLines(before, after)).toEqual(lines);
  });
});
