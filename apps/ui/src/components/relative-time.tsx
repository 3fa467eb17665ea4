import { useClock } from '../live/clock.ts';
import { absoluteTime, relativeTime, timeOf } from './time.ts';

/** How long ago, ticking by itself; the exact time in its tooltip. What is no time is shown as it was written. */
export function RelativeTime({ time }: { time: string }) {
  const at = timeOf(time);
  return at === undefined ? <span>{time}</span> : <TickingTime at={at} />;
}

/** Draws again only when its text changes. */
function TickingTime({ at }: { at: number }) {
  const text = useClock((now) => relativeTime(at, now));
  return (
    <time dateTime={new Date(at).toISOString()} title={absoluteTime(at)}>
      {text}
    </time>
  );
}
