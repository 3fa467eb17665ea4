import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

/** The height of a row in pixels, as in board.css. */
const rowHeight = 52;

/** A row that is drawn, and the empty space above it. */
export interface ShownRow {
  readonly index: number;
  readonly gap: number;
}

/**
 * Which of many rows are drawn: those in sight, some more, and always the one that has the keyboard, so that it does not
 * lose it by being scrolled away.
 */
export function useRows(count: number, current: number, area: RefObject<HTMLElement | null>) {
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => area.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    rangeExtractor: (range) => {
      const indexes = new Set([...defaultRangeExtractor(range), current]);
      return [...indexes].filter((index) => index < count).sort((left, right) => left - right);
    },
  });
  const items = virtualizer.getVirtualItems();
  const shown = items.map((item, position): ShownRow => {
    return { index: item.index, gap: item.start - (items[position - 1]?.end ?? 0) };
  });
  return { shown, spaceBelow: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) };
}
