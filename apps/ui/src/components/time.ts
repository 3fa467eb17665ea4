const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

const narrow = new Intl.RelativeTimeFormat('en', { style: 'narrow' });
const long = new Intl.RelativeTimeFormat('en', { style: 'long' });

/** `3h ago`, `in 5min`; `now` below five seconds. Style `long` is for ears: `3 hours ago`. */
export function relativeTime(at: number, now: number, style: 'narrow' | 'long' = 'narrow'): string {
  const seconds = Math.trunc((at - now) / 1000);
  if (Math.abs(seconds) < 5) return 'now';
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return (style === 'long' ? long : narrow).format(Math.trunc(seconds / length), unit);
}

/** Day and time in the reader's own time zone and habit. */
export function absoluteTime(at: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** Milliseconds of an ISO time; undefined where it is absent or no time. */
export function timeOf(text: string | undefined): number | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
