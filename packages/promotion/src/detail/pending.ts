import type { PendingChange } from '@tribble/api';
import { type LastChange, resourcePaths } from '@tribble/resource-repo/format';
import type { Change } from '../change.ts';
import type { Facts } from '../facts.ts';
import { wireChange } from '../transition-status.ts';

/** The changelog of a commit: its message without its trailers; undefined where there is none. */
export type ChangelogOf = (revision: string) => string | undefined;

/** A change with what people want to know before they let it through; `id` is what an approval of it names. */
export function pendingChange(
  facts: Facts,
  change: Change,
  id: string,
  changelogOf: ChangelogOf,
): PendingChange {
  const { versionId } = change;
  const registered = versionId === undefined ? undefined : registrationOf(facts, change.resource, versionId);
  const changelog = registered && changelogOf(registered.revision);
  return {
    ...wireChange(change),
    change: id,
    ...(versionId !== undefined && { versionId }),
    ...(registered && { commit: registered.revision, author: registered.author, at: registered.committedAt }),
    ...(changelog !== undefined && { changelog }),
  };
}

/** The commit that first brought exactly this version into any environment: services move it on, but somebody registered it. */
function registrationOf(
  { snapshot, past }: Facts,
  resource: string,
  versionId: string,
): LastChange | undefined {
  const commits = [...snapshot.environments.keys()]
    .flatMap((environment) => resourcePaths(environment, 'version', resource))
    .flatMap((path) => past.versionFile(path).get(versionId) ?? []);
  return commits.sort((one, other) => one.order - other.order)[0];
}
