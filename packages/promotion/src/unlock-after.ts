import { activeReasons, locksPath, type Transition } from '@tribble/resource-repo/format';
import { indexOf, locksOf, versionFile } from './environment-index.ts';
import type { Facts } from './facts.ts';

/** Takes the locks of resources away that have served: what they kept in the source has reached the target. */
export type Unlock = {
  kind: 'unlock';
  name: string;
  transition: Transition;
  environment: string;
  resources: readonly string[];
};

/**
 * With `unlockAfter`, a version that somebody locked in the source (a hotfix, say) is kept there until it has moved on. The locks must be
 * older than that move: who locks later means something else. A lock of the whole environment is never touched.
 */
export function unlockOf(facts: Facts, name: string, transition: Transition): Unlock | undefined {
  if (!transition.unlockAfter) return undefined;
  for (const environment of transition.sources) {
    const locks = locksOf(facts.snapshot, environment);
    if (!locks.valid) continue;
    const resources = [...locks.resources]
      .filter(([, reasons]) => activeReasons(reasons, facts.now).length > 0)
      .map(([resource]) => resource)
      .filter((resource) => hasServed(facts, { name, transition, environment, resource }));
    if (resources.length > 0) return { kind: 'unlock', name, transition, environment, resources };
  }
  return undefined;
}

type Locked = { name: string; transition: Transition; environment: string; resource: string };

function hasServed({ snapshot, past }: Facts, { name, transition, environment, resource }: Locked): boolean {
  const kept = versionFile(snapshot, environment, resource);
  const arrived = indexOf(snapshot, transition.target).versions.get(resource) ?? [];
  if (kept === undefined || arrived.length !== 1 || arrived[0]?.id !== kept.id) return false;
  const lockedAt = past.lastChange(locksPath(environment))?.order ?? 0;
  return past
    .runs(name)
    .some(
      ({ action, order, changes }) =>
        action === 'transition' &&
        order > lockedAt &&
        changes.some(({ path, id }) => path === arrived[0]?.path && id === kept.id),
    );
}
