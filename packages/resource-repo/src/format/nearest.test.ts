import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nearest } from './nearest.ts';

const keys = ['source', 'sources', 'target', 'schedule', 'preconditions', 'by', 'at'];

describe('nearest', () => {
  it.each([
    ['precondition', 'preconditions'],
    ['preconditons', 'preconditions'],
    ['Preconditions', 'preconditions'],
    ['shedule', 'schedule'],
    ['shcedule', 'schedule'],
    ['trget', 'target'],
    ['soruces', 'sources'],
    ['surce', 'source'],
    ['unrelated', undefined],
    ['', undefined],
    ['x', undefined],
    ['preconditions'.repeat(1_000), undefined],
  ])('%s: %s', (word, expected) => {
    expect(nearest(word, keys)).toBe(expected);
  });

  it('finds none among none', () => {
    expect(nearest('source', [])).toBeUndefined();
  });

  it('finds a long word that lacks a letter, has one too many, another one, or two swapped', () => {
    const word = fc.stringMatching(/^[a-z]{6,12}$/);
    const change = fc.tuple(fc.nat(), fc.constantFrom('drop', 'add', 'replace', 'swap'));
    fc.assert(
      fc.property(word, change, (right, [random, kind]) => {
        const at = random % (right.length - 1);
        const [head, letter, next, tail] = [
          right.slice(0, at),
          right[at],
          right[at + 1],
          right.slice(at + 2),
        ];
        const forms: Record<typeof kind, string> = {
          drop: `${head}${next}${tail}`,
          add: `${head}${letter}-${next}${tail}`,
          replace: `${head}-${next}${tail}`,
          swap: `${head}${next}${letter}${tail}`,
        };
        expect(nearest(forms[kind], ['000000000000', right])).toBe(right);
      }),
    );
  });
});
