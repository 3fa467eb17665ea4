import { earliest, latest } from './times.ts';

type Reason = { reason: string; until?: string };

/** The last moment that people can write, and that the wire can carry: with a zone a lock may end after it. */
const endOfTime = Date.parse('9999-12-31T23:59:59.999Z');

const inUtc = (time: string) => new Date(Math.min(Date.parse(time), endOfTime)).toISOString();

/** Why something is locked or paused, and when that ends by itself. */
export function heldBecause(reasons: readonly Reason[]): { message: string; until?: string } {
  const ends = reasons.map(({ until }) => until);
  const until = ends.includes(undefined) ? undefined : latest(ends);
  return {
    message: reasons.map(({ reason }) => reason).join('; '),
    ...(until !== undefined && { until: inUtc(until) }),
  };
}

/** When the first of several reasons ends: what is told of them is another thing from then on. */
export function firstEnd(reasons: readonly Reason[]): string | undefined {
  const end = earliest(reasons.map(({ until }) => until));
  return end === undefined ? undefined : inUtc(end);
}
