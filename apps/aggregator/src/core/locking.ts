import type { NewLock } from '@tribble/api';
import {
  addLock,
  fileAt,
  type Identity,
  locksPath,
  removeLock,
  type Snapshot,
  type Trailer,
} from '@tribble/resource-repo/format';
import { editOf, type RequestEdit } from './request-edit.ts';
import { lockReason, type Who } from './lock-reason.ts';

/** The commit that locks an environment or one resource of it. */
export function lockEdit(snapshot: Snapshot, environment: string, lock: NewLock, who: Who): RequestEdit {
  const reason = lockReason(lock, who);
  const result = addLock(fileAt(snapshot, locksPath(environment)), reason, lock.resource);
  const subject = `Lock ${placeOf(environment, lock.resource)}: ${reason.reason}`;
  const trailers = trailersOf('lock', environment, lock.resource);
  return editOf(locksPath(environment), result, { subject, trailers }, who.author);
}

/** The commit that removes one reason, or all. */
export function unlockEdit(
  snapshot: Snapshot,
  environment: string,
  { resource, reason }: { resource?: string; reason?: string },
  author: Identity | undefined,
): RequestEdit {
  const result = removeLock(fileAt(snapshot, locksPath(environment)), reason, resource);
  const subject = `Unlock ${placeOf(environment, resource)}${reason === undefined ? '' : `: ${reason}`}`;
  const trailers = trailersOf('unlock', environment, resource);
  return editOf(locksPath(environment), result, { subject, trailers }, author);
}

function trailersOf(action: 'lock' | 'unlock', environment: string, resource: string | undefined): Trailer[] {
  return [
    ['Tribble-Action', action],
    ['Tribble-Target', environment],
    ...(resource === undefined ? [] : [['Tribble-Resource', resource] as const]),
  ];
}

function placeOf(environment: string, resource: string | undefined): string {
  return resource === undefined ? environment : `${resource} in ${environment}`;
}
