import type { Problem } from '@tribble/api';
import {
  type EnvironmentFiles,
  type LastChange,
  type Locks,
  locksPath,
  parseLocks,
  renderEnvironment,
  type RenderedEnvironment,
  type RepositoryFile,
  type Snapshot,
} from '@tribble/resource-repo/format';

type LastChanges = (path: string) => LastChange | undefined;

/** The locks of an environment; their file is read at the head even where a freeze pins the rest. */
export function locksOf(snapshot: Snapshot, environment: string): { locks: Locks; problems: Problem[] } {
  return parseLocks(snapshot.environments.get(environment)?.files.get(locksPath(environment)));
}

/** The revisions that freezes pin an environment or resources of it to. */
export function frozenRevisions(locks: Locks): Set<string> {
  const freezes = [...(locks.freeze ? [locks.freeze] : []), ...locks.resourceFreezes.values()];
  return new Set(freezes.map(({ revision }) => revision));
}

/**
 * What should run in an environment: the head, but for what freezes pin to an older revision. `frozen` holds the
 * snapshots of those revisions. The tree stays the head's: it says which head was looked at, not what is deployed.
 */
export function desiredEnvironment(
  files: EnvironmentFiles,
  locks: Locks,
  frozen: ReadonlyMap<string, Snapshot>,
  lastChange: LastChanges,
): RenderedEnvironment {
  const head = renderEnvironment(files, lastChange);
  const at = (revision: string) => renderFrozen(files, revision, frozen.get(revision), lastChange);
  const whole = locks.freeze ? { ...at(locks.freeze.revision), tree: files.tree } : head;
  if (locks.freeze !== undefined || locks.resourceFreezes.size === 0) return whole;
  const resources = new Map(head.resources);
  const invalid = new Map(head.invalid);
  for (const [name, { revision }] of locks.resourceFreezes) {
    const pinned = at(revision).resources.get(name);
    resources.delete(name);
    invalid.delete(name);
    if (pinned) resources.set(name, pinned);
  }
  return { ...head, resources, invalid, problems: [...files.problems, ...[...invalid.values()].flat()] };
}

/** A file that is the same at the head has the head's last change; any other is as old as the freeze says. */
function renderFrozen(
  head: EnvironmentFiles,
  revision: string,
  snapshot: Snapshot | undefined,
  lastChange: LastChanges,
): RenderedEnvironment {
  const files = snapshot?.environments.get(head.name) ?? {
    ...head,
    files: new Map<string, RepositoryFile>(),
    problems: [],
  };
  return renderEnvironment(files, (path) => {
    if (files.files.get(path)?.id === head.files.get(path)?.id) return lastChange(path);
    return { revision, author: '', committedAt: '', order: 0 };
  });
}
