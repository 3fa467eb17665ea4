import { describe, expect, it } from '@jest/globals';
import { parseManifest } from './manifest.ts';

const parse = (text: string) => parseManifest({ path: 'dev/deployable/x.yaml', id: '', content: { text } });

describe('manifests are read as Kubernetes reads them', () => {
  it.each([
    ['a: 0400', 256],
    ['a: 0644', 420],
    ['a: yes', true],
    ['a: off', false],
    ['a: 2026-01-01', '2026-01-01'],
    ['a: 22:22', '22:22'],
    ['a: 1.10', 1.1],
    ['a: "1.10"', '1.10'],
    ['a: ~', null],
    ['a: &x [1]\nb: *x', [1]],
    ['x: &x {k: 1}\na: {<<: *x, l: 2}', { k: 1, l: 2 }],
  ])('%s', (text, value) => {
    const parsed = parse(text);
    expect('objects' in parsed && parsed.objects[0]?.['a']).toEqual(value);
  });

  it('takes several documents, leaves out empty ones, and opens lists', () => {
    const parsed = parse('---\n---\na: 1\n---\nkind: List\nitems: [{b: 1}, {c: 1}]\n---\n# nothing\n');
    expect(parsed).toEqual({ objects: [{ a: 1 }, { b: 1 }, { c: 1 }] });
  });

  it.each([
    {
      name: 'duplicate keys',
      text: 'a: 1\nb: 2\na: 3',
      line: 3,
      column: 1,
      message: 'Map keys must be unique',
    },
    { name: 'text', text: 'a: 1\n---\nhello', line: 3, column: 1, message: 'a manifest is a map' },
    { name: 'nothing', text: '# only a comment', message: 'holds no manifest' },
    { name: 'a tab', text: 'a:\n\tb: 1', line: 2 },
  ])('$name is a problem', ({ text, name: _name, ...expected }) => {
    const parsed = parse(text);
    expect('problems' in parsed && parsed.problems[0]).toMatchObject(expected);
  });
});

describe('hostile YAML is a problem, no hang and no crash', () => {
  const letters = 'abcdefghij';
  const billionLaughs = [...letters].map((letter, index) => {
    const before = letters[index - 1];
    return `${letter}: &${letter} [${Array(9)
      .fill(before ? `*${before}` : 'lol')
      .join(', ')}]`;
  });
  it.each([
    { name: 'alias expansion', text: billionLaughs.join('\n') },
    { name: 'nested lists', text: '['.repeat(10_000) + ']'.repeat(10_000) },
    { name: 'nested maps', text: '{a: '.repeat(10_000) + '}'.repeat(10_000) },
    { name: 'nested block sequences', text: `${'- '.repeat(10_000)}x` },
    { name: 'nested explicit keys', text: `${'? '.repeat(10_000)}x` },
    { name: 'explicit keys in flow', text: '? ['.repeat(300) },
    {
      name: 'explicit keys over lines',
      text: Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}?`).join('\n'),
    },
    {
      name: 'deep indentation',
      text: Array.from({ length: 10_000 }, (_, depth) => `${' '.repeat(depth % 1400)}a:`).join('\n'),
    },
    {
      name: 'duplicate keys among many',
      text: Array.from({ length: 100_000 }, (_, index) => `k${index % 99_999}: 1`).join('\n'),
    },
    { name: 'an unclosed flow', text: '['.repeat(200_000) },
    { name: 'an unclosed string', text: `a: "${'\\'.repeat(500_001)}` },
  ])('$name', ({ text }) => {
    const parsed = parse(text);
    expect('problems' in parsed && parsed.problems.length).toBeGreaterThan(0);
  });

  it('a key that would reach into prototypes is a plain key', () => {
    const parsed = parse('__proto__: {polluted: true}\na: 1');
    expect('objects' in parsed && Object.keys(parsed.objects[0] ?? {})).toEqual(['__proto__', 'a']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
