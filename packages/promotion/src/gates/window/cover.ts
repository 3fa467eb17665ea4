import type { Entry } from './entry.ts';
import type { Occurrence } from './occurrence.ts';
import { minuteOfWeek, minutesPerWeek, type Week, weekOf } from './week.ts';

/**
 * Tells of an entry whether others together hold at every minute at which it does. Dates hold once, so none of them covers any
 * of what comes every week.
 */
export function coverOf(covers: readonly Entry[]): (entry: Entry) => boolean {
  const week = weekOf(covers);
  return (entry) => {
    if (entry.kind === 'weekly')
      return weekOf([entry]).every((holds, minute) => holds <= (week[minute] ?? 0));
    return gapsIn(entry, covers).every((gap) => isCovering(week, gap));
  };
}

/** What dates leave of an occurrence. */
function gapsIn({ from, to }: Occurrence, covers: readonly Entry[]): Occurrence[] {
  const dates = covers.flatMap((each) => (each.kind === 'dates' ? [each] : []));
  const gaps: Occurrence[] = [];
  let end = from;
  for (const cover of dates.sort((one, other) => one.from - other.from)) {
    gaps.push({ from: end, to: Math.min(cover.from, to) });
    end = Math.max(end, cover.to);
  }
  gaps.push({ from: end, to });
  return gaps.filter((gap) => gap.from < gap.to);
}

/** Longer than a week is as good as a week. */
function isCovering(week: Week, { from, to }: Occurrence): boolean {
  for (let minute = from; minute < Math.min(to, from + minutesPerWeek); minute += 1)
    if (week[minuteOfWeek(minute)] === 0) return false;
  return true;
}
