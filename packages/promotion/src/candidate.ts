import type { LeftOut } from '@tribble/api';
import {
  parseVersion,
  type RepositoryFile,
  resourceLock,
  type Transition,
} from '@tribble/resource-repo/format';
import type { Change } from './change.ts';
import { indexOf, locksOf } from './environment-index.ts';
import type { Facts } from './facts.ts';
import { firstEnd, heldBecause } from './held-because.ts';
import { differingNames, type Pair, pairOf, type Side } from './pair.ts';
import { remember } from './remember.ts';
import { scopedNames } from './scope.ts';
import { earliest } from './times.ts';

/** What a transition would do to its target, before any gate is asked. */
export type Candidate = {
  changes: readonly Change[];
  /** The new text of each file of the target, by resource; null deletes it. Nothing outside `TARGET/version/`. */
  files: ReadonlyMap<string, ReadonlyMap<string, string | null>>;
  /** Resources of the transition that differ but stay as they are, and why. */
  leftOut: readonly LeftOut[];
  /** When the first of several reasons for which something is locked ends, be the others for ever. */
  lockEnd?: string;
};

/** Compares the versions of the sources and the target. Undefined where no source has any version at all. */
export function candidateOf(facts: Facts, transition: Transition): Candidate | undefined {
  const { snapshot } = facts;
  const sources: Side[] = transition.sources.map((name) => ({
    name,
    versions: indexOf(snapshot, name).versions,
  }));
  if (sources.every(({ versions }) => versions.size === 0)) return undefined;
  const { versions: target } = indexOf(snapshot, transition.target);
  const reasonToLeave = reasonsToLeave(facts, transition);
  const changes: Change[] = [];
  const files = new Map<string, Map<string, string | null>>();
  const leftOut: LeftOut[] = [];
  for (const resource of scopedNames(transition)(differingNames(sources, target))) {
    const pair = pairOf(resource, sources, target, { facts, transition });
    if (pair === undefined) continue;
    const reason = reasonToLeave(resource, pair);
    if (reason) leftOut.push({ resource, ...reason });
    else {
      changes.push(changeOf(resource, pair));
      files.set(resource, filesOf(pair, transition.target));
    }
  }
  const lockEnd = firstLockEnd(facts, transition, leftOut);
  return { changes, files, leftOut, ...(lockEnd !== undefined && { lockEnd }) };
}

function firstLockEnd(
  { snapshot, now }: Facts,
  { target }: Transition,
  leftOut: readonly LeftOut[],
): string | undefined {
  const locks = locksOf(snapshot, target);
  const locked = leftOut.filter(({ reason }) => reason === 'Locked');
  return earliest(locked.map(({ resource }) => firstEnd(resourceLock(locks, resource, now))));
}

type Reason = Omit<LeftOut, 'resource'>;

/** Finds why a resource stays as it is in the target; undefined where it may move. */
function reasonsToLeave(
  { snapshot, now }: Facts,
  { target }: Transition,
): (resource: string, pair: Pair) => Reason | undefined {
  const locks = locksOf(snapshot, target);
  const { bases } = indexOf(snapshot, target);
  return (resource, pair) => {
    const lock = resourceLock(locks, resource, now);
    if (lock.length > 0) return { reason: 'Locked', ...heldBecause(lock) };
    if (pair.differ !== undefined) return { reason: 'SourcesDiffer', message: pair.differ };
    return (
      invalidity(pair) ?? (pair.from && !bases.has(resource) ? noBase(target, resource) : unreadable(pair))
    );
  };
}

const noBase = (target: string, resource: string): Reason => ({
  reason: 'NoBase',
  message: `${target}/base/${resource}.yaml is missing`,
});

function invalidity({ twice }: Pair): Reason | undefined {
  return twice && { reason: 'Invalid', message: `keep one of ${twice.map(({ path }) => path).join(', ')}` };
}

function unreadable({ from }: Pair): Reason | undefined {
  const parsed = from && parsedVersion(from);
  if (parsed === undefined || 'version' in parsed) return undefined;
  return { reason: 'Invalid', message: parsed.problems.map(({ message }) => message).join('; ') };
}

function changeOf(resource: string, { from, current, sources }: Pair): Change {
  const [previous] = current;
  const [fromVersion, toVersion] = [versionText(previous), versionText(from)];
  return {
    resource,
    ...(fromVersion !== undefined && { from: fromVersion }),
    ...(toVersion !== undefined && { to: toVersion }),
    ...(from && { versionId: from.id }),
    ...(previous && { previousId: previous.id }),
    sources,
  };
}

/** Reading YAML is most of a decision's work, and files stay the same object as long as they stay the same. */
const parsedVersion = remember(parseVersion);

/** The version that a file tells, where it can be read. */
export function versionText(file: RepositoryFile | undefined): string | undefined {
  const parsed = file && parsedVersion(file);
  return parsed && 'version' in parsed ? parsed.version.version : undefined;
}

/** The source's file takes the place of the target's, which may have another extension. */
function filesOf({ from, current }: Pair, target: string): Map<string, string | null> {
  const files = new Map<string, string | null>(current.map(({ path }) => [path, null]));
  if (from && 'text' in from.content)
    files.set(`${target}${from.path.slice(from.path.indexOf('/'))}`, from.content.text);
  return files;
}

/** Takes the resources for which `reasonFor` gives a reason out of a candidate, and names them. */
export function narrow(candidate: Candidate, reasonFor: (resource: string) => Reason | undefined): Candidate {
  const held = new Map<string, Reason>();
  for (const { resource } of candidate.changes) {
    const reason = reasonFor(resource);
    if (reason) held.set(resource, reason);
  }
  if (held.size === 0) return candidate;
  return {
    ...candidate,
    changes: candidate.changes.filter(({ resource }) => !held.has(resource)),
    files: new Map([...candidate.files].filter(([resource]) => !held.has(resource))),
    leftOut: [
      ...candidate.leftOut,
      ...[...held].map(([resource, reason]): LeftOut => ({ resource, ...reason })),
    ],
  };
}

/** When time alone may change what is left out. */
export function leftOutUntil({ leftOut }: Candidate): string | undefined {
  return earliest(leftOut.map(({ until }) => until));
}

/** When time alone may change anything that is said of what is left out. */
export function leftOutEdge(candidate: Candidate): string | undefined {
  return earliest([candidate.lockEnd, leftOutUntil(candidate)]);
}
