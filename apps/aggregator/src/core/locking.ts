import type { NewLock } from '@tribble/api';
import {
  addLock,
  type Edit,
  fileAt,
  formatIdentity,
  type Identity,
  locksPath,
  type LocksEdit,
  removeLock,
  type Snapshot,
  type Trailer,
} from '@tribble/resource-repo/format';
import type { RequestFault } from './request-fault.ts';

/** The commit of a lock or unlock, undefined where nothing has to change, or why the lock file cannot be edited. */
export type LockingEdit = { edit: Edit | undefined } | Extract<LocksEdit, { problems: unknown }>;

type Who = { author: Identity | undefined; now: Date };

/** What is wrong with a lock: one without a reason helps nobody, one that has expired would lock in vain. */
export function lockFaults({ reason, until }: NewLock, now: Date): RequestFault[] {
  const faults: RequestFault[] = [];
  if (reason.trim() === '') faults.push({ path: '/body/reason', message: 'say why' });
  if (until !== undefined && Date.parse(until) <= now.getTime())
    faults.push({ path: '/body/until', message: 'lies in the past' });
  return faults;
}

/** The commit that locks an environment or one resource of it. */
export function lockEdit(
  snapshot: Snapshot,
  environment: string,
  lock: NewLock,
  { author, now }: Who,
): LockingEdit {
  const text = lock.reason.trim();
  const reason = {
    reason: text,
    ...(author && { by: formatIdentity(author) }),
    at: now.toISOString(),
    ...(lock.until !== undefined && { until: new Date(lock.until).toISOString() }),
  };
  const result = addLock(fileAt(snapshot, locksPath(environment)), reason, lock.resource);
  const subject = `Lock ${placeOf(environment, lock.resource)}: ${text}`;
  return editOf(result, 'lock', subject, { environment, resource: lock.resource, author });
}

/** The commit that removes one reason, or all. */
export function unlockEdit(
  snapshot: Snapshot,
  environment: string,
  { resource, reason }: { resource?: string; reason?: string },
  author: Identity | undefined,
): LockingEdit {
  const result = removeLock(fileAt(snapshot, locksPath(environment)), reason, resource);
  const subject = `Unlock ${placeOf(environment, resource)}${reason === undefined ? '' : `: ${reason}`}`;
  return editOf(result, 'unlock', subject, { environment, resource, author });
}

type Target = { environment: string; resource: string | undefined; author: Identity | undefined };

function editOf(
  result: LocksEdit,
  action: 'lock' | 'unlock',
  subject: string,
  { environment, resource, author }: Target,
): LockingEdit {
  if ('problems' in result) return result;
  if (result.text === undefined) return { edit: undefined };
  const trailers: Trailer[] = [
    ['Tribble-Action', action],
    ['Tribble-Target', environment],
  ];
  if (resource !== undefined) trailers.push(['Tribble-Resource', resource]);
  const files = new Map([[locksPath(environment), result.text]]);
  return { edit: { files, message: { subject, trailers }, ...(author && { author }) } };
}

function placeOf(environment: string, resource: string | undefined): string {
  return resource === undefined ? environment : `${resource} in ${environment}`;
}
