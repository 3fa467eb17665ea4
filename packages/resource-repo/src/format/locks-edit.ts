import type { LockReason } from '@tribble/api';
import { editDocument, type SettingsEdit } from './edit-document.ts';
import type { RepositoryFile } from './file.ts';
import { parseLocks } from './locks.ts';
import { addReason, removeReason } from './reasons-edit.ts';

/** What came of editing a lock file. */
export type LocksEdit = SettingsEdit;

const pathOf = (resource: string | undefined) =>
  resource === undefined ? ['env_lock', 'reasons'] : ['resource_locks', resource, 'reasons'];

/** Adds a reason to an environment or one resource of it. Comments, order and unknown keys of the file stay. */
export function addLock(file: RepositoryFile | undefined, reason: LockReason, resource?: string): LocksEdit {
  return editDocument(file, parseLocks(file).problems, (document) =>
    addReason(document, pathOf(resource), reason),
  );
}

/** Removes one reason, or all, from an environment or one resource of it. */
export function removeLock(file: RepositoryFile | undefined, reason?: string, resource?: string): LocksEdit {
  return editDocument(file, parseLocks(file).problems, (document) =>
    removeReason(document, pathOf(resource), reason),
  );
}
