import type { ForecastMove } from '@tribble/api';
import { timeOf } from '../../components/time.ts';

/** Moves of the same minute. */
export interface MovesAt {
  readonly at: string;
  readonly moves: readonly ForecastMove[];
}

const minute = 60_000;

/** The moves by the minute in which they come, the next first. */
export function movesByTime(moves: readonly ForecastMove[]): MovesAt[] {
  const groups = new Map<number, { at: string; moves: ForecastMove[] }>();
  for (const move of [...moves].sort((left, right) => minuteOf(left) - minuteOf(right))) {
    const group = groups.get(minuteOf(move)) ?? { at: move.at, moves: [] };
    group.moves.push(move);
    groups.set(minuteOf(move), group);
  }
  return [...groups.values()];
}

function minuteOf({ at }: ForecastMove): number {
  return Math.floor((timeOf(at) ?? 0) / minute);
}

/** How far ahead one can look, in hours. */
export const spans = [1, 6, 24, 168] as const;

export type Span = (typeof spans)[number];

/** The hours as they stand in the address; a day where they are none that is offered. */
export function spanOf(query: URLSearchParams): Span {
  const wanted = Number(query.get('hours'));
  return spans.find((hours) => hours === wanted) ?? 24;
}

/** The span in words: `hour`, `6 hours`, `7 days`. */
export function spanText(hours: Span): string {
  if (hours === 1) return 'hour';
  return hours > 24 ? `${hours / 24} days` : `${hours} hours`;
}
