import type { LockReason } from '@tribble/api';
import { formatIdentity, type Identity } from '@tribble/resource-repo/format';
import type { RequestFault } from './request-fault.ts';

/** Who asks, and when. */
export type Who = { author: Identity | undefined; now: Date };

type NewReason = { reason: string; until?: string };

/** What is wrong with a lock or a pause: without a reason it helps nobody, expired it would hold in vain. */
export function reasonFaults({ reason, until }: NewReason, now: Date): RequestFault[] {
  const faults: RequestFault[] = [];
  if (reason.trim() === '') faults.push({ path: '/body/reason', message: 'say why' });
  if (until !== undefined && Date.parse(until) <= now.getTime())
    faults.push({ path: '/body/until', message: 'lies in the past' });
  return faults;
}

/** The reason as it is written down: with who gave it and when. */
export function lockReason({ reason, until }: NewReason, { author, now }: Who): LockReason {
  return {
    reason: reason.trim(),
    ...(author && { by: formatIdentity(author) }),
    at: now.toISOString(),
    ...(until !== undefined && { until: new Date(until).toISOString() }),
  };
}
