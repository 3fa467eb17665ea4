import type { Series } from './series.ts';

/** What must hold for every series. */
export type Threshold = { comparison: (typeof comparisonNames)[number]; limit: number };

/** The options that say what must hold. */
export const comparisonNames = ['above', 'below', 'atLeast', 'atMost'] as const;

/** For each comparison: whether it holds, the words for it, and whether low values are the bad ones. */
export const comparisons = {
  above: { holds: (value: number, limit: number) => value > limit, words: 'above', low: true },
  below: { holds: (value: number, limit: number) => value < limit, words: 'below', low: false },
  atLeast: { holds: (value: number, limit: number) => value >= limit, words: 'at least', low: true },
  atMost: { holds: (value: number, limit: number) => value <= limit, words: 'at most', low: false },
} as const;

/** The series that is furthest from what must hold, or least beyond it: that one decides. */
export function worstOf(series: readonly [Series, ...Series[]], { comparison }: Threshold): Series {
  const { low } = comparisons[comparison];
  return series.reduce((worst, each) => {
    if (Number.isNaN(worst.value)) return worst;
    if (Number.isNaN(each.value)) return each;
    return (low ? each.value < worst.value : each.value > worst.value) ? each : worst;
  });
}
