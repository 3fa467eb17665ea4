import type { LeftOut, VersionChange } from '@tribble/api';
import {
  type Locks,
  parseResourcePath,
  parseVersion,
  type RepositoryFile,
  resourceLock,
  type Snapshot,
  type Transition,
} from '@tribble/resource-repo/format';
import { matcherOf } from './globs.ts';
import { resourcesWithBase, versionFiles } from './version-files.ts';

/** What a transition would do to its target, before any gate is asked. */
export type Candidate = {
  changes: readonly VersionChange[];
  /** The new text of each file of the target; null deletes it. Nothing outside `TARGET/version/`. */
  files: ReadonlyMap<string, string | null>;
  /** Resources that differ but stay as they are, and why. */
  leftOut: readonly LeftOut[];
};

/** Compares the versions of source and target. Undefined where the source has no versions at all. */
export function candidateOf(
  snapshot: Snapshot,
  transition: Transition,
  locks: Locks,
  now: Date,
): Candidate | undefined {
  const source = versionFiles(snapshot.environments.get(transition.source));
  if (source.size === 0) return undefined;
  const targetFiles = snapshot.environments.get(transition.target);
  const target = versionFiles(targetFiles);
  const names = transition.propagateDeletes ? new Set([...source.keys(), ...target.keys()]) : source.keys();
  const reasonToLeave = reasonsToLeave(transition, locks, resourcesWithBase(targetFiles), now);
  const changes: VersionChange[] = [];
  const files = new Map<string, string | null>();
  const leftOut: LeftOut[] = [];
  for (const resource of [...names].sort()) {
    const pair: Pair = { from: source.get(resource) ?? [], current: target.get(resource) ?? [] };
    if (isSame(pair)) continue;
    const reason = reasonToLeave(resource, pair);
    if (reason) leftOut.push({ resource, ...reason });
    else {
      changes.push(changeOf(resource, pair));
      for (const [path, text] of filesOf(pair, transition.target)) files.set(path, text);
    }
  }
  return { changes, files, leftOut };
}

/** The version files of one resource in the source and in the target. */
type Pair = { from: readonly RepositoryFile[]; current: readonly RepositoryFile[] };

function isSame({ from, current }: Pair): boolean {
  return from.length === 1 && current.length === 1 && from[0]?.id === current[0]?.id;
}

type Reason = Omit<LeftOut, 'resource'>;

/** Finds why a resource stays as it is in the target; undefined where it may move. */
function reasonsToLeave(
  { target, include, exclude }: Transition,
  locks: Locks,
  bases: ReadonlySet<string>,
  now: Date,
): (resource: string, pair: Pair) => Reason | undefined {
  const isIncluded = include === undefined ? () => true : matcherOf(include);
  const isExcluded = matcherOf(exclude);
  return (resource, { from, current }) => {
    if (!isIncluded(resource) || isExcluded(resource)) return { reason: 'Excluded' };
    const lock = resourceLock(locks, resource, now);
    if (lock.length > 0) return { reason: 'Locked', message: lock.map(({ reason }) => reason).join('; ') };
    const twice = [from, current].find((files) => files.length > 1);
    if (twice)
      return { reason: 'Invalid', message: `keep one of ${twice.map(({ path }) => path).join(', ')}` };
    const [file] = from;
    if (file === undefined) return undefined;
    if (!bases.has(resource))
      return { reason: 'NoBase', message: `${target}/base/${resource}.yaml is missing` };
    const parsed = parseVersion(file);
    if ('version' in parsed) return undefined;
    return { reason: 'Invalid', message: parsed.problems.map(({ message }) => message).join('; ') };
  };
}

function changeOf(resource: string, pair: Pair): VersionChange {
  const [from, to] = [versionText(pair.current[0]), versionText(pair.from[0])];
  return { resource, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function versionText(file: RepositoryFile | undefined): string | undefined {
  const parsed = file && parseVersion(file);
  return parsed && 'version' in parsed ? parsed.version.version : undefined;
}

/** The source's file takes the place of the target's, which may have another extension. */
function filesOf({ from: [file], current }: Pair, target: string): Map<string, string | null> {
  const files = new Map<string, string | null>(current.map(({ path }) => [path, null]));
  if (file && 'text' in file.content)
    files.set(`${target}${file.path.slice(file.path.indexOf('/'))}`, file.content.text);
  return files;
}

/** The part of a candidate that concerns the resources for which `reasonFor` gives no reason to leave them out. */
export function narrow(candidate: Candidate, reasonFor: (resource: string) => string | undefined): Candidate {
  const held = new Map<string, string>();
  for (const { resource } of candidate.changes) {
    const message = reasonFor(resource);
    if (message !== undefined) held.set(resource, message);
  }
  const isHeld = (path: string) => held.has(parseResourcePath(path)?.resource ?? '');
  return {
    changes: candidate.changes.filter(({ resource }) => !held.has(resource)),
    files: new Map([...candidate.files].filter(([path]) => !isHeld(path))),
    leftOut: [
      ...candidate.leftOut,
      ...[...held].map(([resource, message]): LeftOut => ({ resource, reason: 'Held', message })),
    ],
  };
}
