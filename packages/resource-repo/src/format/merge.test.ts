import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ValueMap } from './json-pointer.ts';
import { parseManifest } from './manifest.ts';
import { merge } from './merge.ts';
import { parseVersion } from './version.ts';

function mergeTexts(base: string, version: string) {
  const manifest = parseManifest({ path: 'dev/base/s1.yaml', id: '', content: { text: base } });
  const parsed = parseVersion({ path: 'dev/version/s1.yaml', id: 'id', content: { text: version } });
  if ('problems' in manifest || 'problems' in parsed)
    throw new Error('the input of this test does not parse');
  return merge(manifest.objects, parsed.version);
}

describe('variables', () => {
  it.each([
    { base: 'a: img:$version', version: 'version: 1.10', merged: { a: 'img:1.10' } },
    {
      base: 'a: ["$version", {b: "x-${version}-y"}]',
      version: 'version: 7',
      merged: { a: ['7', { b: 'x-7-y' }] },
    },
    { base: 'a: ${KEY}', version: 'version: 1\nKEY: 0123', merged: { a: '0123' } },
    { base: 'a: ${OTHER}', version: 'version: 1', merged: { a: '${OTHER}' } },
    { base: 'a: $${version}', version: 'version: 1', merged: { a: '${version}' } },
    {
      base: 'a: $${HOME} ${HOME} $(POD_IP)',
      version: 'version: 1',
      merged: { a: '${HOME} ${HOME} $(POD_IP)' },
    },
    {
      base: 'a: $versions $version_x $version.',
      version: 'version: 1',
      merged: { a: '$versions $version_x 1.' },
    },
    { base: 'a: $version', version: 'version: $version', merged: { a: '$version' } },
    { base: 'a: ${toString} ${__proto__}', version: 'version: 1', merged: { a: '${toString} ${__proto__}' } },
    { base: '$version: 1', version: 'version: 2', merged: { $version: 1 } },
    { base: 'a: 1\nb: true\nc: null', version: 'version: 2', merged: { a: 1, b: true, c: null } },
  ])('$base with $version', ({ base, version, merged }) => {
    expect(mergeTexts(base, version)).toEqual({ objects: [merged] });
  });
});

describe('JSON pointers', () => {
  it.each([
    {
      name: 'a number',
      base: 'spec: {replicas: 1}',
      version: '/spec/replicas: 3',
      merged: { spec: { replicas: 3 } },
    },
    { name: 'text stays text', base: 'a: x', version: '/a: 1.10', merged: { a: '1.10' } },
    { name: 'maps that are missing', base: 'a: 1', version: '/m/n: x', merged: { a: 1, m: { n: 'x' } } },
    { name: 'an item of a list', base: 'a: [1, 2]', version: '/a/1: 5', merged: { a: [1, 5] } },
    { name: 'one more item', base: 'a: [1]', version: '/a/-: 5', merged: { a: [1, 5] } },
    { name: 'escapes', base: 'a: {}', version: '/a/b~1c~0d: x', merged: { a: { 'b/c~d': 'x' } } },
    {
      name: 'a variable in the value',
      base: 'a: {}',
      version: '/a/b: v-${version}',
      merged: { a: { b: 'v-1' } },
    },
    { name: 'a structure', base: 'a: x', version: '/a: {b: [1]}', merged: { a: { b: [1] } } },
  ])('$name', ({ base, version, merged }) => {
    expect(mergeTexts(base, `version: 1\n${version}`)).toEqual({ objects: [merged] });
  });

  it.each([
    { base: 'a: [1]', version: '/a/7: x', message: '/a/7: "7" is no index of a list of 1' },
    { base: 'a: text', version: '/a/b: x', message: '/a/b: "b" is looked for in "text", which is no map' },
    { base: 'a: 1', version: '/: x', message: '/: names no place in the manifest' },
  ])('$version into $base is a fault', ({ base, version, message }) => {
    expect(mergeTexts(base, `version: 1\n${version}`)).toEqual({
      faults: [{ message, at: { line: 2, column: 1 } }],
    });
  });

  it('means the first of several objects', () => {
    expect(mergeTexts('a: 1\n---\na: 1', 'version: 1\n/a: 2')).toEqual({ objects: [{ a: 2 }, { a: 1 }] });
  });
});

describe('containers', () => {
  const base =
    'spec: {template: {spec: {containers: [{name: web, image: "a:0", tty: true}, {name: log, image: b}]}}}';

  it('sets fields of the container of that name', () => {
    const merged = mergeTexts(base, 'version: 1\ncontainers: {web: {image: "a:${version}"}}');
    expect(merged).toEqual({
      objects: [
        {
          spec: {
            template: {
              spec: {
                containers: [
                  { name: 'web', image: 'a:1', tty: true },
                  { name: 'log', image: 'b' },
                ],
              },
            },
          },
        },
      ],
    });
  });

  it('names a container that is not there', () => {
    expect(mergeTexts(base, 'version: 1\ncontainers: {wbe: {image: x}}')).toMatchObject({
      faults: [
        { message: 'containers.wbe: the base has no container of this name', at: { line: 2, column: 1 } },
      ],
    });
  });
});

describe('merge', () => {
  const value = fc.jsonValue({ maxDepth: 3 }).filter((each) => each !== null);
  const object = fc.dictionary(fc.string(), value) as fc.Arbitrary<ValueMap>;
  const shapeOf = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(shapeOf);
    if (typeof each !== 'object' || each === null) return typeof each === 'string' ? 'text' : each;
    return Object.fromEntries(Object.entries(each).map(([key, item]) => [key, shapeOf(item)]));
  };

  it('changes nothing but strings, and leaves its input alone', () => {
    fc.assert(
      fc.property(object, fc.string(), (base, text) => {
        const before = structuredClone(base);
        const variables = new Map([['version', text]]);
        const merged = merge([base], { version: text, id: '', variables, pointers: [], containers: [] });
        expect('objects' in merged && shapeOf(merged.objects[0])).toEqual(shapeOf(before));
        expect(base).toEqual(before);
      }),
    );
  });
});
