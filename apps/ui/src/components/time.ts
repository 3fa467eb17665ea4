const units = [
  { name: 'year', short: 'y', seconds: 365 * 86_400 },
  { name: 'month', short: 'mo', seconds: 30 * 86_400 },
  { name: 'week', short: 'w', seconds: 7 * 86_400 },
  { name: 'day', short: 'd', seconds: 86_400 },
  { name: 'hour', short: 'h', seconds: 3600 },
  { name: 'minute', short: 'min', seconds: 60 },
  { name: 'second', short: 's', seconds: 1 },
] as const;

// Made once: to make one takes longer than to draw a cell.
const spoken = new Intl.RelativeTimeFormat('en');
const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** `3h ago`, `in 5min`; `now` below five seconds. Style `long` is for ears: `3 hours ago`. */
export function relativeTime(at: number, now: number, style: 'short' | 'long' = 'short'): string {
  const seconds = Math.trunc((at - now) / 1000);
  if (Math.abs(seconds) < 5) return 'now';
  const unit = units.find((each) => Math.abs(seconds) >= each.seconds) ?? units[6];
  const count = Math.trunc(seconds / unit.seconds);
  if (style === 'long') return spoken.format(count, unit.name);
  return count < 0 ? `${-count}${unit.short} ago` : `in ${count}${unit.short}`;
}

/** Day and time in the reader's own time zone and habit. */
export function absoluteTime(at: number): string {
  return absolute.format(at);
}

/** Milliseconds of an ISO time; undefined where it is absent or no time. */
export function timeOf(text: string | undefined): number | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
