import type { Problem } from '@tribble/api';
import { locksPath, problem, type RepositoryFile, type Snapshot } from '@tribble/resource-repo/format';
import { readLocks } from '../settings-files.ts';
import { hasResource, resourceHint } from './known-names.ts';
import { placeOfEntry } from './place-of-entry.ts';

/** What is wrong with the lock files, and the resources in them that no environment has. */
export function lockProblems(snapshot: Snapshot): Problem[] {
  return [...snapshot.environments.values()].flatMap(({ name, files }) => {
    const file = files.get(locksPath(name));
    if (file === undefined) return [];
    const { locks, problems } = readLocks(file);
    return [
      ...problems,
      ...unknownResources(snapshot, file, 'resource_locks', locks.resources),
      ...unknownResources(snapshot, file, 'resource_freezes', locks.resourceFreezes),
    ];
  });
}

function unknownResources(
  snapshot: Snapshot,
  file: RepositoryFile,
  section: string,
  entries: ReadonlyMap<string, unknown>,
): Problem[] {
  return [...entries.keys()]
    .filter((resource) => !hasResource(snapshot, resource))
    .map((resource) => {
      const message = `${section}.${resource}: no environment has a resource "${resource}"`;
      const place = placeOfEntry(file, section, resource);
      return problem(file.path, message, place, resourceHint(resource, snapshot));
    });
}
