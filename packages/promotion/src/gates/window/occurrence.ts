import { type Entry, minutesPerDay, type Weekly } from './entry.ts';

/** When an entry holds once, in local minutes: from the first up to, but not including, the last. */
export type Occurrence = { from: number; to: number };

/** The end of the occurrence that a local minute is in; undefined where it is in none. */
export function endAt(entry: Entry, minute: number): number | undefined {
  if (entry.kind === 'dates') return entry.from <= minute && minute < entry.to ? entry.to : undefined;
  const day = dayOf(minute);
  // One that began yesterday may go on over midnight.
  const ends = [day - 1, day].flatMap((each) => {
    const found = occurrenceOn(entry, each);
    return found && found.from <= minute && minute < found.to ? [found.to] : [];
  });
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** The first local minute after another at which an occurrence begins; undefined where none does any more. */
function nextBegin(entry: Entry, minute: number): number | undefined {
  if (entry.kind === 'dates') return entry.from > minute ? entry.from : undefined;
  const day = dayOf(minute);
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const found = occurrenceOn(entry, day + ahead);
    if (found && found.from > minute) return found.from;
  }
  return undefined;
}

/** Days since 1970 by the clock on the wall. */
function dayOf(minute: number): number {
  return Math.floor(minute / minutesPerDay);
}

function occurrenceOn({ days, from, to }: Weekly, day: number): Occurrence | undefined {
  // The first day of 1970 was a Thursday.
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
  if (!days.has(weekday)) return undefined;
  const begin = day * minutesPerDay;
  return { from: begin + from, to: begin + to + (to <= from ? minutesPerDay : 0) };
}

/** The one occurrence of dates; those of one week for what comes every week. */
export function occurrencesOf(entry: Entry): Occurrence[] {
  if (entry.kind === 'dates') return [{ from: entry.from, to: entry.to }];
  return [0, 1, 2, 3, 4, 5, 6].flatMap((day) => occurrenceOn(entry, day) ?? []);
}

/** Whether two entries ever hold at the same minute. */
export function isOverlapping(one: Entry, other: Entry): boolean {
  // What comes every week is only looked at for one week: the other one must not be dates then.
  if (one.kind === 'weekly' && other.kind === 'dates') return isOverlapping(other, one);
  return occurrencesOf(one).some(
    ({ from, to }) => endAt(other, from) !== undefined || (nextBegin(other, from) ?? Infinity) < to,
  );
}
