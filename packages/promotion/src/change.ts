import type { VersionChange } from '@tribble/api';
import { digestOf } from '@tribble/resource-repo/format';
import { remember } from './remember.ts';

/** What a transition would do to one resource of its target. */
export type Change = VersionChange & {
  /** The blob id of the version file that comes; absent where the resource goes. */
  versionId?: string;
  /** The blob id of the version file that is there now. */
  previousId?: string;
  /** The sources that hold what comes. */
  sources: readonly string[];
};

/**
 * Names exactly these changes by one transition, whatever else happens: what people approve. Other versions, more resources or fewer
 * are another change.
 */
export function changeId(transition: string, changes: readonly Change[]): string {
  const ids = idsOf(changes);
  const id = ids.get(transition) ?? idOf(transition, changes);
  ids.set(transition, id);
  return id;
}

/** Asked again for each of the changes that are judged as one. */
const idsOf = remember((_changes: readonly Change[]) => new Map<string, string>());

function idOf(transition: string, changes: readonly Change[]): string {
  const content = changes
    .map(({ resource, versionId }) => ({ resource, versionId: versionId ?? null }))
    .sort((one, other) => (one.resource < other.resource ? -1 : 1));
  return digestOf([{ transition, content }]).slice('sha256:'.length, 'sha256:'.length + 40);
}
