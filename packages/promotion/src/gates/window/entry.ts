/** A time of the week or of the calendar, as it is written in a list of a window. */
export type Entry = Weekly | Dates;

/** Days of the week, Monday is 1; minutes of the day. Where `to` is not after `from`, it ends on the day after. */
export type Weekly = { kind: 'weekly'; text: string; days: ReadonlySet<number>; from: number; to: number };

/** From one local minute up to another, both counted as in `localMinute`. */
type Dates = { kind: 'dates'; text: string; from: number; to: number };

export const minutesPerDay = 24 * 60;

/** Minutes since 1970 as a clock on the wall shows them, whatever the zone. */
export function localMinute(date: string, minuteOfDay = 0): number {
  return Date.parse(`${date}T00:00:00Z`) / 60_000 + minuteOfDay;
}

export const entryHint =
  'write it like "MON-FRI 09:00-16:00", "SAT,SUN", "09:00-17:00", "2026-12-24", "2026-12-20/2027-01-06" or "2026-12-24T12:00/2026-12-24T18:00"';

/** Reads an entry, or says what is wrong with it. */
export function parseEntry(text: string): { entry: Entry } | { fault: string } {
  const tight = text
    .trim()
    .toUpperCase()
    .replace(/\s*([-,/])\s*/g, '$1');
  return /^\d{4}-/.test(tight) ? parseDates(text, tight) : parseWeekly(text, tight);
}

function parseDates(text: string, tight: string): { entry: Entry } | { fault: string } {
  const [first = '', last, ...rest] = tight.split('/');
  const [begin, end] = [parseMoment(first), parseMoment(last ?? first)];
  if (begin === undefined || end === undefined || rest.length > 0)
    return { fault: `"${text}" is no date or range of dates` };
  if (begin.time !== undefined && last === undefined)
    return { fault: `"${text}" has no end: write it like "2026-12-24T12:00/2026-12-24T18:00"` };
  const from = begin.day + (begin.time ?? 0);
  const to = end.day + (end.time ?? minutesPerDay);
  if (begin.time === minutesPerDay)
    return { fault: `"${text}" begins at 24:00: write 00:00 of the next day` };
  if (to <= from) return { fault: `"${text}" ends before it begins` };
  return { entry: { kind: 'dates', text, from, to } };
}

/** A day that exists, as the local minute at which it begins, and perhaps a minute of it. */
function parseMoment(text: string): { day: number; time?: number } | undefined {
  const [, date, clock] = /^(2\d{3}-\d{2}-\d{2})(?:T(\d{1,2}:\d{2}))?$/.exec(text) ?? [];
  if (date === undefined) return undefined;
  const day = localMinute(date);
  const exists = !Number.isNaN(day) && new Date(day * 60_000).toISOString().startsWith(date);
  const time = clock === undefined ? undefined : parseClock(clock);
  if (!exists || (clock !== undefined && time === undefined)) return undefined;
  return { day, ...(time !== undefined && { time }) };
}

/** A minute of the day; 24:00 is its end. */
function parseClock(text: string): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):([0-5]\d)$/.exec(text) ?? [];
  const time = Number(hours) * 60 + Number(minutes);
  return time <= minutesPerDay ? time : undefined;
}

const names = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
/** What an entry without days holds on. */
export const everyDay: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7]);

function parseWeekly(text: string, tight: string): { entry: Entry } | { fault: string } {
  const match = /^([A-Z,-]+)?(?:(?:^|\s+)(\d{1,2}:\d{2})-(\d{1,2}:\d{2}))?$/.exec(tight);
  const [, dayText, from = '00:00', to = '24:00'] = match ?? [];
  const days = dayText === undefined ? everyDay : parseDays(dayText);
  const [begin, end] = [parseClock(from), parseClock(to)];
  if (!match || tight === '' || days === undefined || begin === undefined || end === undefined)
    return { fault: `"${text}" is no time` };
  if (begin === minutesPerDay) return { fault: `"${text}" begins at 24:00: write 00:00 of the next day` };
  if (begin === end) return { fault: `"${text}" ends when it begins: leave the times out for the whole day` };
  return { entry: { kind: 'weekly', text, days, from: begin, to: end } };
}

/** Days and ranges of days, which may go over the end of the week; Monday is 1. */
function parseDays(text: string): ReadonlySet<number> | undefined {
  const days = new Set<number>();
  for (const part of text.split(',')) {
    const [first = '', last = first, ...rest] = part.split('-');
    const [from, to] = [dayOf(first), dayOf(last)];
    if (from === 0 || to === 0 || rest.length > 0) return undefined;
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === to) break;
    }
  }
  return days;
}

/** Monday is 1; 0 for what is no day. */
function dayOf(name: string): number {
  return names.findIndex((full) => name === full || name === full.slice(0, 3)) + 1;
}
