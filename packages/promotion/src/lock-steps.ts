import type { LockReason, Problem } from '@tribble/api';
import {
  addLock,
  formatProblem,
  type LocksEdit,
  problem,
  removeLock,
  type RepositoryFile,
} from '@tribble/resource-repo/format';

/** Who is named as the one that locked what was rolled back. */
export const transitionerName = 'Tribble transitioner';

/** The new text of a lock file, or why it cannot be written: then a person has to. */
export type LockText = { text: string } | { problem: Problem };

type File = RepositoryFile | undefined;

/** A lock for each of the resources. */
export function lockAll(
  file: File,
  path: string,
  resources: readonly string[],
  reason: LockReason,
): LockText {
  return editAll(
    file,
    path,
    resources.map((resource) => (current: File) => addLock(current, reason, resource)),
  );
}

/** Takes single reasons away. */
export function unlockAll(
  file: File,
  path: string,
  reasons: readonly { resource: string; reason: string }[],
): LockText {
  return editAll(
    file,
    path,
    reasons.map(
      ({ resource, reason }) =>
        (current: File) =>
          removeLock(current, reason, resource),
    ),
  );
}

/** One edit after the other. An edit that comes to nothing would be tried again for ever, so it is a problem too. */
function editAll(file: File, path: string, edits: readonly ((file: File) => LocksEdit)[]): LockText {
  let current = file;
  for (const edit of edits) {
    const edited = edit(current);
    if ('problems' in edited)
      return { problem: cannotWrite(path, edited.problems.map(formatProblem).join('; ')) };
    // Only its text is read; nobody asks for its id.
    if (edited.text !== undefined) current = { path, id: '', content: { text: edited.text } };
  }
  if (current === file || current === undefined || !('text' in current.content))
    return { problem: cannotWrite(path, 'the edit changes nothing') };
  return { text: current.content.text };
}

function cannotWrite(path: string, why: string): Problem {
  return problem(path, `the transitioner cannot edit the locks: ${why}`, undefined, 'edit them by hand');
}
