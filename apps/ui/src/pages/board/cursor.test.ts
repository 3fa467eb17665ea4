import { describe, expect, it } from '@jest/globals';
import { clampCursor, moveCursor } from './cursor.ts';

const size = { rows: 30, columns: 4 };
const middle = { row: 15, column: 2 };

describe('moveCursor', () => {
  it.each([
    { key: 'ArrowUp', to: { row: 14, column: 2 } },
    { key: 'k', to: { row: 14, column: 2 } },
    { key: 'ArrowDown', to: { row: 16, column: 2 } },
    { key: 'j', to: { row: 16, column: 2 } },
    { key: 'ArrowLeft', to: { row: 15, column: 1 } },
    { key: 'ArrowRight', to: { row: 15, column: 3 } },
    { key: 'Home', to: { row: 15, column: 0 } },
    { key: 'End', to: { row: 15, column: 3 } },
    { key: 'PageUp', to: { row: 5, column: 2 } },
    { key: 'PageDown', to: { row: 25, column: 2 } },
    { key: 'Enter', to: undefined },
    { key: 'toString', to: undefined },
  ])('$key', ({ key, to }) => {
    expect(moveCursor(middle, key, size)).toEqual(to);
  });

  it.each([
    { key: 'ArrowUp', from: { row: 0, column: 0 }, to: { row: 0, column: 0 } },
    { key: 'PageDown', from: { row: 25, column: 3 }, to: { row: 29, column: 3 } },
    { key: 'ArrowRight', from: { row: 1, column: 3 }, to: { row: 1, column: 3 } },
  ])('stays inside: $key', ({ key, from, to }) => {
    expect(moveCursor(from, key, size)).toEqual(to);
  });
});

describe('clampCursor', () => {
  it('goes to the nearest cell when rows have gone, and to the first when all have', () => {
    expect(clampCursor(middle, { rows: 3, columns: 4 })).toEqual({ row: 2, column: 2 });
    expect(clampCursor(middle, { rows: 0, columns: 0 })).toEqual({ row: 0, column: 0 });
  });
});
