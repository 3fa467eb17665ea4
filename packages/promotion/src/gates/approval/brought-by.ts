import { type LastChange, resourcePaths } from '@tribble/resource-repo/format';
import type { Change } from '../../change.ts';
import { indexOf } from '../../environment-index.ts';
import type { Facts } from '../../facts.ts';
import { mailOf } from './people.ts';

/** Who brought changes, as mail addresses; `unknown` are the changes of which nobody knows that. */
export type Bringers = { mails: ReadonlySet<string>; unknown: readonly Change[] };

/**
 * The authors of the commits that first brought each version, in whatever environment: what services moved on from there is
 * not theirs. A removal is brought by all who removed it anywhere, since its first one cannot be told from an older one.
 */
export function broughtBy(facts: Facts, changes: readonly Change[]): Bringers {
  const mails = new Set<string>();
  const unknown: Change[] = [];
  for (const change of changes) {
    const commits = change.versionId === undefined ? removals(facts, change) : registration(facts, change);
    const found = commits.flatMap(({ authorEmail }) => mailOf(authorEmail ?? '') ?? []);
    if (found.length === 0 || found.length < commits.length) unknown.push(change);
    for (const mail of found) mails.add(mail);
  }
  return { mails, unknown };
}

/** The oldest commit that brought exactly this version file. */
function registration({ snapshot, past }: Facts, { resource, versionId = '' }: Change): LastChange[] {
  const found = [...snapshot.environments.keys()]
    .flatMap((environment) => resourcePaths(environment, 'version', resource))
    .flatMap((path) => past.versionFile(path).get(versionId) ?? [])
    .sort((one, other) => one.order - other.order);
  return found.slice(0, 1);
}

/** In every environment without the resource: the newest commit that took it away. */
function removals({ snapshot, past }: Facts, { resource }: Change): LastChange[] {
  return [...snapshot.environments.keys()]
    .filter((environment) => !indexOf(snapshot, environment).versions.has(resource))
    .flatMap((environment) => resourcePaths(environment, 'version', resource))
    .flatMap((path) => past.lastChange(path) ?? []);
}
