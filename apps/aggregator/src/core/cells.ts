import type { Cell, EnvironmentStatus, ResourceStatus } from '@tribble/api';
import {
  activeReasons,
  type EnvironmentFiles,
  type LastChange,
  type Locks,
  parseResourcePath,
  parseVersion,
  type RepositoryFile,
} from '@tribble/resource-repo/format';
import { detailsOf } from './details.ts';

type Sources = {
  files: EnvironmentFiles;
  locks: Locks;
  /** What the deployer reports; absent where nothing is deployed or nobody reports. */
  status: EnvironmentStatus | undefined;
  lastChange: (path: string) => LastChange | undefined;
  now: Date;
};

/** The cells of one environment by resource: what git says, and what the deployer makes of it. */
export function cellsOf({ files, locks, status, lastChange, now }: Sources): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const [resource, inputs] of shownResources(files)) {
    const { file, paths } = inputs;
    const change = newest(paths.map(lastChange));
    const parsed = parseResourcePath(file.path)?.folder === 'version' ? parseVersion(file) : undefined;
    const version = parsed && 'version' in parsed ? parsed.version.version : undefined;
    cells.set(resource, {
      ...(version !== undefined && { version }),
      ...(parsed && { versionId: file.id }),
      ...(change && { commit: change.revision, since: change.committedAt, author: change.author }),
      ...(status &&
        rolloutOf(reportOf(status, resource), change?.revision, freezeOf(locks, status, resource))),
      locks: activeReasons(locks.resources.get(resource) ?? [], now),
    });
  }
  return cells;
}

/** Resources with a version or a whole manifest, and all the files that they are made of. */
function shownResources(files: EnvironmentFiles): Map<string, { file: RepositoryFile; paths: string[] }> {
  const shown = new Map<string, { file: RepositoryFile; paths: string[] }>();
  const bases = new Map<string, string[]>();
  for (const file of files.files.values()) {
    const path = parseResourcePath(file.path);
    if (path === undefined) continue;
    if (path.folder === 'base') bases.set(path.resource, [...(bases.get(path.resource) ?? []), file.path]);
    else shown.set(path.resource, { file, paths: [...(shown.get(path.resource)?.paths ?? []), file.path] });
  }
  for (const [resource, paths] of bases) shown.get(resource)?.paths.push(...paths);
  return shown;
}

/** A resource may have a name such as `constructor`, which every object has. */
function reportOf({ resources }: EnvironmentStatus, name: string): ResourceStatus | undefined {
  return Object.hasOwn(resources, name) ? resources[name] : undefined;
}

/** The revision that a freeze pins a resource to. */
function freezeOf(locks: Locks, { frozen }: EnvironmentStatus, resource: string): string | undefined {
  return locks.resourceFreezes.get(resource)?.revision ?? locks.freeze?.revision ?? frozen;
}

type Rollout = Omit<Cell, 'version' | 'versionId' | 'commit' | 'since' | 'author' | 'locks'>;

/** What the deployer says, unless it has not seen what git says now: then the cell is outdated, whatever it says. */
function rolloutOf(
  resource: ResourceStatus | undefined,
  revision: string | undefined,
  frozen: string | undefined,
): Rollout {
  if (resource === undefined)
    return { status: 'Outdated', reason: 'NotDeployed', message: 'the deployer has not seen it yet' };
  const { status, reason, liveVersion, liveRevision } = resource;
  const { message, ...details } = detailsOf(resource);
  const live = {
    ...(liveVersion !== undefined && { liveVersion }),
    ...(liveRevision !== undefined && { liveRevision }),
    ...details,
  };
  if (frozen !== undefined) {
    return { status, reason, message: message ?? `frozen at ${frozen.slice(0, 7)}`, ...live };
  }
  if (reason !== 'Invalid' && resource.revision !== revision) {
    return {
      status: 'Outdated',
      reason: 'OutOfDate',
      message: 'the deployer has not seen the newest commit yet',
      ...live,
    };
  }
  return { status, reason, ...(message !== undefined && { message }), ...live };
}

function newest(changes: readonly (LastChange | undefined)[]): LastChange | undefined {
  let result: LastChange | undefined;
  for (const change of changes) if (change && (!result || change.order > result.order)) result = change;
  return result;
}
