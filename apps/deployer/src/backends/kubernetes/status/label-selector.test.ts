import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import { labelSelectorOf } from './label-selector.ts';

const cases: { name: string; selector: ValueMap | string; expected: string | undefined }[] = [
  {
    name: 'labels',
    selector: { matchLabels: { app: 'web', tier: 'front' } },
    expected: 'app=web,tier=front',
  },
  {
    name: 'expressions',
    selector: {
      matchExpressions: [
        { key: 'a', operator: 'In', values: ['x', 'y'] },
        { key: 'b', operator: 'NotIn', values: ['z'] },
        { key: 'c', operator: 'Exists' },
        { key: 'd', operator: 'DoesNotExist' },
        { key: 'e', operator: 'Unheard' },
      ],
    },
    expected: 'a in (x,y),b notin (z),c,!d',
  },
  { name: 'everything', selector: {}, expected: undefined },
  { name: 'no selector', selector: 'all', expected: undefined },
  { name: 'labels that are none', selector: { matchLabels: { app: 7 } }, expected: undefined },
];

describe('labelSelectorOf', () => {
  it.each(cases)('$name', ({ selector, expected }) => {
    expect(labelSelectorOf({ spec: { selector } })).toBe(expected);
  });
});
