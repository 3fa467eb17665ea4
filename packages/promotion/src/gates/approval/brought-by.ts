import { type LastChange, resourcePaths, type Run } from '@tribble/resource-repo/format';
import type { Change } from '../../change.ts';
import { transitionsOf } from '../../decide.ts';
import { indexOf } from '../../environment-index.ts';
import type { Facts } from '../../facts.ts';
import { remember } from '../../remember.ts';
import { mailOf } from './people.ts';

/** Who brought changes, as mail addresses; `unknown` are the changes of which nobody knows that. */
export type Bringers = { mails: ReadonlySet<string>; unknown: readonly Change[] };

/**
 * Of each version the authors of the commit that first brought it, in whatever environment, and of the one that last put it where
 * it comes from: old content that somebody sets an environment back to is theirs too. What transitioners moved on from there is
 * not. A removal is brought by all who removed it anywhere, since its first one cannot be told from an older one.
 */
export function broughtBy(facts: Facts, changes: readonly Change[]): Bringers {
  return bringersOf(facts)(changes);
}

/** Worked out once for all that is judged as one, and not again for each resource of it. */
const bringersOf = remember((facts: Facts) =>
  remember((changes: readonly Change[]) => findBringers(facts, changes)),
);

function findBringers(facts: Facts, changes: readonly Change[]): Bringers {
  const mails = new Set<string>();
  const unknown: Change[] = [];
  for (const change of changes) {
    const commits = change.versionId === undefined ? removals(facts, change) : placements(facts, change);
    const found = commits.flatMap(({ authorEmail }) => mailOf(authorEmail ?? '') ?? []);
    if (found.length === 0 || found.length < commits.length) unknown.push(change);
    for (const mail of found) mails.add(mail);
  }
  return { mails, unknown };
}

function placements(facts: Facts, change: Change): LastChange[] {
  return [...registration(facts, change), ...lastPlacements(facts, change)];
}

/** The oldest commit that brought exactly this version file. */
function registration({ snapshot, past }: Facts, { resource, versionId = '' }: Change): LastChange[] {
  const found = [...snapshot.environments.keys()]
    .flatMap((environment) => resourcePaths(environment, 'version', resource))
    .flatMap((path) => past.versionFile(path).get(versionId) ?? [])
    .sort((one, other) => one.order - other.order);
  return found.slice(0, 1);
}

/** The newest commits that put this version file into the sources, back along the moves to where people did it. */
function lastPlacements(facts: Facts, { resource, versionId, sources }: Change): LastChange[] {
  const { snapshot, past } = facts;
  const moves = runsByRevision(facts);
  const found: LastChange[] = [];
  const environments = new Set(sources);
  // What is added to a set while it is gone through comes later.
  for (const environment of environments) {
    for (const { path, id } of indexOf(snapshot, environment).versions.get(resource) ?? []) {
      const change = id === versionId ? past.lastChange(path) : undefined;
      const move = change && moves.get(change.revision);
      for (const source of move?.sources ?? []) environments.add(source);
      if (change && move === undefined) found.push(change);
    }
  }
  return found;
}

/** What transitioners committed; worked out once for each pass. */
const runsByRevision = remember((facts: Facts): ReadonlyMap<string, Run> => {
  const runs = transitionsOf(facts).transitions.flatMap(({ name }) => facts.past.runs(name));
  return new Map(runs.map((run) => [run.revision, run]));
});

/** In every environment without the resource: the newest commit that took it away. */
function removals({ snapshot, past }: Facts, { resource }: Change): LastChange[] {
  return [...snapshot.environments.keys()]
    .filter((environment) => !indexOf(snapshot, environment).versions.has(resource))
    .flatMap((environment) => resourcePaths(environment, 'version', resource))
    .flatMap((path) => past.lastChange(path) ?? []);
}
