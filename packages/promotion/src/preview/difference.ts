import type { Forecast, PreviewMove } from '@tribble/api';

/** How one forecast differs from another. */
export type Difference = { released: PreviewMove[]; held: PreviewMove[]; rescheduled: PreviewMove[] };

type Foreseen = Omit<PreviewMove, 'before' | 'after'> & { at: string };

/** Compares when each version first comes to each environment; times that a forecast does not reach are absent. */
export function differenceOf(before: Forecast, after: Forecast): Difference {
  const [earlier, later] = [foreseenIn(before), foreseenIn(after)];
  const difference: Difference = { released: [], held: [], rescheduled: [] };
  for (const [key, { at, ...move }] of later) {
    const was = earlier.get(key);
    if (was === undefined) difference.released.push({ ...move, before: {}, after: { at } });
    else if (was.at !== at) difference.rescheduled.push({ ...move, before: { at: was.at }, after: { at } });
  }
  for (const [key, { at, ...move }] of earlier)
    if (!later.has(key)) difference.held.push({ ...move, before: { at }, after: {} });
  return difference;
}

function foreseenIn({ moves }: Forecast): Map<string, Foreseen> {
  const found = new Map<string, Foreseen>();
  for (const { at, transition, source, target, changes } of moves) {
    for (const change of changes) {
      const key = JSON.stringify([target, change.resource, change.to]);
      if (!found.has(key)) found.set(key, { at, transition, source, target, change });
    }
  }
  return found;
}
