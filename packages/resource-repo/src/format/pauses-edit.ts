import type { LockReason } from '@tribble/api';
import { editDocument, type SettingsEdit } from './edit-document.ts';
import type { RepositoryFile } from './file.ts';
import { parsePauses } from './pauses.ts';
import { addReason, removeReason } from './reasons-edit.ts';

const pathOf = (transition: string | undefined) =>
  transition === undefined ? ['all', 'reasons'] : ['transitions', transition, 'reasons'];

/** Pauses one transition, or all. Comments, order and unknown keys of the file stay. */
export function addPause(
  file: RepositoryFile | undefined,
  reason: LockReason,
  transition?: string,
): SettingsEdit {
  return editDocument(file, parsePauses(file).problems, (document) =>
    addReason(document, pathOf(transition), reason),
  );
}

/** Removes one reason, or all, for which one transition is paused, or all are. */
export function removePause(
  file: RepositoryFile | undefined,
  reason?: string,
  transition?: string,
): SettingsEdit {
  return editDocument(file, parsePauses(file).problems, (document) =>
    removeReason(document, pathOf(transition), reason),
  );
}
