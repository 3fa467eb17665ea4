/** The cell that has the keyboard: rows and columns counted from 0. */
export interface Cursor {
  readonly row: number;
  readonly column: number;
}

const steps: ReadonlyMap<string, Cursor> = new Map([
  ['ArrowUp', { row: -1, column: 0 }],
  ['ArrowDown', { row: 1, column: 0 }],
  ['k', { row: -1, column: 0 }],
  ['j', { row: 1, column: 0 }],
  ['ArrowLeft', { row: 0, column: -1 }],
  ['ArrowRight', { row: 0, column: 1 }],
  ['Home', { row: 0, column: -Infinity }],
  ['End', { row: 0, column: Infinity }],
  ['PageUp', { row: -10, column: 0 }],
  ['PageDown', { row: 10, column: 0 }],
]);

/** Where a key takes the cursor in a grid of this size; undefined for keys that do not move it. */
export function moveCursor(
  cursor: Cursor,
  key: string,
  size: { rows: number; columns: number },
): Cursor | undefined {
  const step = steps.get(key);
  if (!step) return undefined;
  return clampCursor({ row: cursor.row + step.row, column: cursor.column + step.column }, size);
}

/** The nearest cell that exists, as rows come and go. */
export function clampCursor(cursor: Cursor, size: { rows: number; columns: number }): Cursor {
  return { row: clamp(cursor.row, size.rows), column: clamp(cursor.column, size.columns) };
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(value, count - 1));
}
