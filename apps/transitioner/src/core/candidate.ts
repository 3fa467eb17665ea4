import type { LeftOut, VersionChange } from '@tribble/api';
import {
  type EnvironmentFiles,
  type Locks,
  parseResourcePath,
  parseVersion,
  type RepositoryFile,
  resourceLock,
  type Snapshot,
  type Transition,
} from '@tribble/resource-repo/format';
import picomatch from 'picomatch';

/** What a transition would do to its target, before any gate is asked. */
export type Candidate = {
  changes: readonly VersionChange[];
  /** The new text of each file of the target; null deletes it. Nothing outside `TARGET/version/`. */
  files: ReadonlyMap<string, string | null>;
  /** Resources that differ but stay as they are, and why. */
  leftOut: readonly LeftOut[];
};

type VersionFiles = ReadonlyMap<string, RepositoryFile>;

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
  const bases = resourcesWithBase(targetFiles);
  const differing = [...source]
    .filter(([name, file]) => target.get(name)?.id !== file.id)
    .map(([name]) => name);
  const gone = transition.propagateDeletes ? [...target.keys()].filter((name) => !source.has(name)) : [];
  const result = {
    changes: [] as VersionChange[],
    files: new Map<string, string | null>(),
    leftOut: [] as LeftOut[],
  };
  for (const name of [...differing, ...gone].sort()) {
    const leftOut = reasonToLeave(name, source.get(name), { transition, locks, bases, now });
    if (leftOut) result.leftOut.push({ resource: name, ...leftOut });
    else addChange(result, name, source.get(name), target.get(name), transition.target);
  }
  return result;
}

type Judged = { transition: Transition; locks: Locks; bases: ReadonlySet<string>; now: Date };

function reasonToLeave(
  name: string,
  file: RepositoryFile | undefined,
  { transition, locks, bases, now }: Judged,
): Omit<LeftOut, 'resource'> | undefined {
  if (!isIncluded(name, transition)) return { reason: 'Excluded' };
  const reasons = resourceLock(locks, name, now);
  if (reasons.length > 0)
    return { reason: 'Locked', message: reasons.map(({ reason }) => reason).join('; ') };
  if (file === undefined) return undefined;
  if (!bases.has(name))
    return { reason: 'NoBase', message: `${transition.target}/base/${name}.yaml is missing` };
  const parsed = parseVersion(file);
  if ('problems' in parsed)
    return { reason: 'Invalid', message: parsed.problems.map(({ message }) => message).join('; ') };
  return undefined;
}

function addChange(
  result: { changes: VersionChange[]; files: Map<string, string | null> },
  name: string,
  from: RepositoryFile | undefined,
  current: RepositoryFile | undefined,
  targetEnvironment: string,
): void {
  const before = current && versionText(current);
  const after = from && versionText(from);
  result.changes.push({
    resource: name,
    ...(before !== undefined && { from: before }),
    ...(after !== undefined && { to: after }),
  });
  const path = from && `${targetEnvironment}${from.path.slice(from.path.indexOf('/'))}`;
  // The same resource under another extension would be a second input of one name.
  if (current && current.path !== path) result.files.set(current.path, null);
  if (path !== undefined && from && 'text' in from.content) result.files.set(path, from.content.text);
}

/** The version files of an environment by resource. */
function versionFiles(environment: EnvironmentFiles | undefined): VersionFiles {
  const files = [...(environment?.files.values() ?? [])].flatMap((file) => {
    const path = parseResourcePath(file.path);
    return path?.folder === 'version' ? [[path.resource, file] as const] : [];
  });
  return new Map(files);
}

function resourcesWithBase(environment: EnvironmentFiles | undefined): Set<string> {
  const paths = [...(environment?.files.keys() ?? [])].map(parseResourcePath);
  return new Set(paths.flatMap((path) => (path?.folder === 'base' ? [path.resource] : [])));
}

function versionText(file: RepositoryFile): string | undefined {
  const parsed = parseVersion(file);
  return 'version' in parsed ? parsed.version.version : undefined;
}

function isIncluded(name: string, { include, exclude }: Transition): boolean {
  if (exclude.length > 0 && picomatch.isMatch(name, [...exclude])) return false;
  return include === undefined || (include.length > 0 && picomatch.isMatch(name, [...include]));
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
