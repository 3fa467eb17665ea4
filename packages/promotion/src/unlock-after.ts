import type { LockReason, Problem } from '@tribble/api';
import {
  activeReasons,
  fileAt,
  locksPath,
  type RepositoryFile,
  type Run,
  type Transition,
  type TransitionEntry,
} from '@tribble/resource-repo/format';
import { indexOf, locksOf, versionFile } from './environment-index.ts';
import type { Facts } from './facts.ts';
import { transitionerName, unlockAll } from './lock-steps.ts';
import { scopeOf } from './scope.ts';

/** Takes the locks of resources away that have served: what they kept in the source has reached the target. */
export type Unlock = {
  kind: 'unlock';
  name: string;
  transition: Transition;
  environment: string;
  resources: readonly string[];
  /** The lock file of the environment without them. */
  locks: { path: string; text: string };
};

type Asked = { facts: Facts; name: string; transition: Transition; rules: readonly TransitionEntry[] };

/**
 * With `unlockAfter`, a version that somebody locked in the source (a hotfix, say) is kept there until it has moved on, and until what
 * would replace it is newer: an older version that still waits upstream would undo it. Only reasons that are older than the move go;
 * who locks later means something else, and what a rollback locked is for a person to unlock. A lock of the whole environment
 * is never touched. A problem where the lock file cannot be written.
 */
export function unlockOf(asked: Asked): Unlock | { problem: Problem } | undefined {
  const { facts, name, transition } = asked;
  if (!transition.unlockAfter) return undefined;
  for (const environment of transition.sources) {
    const locks = locksOf(facts.snapshot, environment);
    if (!locks.valid) continue;
    const served = [...locks.resources].flatMap(([resource, reasons]) =>
      servedReasons(asked, environment, resource, reasons).map(({ reason }) => ({ resource, reason })),
    );
    if (served.length === 0) continue;
    const path = locksPath(environment);
    const unlocked = unlockAll(fileAt(facts.snapshot, path), path, served);
    if ('problem' in unlocked) return unlocked;
    const resources = [...new Set(served.map(({ resource }) => resource))];
    return { kind: 'unlock', name, transition, environment, resources, locks: { path, text: unlocked.text } };
  }
  return undefined;
}

/** The reasons for which a resource is locked that have served. */
function servedReasons(
  asked: Asked,
  environment: string,
  resource: string,
  reasons: readonly LockReason[],
): LockReason[] {
  const { facts, transition } = asked;
  const kept = versionFile(facts.snapshot, environment, resource);
  if (kept === undefined || !scopeOf(transition)(resource)) return [];
  const move = moveOf(asked, resource, kept);
  if (move === undefined || !isNewerUpstream(asked, environment, resource, kept)) return [];
  const lockedAt = facts.past.lastChange(locksPath(environment))?.order ?? 0;
  return activeReasons(reasons, facts.now).filter(({ at, by }) => {
    if (by === transitionerName) return false;
    return at === undefined ? lockedAt < move.order : Date.parse(at) <= Date.parse(move.committedAt);
  });
}

/** The move that brought what is kept to the target, where it still is. */
function moveOf({ facts, name, transition }: Asked, resource: string, kept: RepositoryFile): Run | undefined {
  const arrived = indexOf(facts.snapshot, transition.target).versions.get(resource) ?? [];
  const [file] = arrived;
  if (arrived.length !== 1 || file?.id !== kept.id) return undefined;
  return facts.past
    .runs(name)
    .findLast(
      ({ action, changes }) =>
        action === 'transition' && changes.some(({ path, id }) => path === file.path && id === kept.id),
    );
}

/** Whether what would come into the source once it is unlocked came after what is kept there. */
function isNewerUpstream(
  { facts: { snapshot, past }, rules }: Asked,
  environment: string,
  resource: string,
  kept: RepositoryFile,
): boolean {
  const keptSince = past.lastChange(kept.path)?.order ?? 0;
  const feeders = rules.flatMap(({ transition }) =>
    transition?.target === environment && scopeOf(transition)(resource) ? transition.sources : [],
  );
  return feeders.every((source) => {
    const file = versionFile(snapshot, source, resource);
    return file === undefined || file.id === kept.id || (past.lastChange(file.path)?.order ?? 0) > keptSince;
  });
}
