import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blobId } from './digest.ts';
import { formatVersion, parseVersion, type Version } from './version.ts';

const parse = (text: string) => parseVersion({ path: 'dev/version/s1.yaml', id: 'id', content: { text } });

function versionOf(text: string): Version {
  const parsed = parse(text);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.version;
}

describe('parseVersion', () => {
  it.each([
    ['version: 1.10', '1.10'],
    ['version: 0123', '0123'],
    ['version: "1.10"', '1.10'],
    ["version: 'v1'", 'v1'],
    ['version: 1e3', '1e3'],
    ['version: yes', 'yes'],
    ['version: 2026-01-01', '2026-01-01'],
    ['version: 22:22', '22:22'],
    ['version: 0x1F # comment', '0x1F'],
    ['version: null', 'null'],
    ['version: &a 7.0\nother: *a', '7.0'],
  ])('%s is text', (text, version) => {
    expect(versionOf(text).version).toBe(version);
  });

  it('takes every scalar key as text, and keeps structure', () => {
    const version = versionOf(
      'version: 1\nreplicas: 010\nempty:\n/spec/replicas: 3\ncontainers: {web: {image: "a:1"}}\nlist: [1, 2]\n',
    );
    expect(Object.fromEntries(version.variables)).toEqual({ version: '1', replicas: '010', empty: '' });
    expect(version.pointers).toEqual([
      { pointer: '/spec/replicas', value: 3, text: '3', at: { line: 4, column: 1 } },
    ]);
    expect(version.containers).toEqual([
      { name: 'web', fields: { image: 'a:1' }, at: { line: 5, column: 1 } },
    ]);
  });

  it.each([
    { text: '', message: 'a version file is a map' },
    { text: '- 1', message: 'a version file is a map', line: 1, column: 1 },
    { text: 'other: 1', message: 'version: missing', line: 1, column: 1 },
    { text: 'version:', message: 'version: missing', line: 1, column: 1 },
    { text: 'version: 1\n---\nversion: 2', message: 'a version file has one document', line: 3, column: 1 },
    { text: 'version: 1\nversion: 2', message: 'Map keys must be unique', line: 2, column: 1 },
    {
      text: 'version: 1\ncontainers: [a]',
      message: 'containers: expected a map of container names',
      line: 2,
      column: 13,
    },
    { text: 'version: [', message: expect.stringContaining('Flow sequence') as unknown as string, line: 1 },
  ])('a problem, with its place: $text', ({ text, ...expected }) => {
    const parsed = parse(text);
    expect('problems' in parsed && parsed.problems[0]).toMatchObject({
      path: 'dev/version/s1.yaml',
      ...expected,
    });
  });
});

describe('formatVersion', () => {
  it('quotes what any YAML reader would take for something else', () => {
    expect(formatVersion('1.10')).toBe('version: "1.10"\n');
    expect(formatVersion('v1.10')).toBe('version: v1.10\n');
    expect(formatVersion('yes')).toBe('version: "yes"\n');
  });

  it('does not depend on the order of the keys', () => {
    const left = formatVersion('1', { b: 1, a: { d: true, c: 'x' } });
    expect(left).toBe(formatVersion('1', { a: { c: 'x', d: true }, b: 1 }));
    expect(left).toBe('version: "1"\na:\n  c: x\n  d: "true"\nb: "1"\n');
  });

  it('keeps the types of structured keys', () => {
    expect(formatVersion('1', { '/spec/replicas': 3 })).toBe('version: "1"\n/spec/replicas: 3\n');
  });

  it('is read back as the text that was given', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 20 }),
        fc.string({ maxLength: 20 }),
        (version, value) => {
          const read = versionOf(formatVersion(version, { key: value }));
          expect(read.variables.get('version')).toBe(version);
          expect(read.variables.get('key')).toBe(value);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('blobId', () => {
  it('is the id that git gives', () => {
    // git hash-object --stdin <<< 'version: "1"'
    expect(blobId('version: "1"\n')).toBe('e8db238d68d1cd47d26202147dc5e8d04c7a506b');
  });
});
