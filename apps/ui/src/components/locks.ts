import type { LockReason } from '@tribble/api';
import { absoluteTime, timeOf } from './time.ts';

/** The reasons that still hold. One whose `until` is no time holds: what cannot be read never unlocks. */
export function activeReasons(locks: readonly LockReason[], now: number): LockReason[] {
  return locks.filter(({ until }) => (timeOf(until) ?? Infinity) > now);
}

/** A reason with who gave it and until when it holds. */
export function reasonText({ reason, by, until }: LockReason): string {
  const end = timeOf(until);
  const details = [by && `by ${by}`, until && `until ${end === undefined ? until : absoluteTime(end)}`];
  const known = details.filter(Boolean).join(', ');
  return known ? `${reason} (${known})` : reason;
}
