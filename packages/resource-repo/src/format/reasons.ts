import type { LockReason } from '@tribble/api';
import { z } from 'zod';

const time = z.union(
  [z.iso.datetime({ offset: true }), z.iso.date()],
  'expected a date, or a date and time with its zone, for example 2026-12-24T18:00:00Z',
);
const text = z.string('expected text');
const reason = z.union(
  [
    text.transform((value): LockReason => ({ reason: value })),
    z.strictObject({ reason: text, by: text.optional(), at: text.optional(), until: time.optional() }),
  ],
  'expected text or {reason, by, at, until}',
);

/** What locks or pauses something: `{reasons: […]}`, or nothing. */
export const reasonList = z
  .strictObject({ reasons: z.array(reason, 'expected a list').nullish() }, 'expected {reasons: […]}')
  .nullish();

/** The reasons of an entry, expired ones among them. */
export function reasonsOf(entry: z.output<typeof reasonList>): LockReason[] {
  return (entry?.reasons ?? []).map((item) => withoutUndefined<LockReason>(item));
}

/** The reasons that hold at a time: those that have not expired. */
export function activeReasons(reasons: readonly LockReason[], now: Date): LockReason[] {
  return reasons.filter(({ until }) => until === undefined || Date.parse(until) > now.getTime());
}

type Undefinable<T> = { [K in keyof T]: T[K] | undefined };

/** Drops keys that hold undefined, which the wire format does not know. */
export function withoutUndefined<T extends object>(value: Undefinable<T>): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}
