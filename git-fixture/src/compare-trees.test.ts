import { describe, expect, it } from '@jest/globals';
import { compareTrees } from './compare-trees.ts';
import type { Tree, TreeFile } from './tree.ts';

function tree(files: Record<string, string | Uint8Array | TreeFile>): Tree {
  return new Map(
    Object.entries(files).map(([path, file]) => [
      path,
      typeof file === 'string' || file instanceof Uint8Array ? { mode: '100644', content: file } : file,
    ]),
  );
}

const numbers = (count: number, change: Record<number, string> = {}) =>
  Array.from({ length: count }, (_, index) => `${change[index] ?? `line ${index}`}\n`).join('');

describe('compareTrees', () => {
  it('gives nothing for equal trees, whatever their order', () => {
    const bytes = new Uint8Array([255]);
    expect(compareTrees(tree({ a: '1', b: bytes }), tree({ b: new Uint8Array(bytes), a: '1' }))).toBe(
      undefined,
    );
  });

  it.each<{ name: string; actual: Tree; expected: Tree; difference: string }>([
    {
      name: 'missing and unexpected files',
      actual: tree({ 'dev/new.yaml': 'a: 1\nb: 2\n' }),
      expected: tree({ 'dev/old.yaml': 'a: 1\n' }),
      difference: `unexpected: dev/new.yaml
  +a: 1
  +b: 2
missing: dev/old.yaml`,
    },
    {
      name: 'changed lines with what is around them',
      actual: tree({ a: numbers(12, { 1: 'one', 10: 'ten' }) }),
      expected: tree({ a: numbers(12) }),
      difference: `changed: a
   line 0
  -line 1
  +one
   line 2
   line 3
  …
   line 8
   line 9
  -line 10
  +ten
   line 11`,
    },
    {
      name: 'moved and inserted lines',
      actual: tree({ a: 'x\nb\nc\nnew\nd\na\n' }),
      expected: tree({ a: 'a\nb\nc\nd\n' }),
      difference: `changed: a
  -a
  +x
   b
   c
  +new
   d
  +a`,
    },
    {
      name: 'a newline at the end',
      actual: tree({ a: 'x' }),
      expected: tree({ a: 'x\n' }),
      difference: `changed: a
   x
  +\\ no newline at the end`,
    },
    {
      name: 'a mode alone, and with the content',
      actual: tree({ a: { mode: '100755', content: 'x' }, b: { mode: '120000', content: 'a' } }),
      expected: tree({ a: 'x', b: '' }),
      difference: `changed: a (mode 100644 → 100755)
changed: b (mode 100644 → 120000)
  +a
  +\\ no newline at the end`,
    },
    {
      name: 'bytes',
      actual: tree({ a: new Uint8Array([255, 0]), b: new Uint8Array([255]) }),
      expected: tree({ a: 'text', b: new Uint8Array([254]) }),
      difference: `changed: a
  binary, 4 → 2 bytes
changed: b
  binary, 1 → 1 bytes`,
    },
    {
      name: 'a name with a newline',
      actual: tree({ 'a\nb': '' }),
      expected: tree({}),
      difference: 'unexpected: "a\\nb"',
    },
  ])('shows $name', ({ actual, expected, difference }) => {
    expect(compareTrees(actual, expected)).toBe(`the trees differ (- expected, + actual):\n${difference}`);
  });

  it('stays short for long files and many files', () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}`, '']));
    const difference = compareTrees(tree({ ...many, a: numbers(3000) }), tree({ a: '' }));

    expect(difference?.split('\n')).toHaveLength(1 + 1 + 21 + 19 + 1);
    expect(difference).toContain('… and 2980 more lines');
    expect(difference).toContain('… and 31 more files');
  });

  it('does not search two long texts that have nothing in common', () => {
    const difference = compareTrees(tree({ a: 'x\n'.repeat(5000) }), tree({ a: 'y\n'.repeat(5000) }));

    expect(difference).toContain('… and 9980 more lines');
  });
});
