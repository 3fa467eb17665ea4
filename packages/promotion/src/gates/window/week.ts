import { type Entry, minutesPerDay } from './entry.ts';
import { occurrencesOf } from './occurrence.ts';

export const minutesPerWeek = 7 * minutesPerDay;

/** Of each minute of a week, which begins on a Thursday as 1970 did, whether something holds: 1 where it does. */
export type Week = Readonly<Uint8Array>;

/** When any of the entries holds that come every week. */
export function weekOf(entries: readonly Entry[]): Week {
  const week = new Uint8Array(minutesPerWeek);
  for (const entry of entries) {
    if (entry.kind === 'dates') continue;
    // What goes over the end of the week goes on at its beginning.
    for (const { from, to } of occurrencesOf(entry))
      for (let minute = from; minute < to; minute += 1) week[minuteOfWeek(minute)] = 1;
  }
  return week;
}

/** The minute of the week that a local minute is. */
export function minuteOfWeek(minute: number): number {
  return ((minute % minutesPerWeek) + minutesPerWeek) % minutesPerWeek;
}

/** The minutes of a week that are another way than the one before, in order. */
export function togglesOf(week: Week): number[] {
  const toggles: number[] = [];
  for (let minute = 0; minute < week.length; minute += 1)
    if (week[minute] !== week[minuteOfWeek(minute - 1)]) toggles.push(minute);
  return toggles;
}

/** The first local minute after another that is a toggle; Infinity where there are none. */
export function nextToggle(toggles: readonly number[], minute: number): number {
  const [first = Infinity] = toggles;
  const now = minuteOfWeek(minute);
  const next = toggles.find((each) => each > now) ?? first + minutesPerWeek;
  return minute - now + next;
}
