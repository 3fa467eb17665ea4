import { describe, expect, it } from '@jest/globals';
import type { Value } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import { partsOf, pointerOf, resolved, withoutValueAt, withValueAt } from './pointer.ts';

const root = {
  list: [
    { name: 'a', port: 1, ok: true },
    { name: 'b', port: 1, 'x/y': 'z' },
  ],
  plain: ['p', 'q'],
  map: { 'a/b~c': 1 },
};

it('reads what it writes', () => {
  fc.assert(fc.property(fc.array(fc.string()), (parts) => expect(partsOf(pointerOf(parts))).toEqual(parts)));
});

describe('resolved', () => {
  it.each<[string, string[] | undefined]>([
    ['', []],
    ['/list/1/name', ['list', '1', 'name']],
    ['/list/name=b/x~1y', ['list', '1', 'x/y']],
    ['/list/port=1', ['list', '0']],
    ['/list/port=1;name=b', ['list', '1']],
    ['/list/ok=true', ['list', '0']],
    ['/map/a~1b~0c', ['map', 'a/b~c']],
    ['/plain/1', ['plain', '1']],
    ['/list/name=c', undefined],
    ['/list/2', undefined],
    ['/list/-1', undefined],
    ['/list/=b', undefined],
    ['/list/name', undefined],
    ['/plain/p', undefined],
    ['/map/toString', undefined],
    ['/plain/0/x', undefined],
  ])('%s', (pointer, expected) => {
    expect(resolved(root, partsOf(pointer))).toEqual(expected);
  });
});

describe('withoutValueAt', () => {
  it.each<[string, Value]>([
    ['/list/name=a', { ...root, list: [root.list[1] ?? null] }],
    ['/list/0/port', { ...root, list: [{ name: 'a', ok: true }, root.list[1] ?? null] }],
    ['/map', { list: root.list, plain: root.plain }],
    ['/nowhere/x', root],
    ['', root],
  ])('%s', (pointer, expected) => {
    const before = structuredClone(root);
    expect(withoutValueAt<Value>(root, partsOf(pointer))).toEqual(expected);
    expect(root).toEqual(before);
  });
});

describe('withValueAt', () => {
  it.each<[string, Value]>([
    ['/list/name=b/port', { ...root, list: [root.list[0] ?? null, { ...root.list[1], port: 9 }] }],
    ['/new/deep', { ...root, new: { deep: 9 } }],
    ['/plain/0', { ...root, plain: [9, 'q'] }],
    ['/list/name=c/port', root],
    ['/plain/5', root],
    ['/plain/0/x', root],
  ])('%s', (pointer, expected) => {
    expect(withValueAt<Value>(root, partsOf(pointer), 9)).toEqual(expected);
  });
});
