import { RelativeTime } from './relative-time.tsx';
import { absoluteTime, timeOf } from './time.ts';

/** Day and time, and how long ago that is. What is no time is shown as it was written. */
export function Since({ time }: { time: string }) {
  const at = timeOf(time);
  return (
    <>
      {at !== undefined && `${absoluteTime(at)}, `}
      <RelativeTime time={time} />
    </>
  );
}
