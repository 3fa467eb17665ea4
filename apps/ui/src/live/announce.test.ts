import { describe, expect, it } from '@jest/globals';
import type { Cell } from '@tribble/api';
import { aCell, aState } from '../../test/state.ts';
import { announce } from './announce.ts';

const withCell = (cell: Cell | undefined) => ({
  ...aState(),
  resources: { s1: { cells: cell ? { prod: cell } : {} } },
});
const { version: _, ...manifest } = aCell();

describe('announce', () => {
  it.each<{ name: string; before: Cell | undefined; after: Cell; text: string }>([
    {
      name: 'a rollout that ended well',
      before: aCell({ status: 'InProgress' }),
      after: aCell(),
      text: 's1 99 is Clean in prod.',
    },
    {
      name: 'a rollout that failed',
      before: aCell({ status: 'InProgress' }),
      after: aCell({ status: 'Failed' }),
      text: 's1 99 is Failed in prod.',
    },
    {
      name: 'another version that is Clean at once',
      before: aCell(),
      after: aCell({ version: '100' }),
      text: 's1 100 is Clean in prod.',
    },
    { name: 'a new cell', before: undefined, after: aCell(), text: 's1 99 is Clean in prod.' },
    {
      name: 'a whole manifest',
      before: { ...manifest, status: 'Outdated' },
      after: manifest,
      text: 's1 is Clean in prod.',
    },
    {
      name: 'nothing of a rollout under way',
      before: aCell(),
      after: aCell({ status: 'InProgress' }),
      text: '',
    },
    { name: 'nothing of another message', before: aCell(), after: aCell({ message: 'hello' }), text: '' },
  ])('tells $name', ({ before, after, text }) => {
    expect(announce(withCell(before), withCell(after))).toBe(text);
  });

  it('does not tell more than anybody can listen to', () => {
    const resources = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [`s${index}`, { cells: { prod: aCell() } }]),
    );
    const text = announce({ ...aState(), resources: {} }, { ...aState(), resources });
    expect(text).toBe('s0 99 is Clean in prod. s1 99 is Clean in prod. s2 99 is Clean in prod. And 5 more.');
  });
});
