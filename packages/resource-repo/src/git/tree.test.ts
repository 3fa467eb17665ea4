import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseTree } from './tree.ts';

const id = Buffer.from('0123456789abcdef0123456789abcdef01234567', 'hex');
const entry = (mode: string, name: string | Buffer) =>
  Buffer.concat([Buffer.from(`${mode} `), Buffer.from(name), Buffer.from([0]), id]);

describe('a tree', () => {
  it.each([
    ['100644', 'file'],
    ['100664', 'file'],
    ['100755', 'file'],
    ['40000', 'folder'],
    ['040000', 'folder'],
    ['120000', 'symbolic link'],
    ['160000', 'submodule'],
    ['100000', 'unknown'],
    ['constructor', 'unknown'],
  ])('has entries of mode %s as %s', (mode, kind) => {
    expect(parseTree(entry(mode, 'a b'), 20)).toEqual([
      { kind, name: 'a b', label: 'a b', id: id.toString('hex') },
    ]);
  });

  it('has all its entries, also ids that hold spaces and NULs', () => {
    const odd = Buffer.alloc(20, ' \0');
    const content = Buffer.concat([
      entry('100644', 'a'),
      Buffer.from('100644 b\0'),
      odd,
      entry('40000', 'c'),
    ]);
    expect(parseTree(content, 20).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(parseTree(Buffer.alloc(0), 20)).toEqual([]);
  });

  it.each(['', '.', '..', '.git', '.GIT', 'a/b', 'a\\b', 'a\nb', 'a\u202eb', Buffer.from([0x66, 0xff])])(
    'has no usable name in %j',
    (name) => {
      expect(parseTree(entry('100644', name), 20)[0]?.name).toBeUndefined();
    },
  );

  it.each([
    { name: 'no space', content: Buffer.from('100644') },
    { name: 'no NUL', content: Buffer.from('100644 a') },
    { name: 'half an id', content: entry('100644', 'a').subarray(0, -1) },
    {
      name: 'half an entry after a whole one',
      content: Buffer.concat([entry('100644', 'a'), Buffer.from('10')]),
    },
  ])('is not taken for a smaller one: $name', ({ content }) => {
    expect(() => parseTree(content, 20)).toThrow('malformed tree');
  });

  it('is parsed or refused, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          expect(parseTree(Buffer.from(bytes), 20).every((each) => each.id.length === 40)).toBe(true);
        } catch (error) {
          expect(String(error)).toContain('malformed tree');
        }
      }),
    );
  });
});
