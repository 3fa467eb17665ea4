import { describe, expect, it } from '@jest/globals';
import { type Json } from '../json.ts';
import { jsonPatch } from './json-patch.ts';
import { mergePatch } from './merge-patch.ts';
import { strategicMergePatch } from './strategic-merge-patch.ts';

interface Case {
  name: string;
  target: Json;
  patch: Json;
  result: Json;
}

describe('strategicMergePatch', () => {
  const cases: Case[] = [
    {
      name: 'merges containers by name',
      target: { spec: { containers: [{ name: 'a', image: '1' }, { name: 'b' }] } },
      patch: { spec: { containers: [{ name: 'a', image: '2' }, { name: 'c' }] } },
      result: { spec: { containers: [{ name: 'a', image: '2' }, { name: 'b' }, { name: 'c' }] } },
    },
    {
      name: 'removes an item with $patch: delete',
      target: { spec: { containers: [{ name: 'a' }, { name: 'b' }] } },
      patch: { spec: { containers: [{ name: 'a', $patch: 'delete' }] } },
      result: { spec: { containers: [{ name: 'b' }] } },
    },
    {
      name: 'replaces a list with $patch: replace',
      target: { spec: { containers: [{ name: 'a' }, { name: 'b' }] } },
      patch: { spec: { containers: [{ $patch: 'replace' }, { name: 'c' }] } },
      result: { spec: { containers: [{ name: 'c' }] } },
    },
    {
      name: 'replaces an object with $patch: replace',
      target: { data: { a: '1' } },
      patch: { data: { $patch: 'replace', b: '2' } },
      result: { data: { b: '2' } },
    },
    {
      name: 'brings items into the wanted order',
      target: { spec: { containers: [{ name: 'a' }, { name: 'b' }] } },
      patch: { spec: { '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }] } },
      result: { spec: { containers: [{ name: 'b' }, { name: 'a' }] } },
    },
    {
      name: 'merges container ports by containerPort',
      target: { spec: { containers: [{ name: 'a', ports: [{ containerPort: 80 }] }] } },
      patch: { spec: { containers: [{ name: 'a', ports: [{ containerPort: 80, name: 'http' }] }] } },
      result: { spec: { containers: [{ name: 'a', ports: [{ containerPort: 80, name: 'http' }] }] } },
    },
    {
      name: 'merges service ports by port',
      target: { spec: { ports: [{ port: 80 }, { port: 81 }] } },
      patch: { spec: { ports: [{ port: 81, name: 'x' }] } },
      result: { spec: { ports: [{ port: 80 }, { port: 81, name: 'x' }] } },
    },
    {
      name: 'merges mounts by path',
      target: { spec: { containers: [{ name: 'a', volumeMounts: [{ mountPath: '/a', name: 'x' }] }] } },
      patch: { spec: { containers: [{ name: 'a', volumeMounts: [{ mountPath: '/b', name: 'x' }] }] } },
      result: {
        spec: {
          containers: [
            {
              name: 'a',
              volumeMounts: [
                { mountPath: '/a', name: 'x' },
                { mountPath: '/b', name: 'x' },
              ],
            },
          ],
        },
      },
    },
    {
      name: 'replaces lists without a merge key',
      target: { spec: { containers: [{ name: 'a', args: ['1', '2'] }] } },
      patch: { spec: { containers: [{ name: 'a', args: ['3'] }] } },
      result: { spec: { containers: [{ name: 'a', args: ['3'] }] } },
    },
    {
      name: 'adds finalizers and removes named ones',
      target: { metadata: { finalizers: ['a', 'b'] } },
      patch: { metadata: { finalizers: ['b', 'c'], '$deleteFromPrimitiveList/finalizers': ['a'] } },
      result: { metadata: { finalizers: ['b', 'c'] } },
    },
    {
      name: 'drops what $retainKeys does not name',
      target: { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } } },
      patch: { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } },
      result: { spec: { strategy: { type: 'Recreate' } } },
    },
    { name: 'removes with null', target: { a: 1, b: { c: 1 } }, patch: { a: null }, result: { b: { c: 1 } } },
  ];
  it.each(cases)('$name', ({ target, patch, result }) => {
    expect(strategicMergePatch(target, patch)).toEqual(result);
  });

  it('refuses an item without its merge key', () => {
    const patch = { spec: { containers: [{ image: 'x' }] } };
    expect(() => strategicMergePatch({}, patch)).toThrow('does not contain declared merge key: name');
  });
});

describe('mergePatch', () => {
  const cases: Case[] = [
    { name: 'sets and removes', target: { a: 1, b: 2 }, patch: { a: null, c: 3 }, result: { b: 2, c: 3 } },
    {
      name: 'merges objects',
      target: { a: { b: 1 } },
      patch: { a: { c: 2 } },
      result: { a: { b: 1, c: 2 } },
    },
    { name: 'replaces lists', target: { a: [1, 2] }, patch: { a: [3] }, result: { a: [3] } },
    { name: 'drops nulls inside what it adds', target: {}, patch: { a: { b: null } }, result: { a: {} } },
  ];
  it.each(cases)('$name', ({ target, patch, result }) => {
    expect(mergePatch(target, patch)).toEqual(result);
  });
});

describe('jsonPatch', () => {
  const cases: Case[] = [
    {
      name: 'adds to an object and a list',
      target: { a: [1] },
      patch: [
        { op: 'add', path: '/b', value: 2 },
        { op: 'add', path: '/a/-', value: 2 },
        { op: 'add', path: '/a/0', value: 0 },
      ],
      result: { a: [0, 1, 2], b: 2 },
    },
    {
      name: 'replaces and removes',
      target: { a: [1, 2], b: 1 },
      patch: [
        { op: 'replace', path: '/a/0', value: 9 },
        { op: 'remove', path: '/b' },
      ],
      result: { a: [9, 2] },
    },
    {
      name: 'moves and copies, with escaped names',
      target: { 'a/b': 1, 'c~d': 2 },
      patch: [
        { op: 'move', from: '/a~1b', path: '/x' },
        { op: 'copy', from: '/c~0d', path: '/y' },
      ],
      result: { 'c~d': 2, x: 1, y: 2 },
    },
    {
      name: 'goes on after a test that holds',
      target: { a: 1 },
      patch: [
        { op: 'test', path: '/a', value: 1 },
        { op: 'replace', path: '/a', value: 2 },
      ],
      result: { a: 2 },
    },
  ];
  it.each(cases)('$name', ({ target, patch, result }) => {
    expect(jsonPatch(target, patch)).toEqual(result);
  });

  it.each([
    { name: 'a test that fails', patch: [{ op: 'test', path: '/a', value: 2 }], code: 422 },
    { name: 'a path that is missing', patch: [{ op: 'remove', path: '/b' }], code: 422 },
    { name: 'an unknown operation', patch: [{ op: 'guess', path: '/a' }], code: 422 },
    { name: 'a patch that is no list', patch: { a: 1 }, code: 400 },
  ])('answers $code for $name', ({ patch, code }) => {
    expect(() => jsonPatch({ a: 1 }, patch)).toThrow(expect.objectContaining({ code }));
  });
});
