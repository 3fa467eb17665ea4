import {
  type EnvironmentFiles,
  type Locks,
  locksPath,
  noLocks,
  parsePauses,
  pausesFile,
  type RepositoryFile,
  type Snapshot,
} from '@tribble/resource-repo/format';
import { remember } from './remember.ts';
import { readLocks, readPauses } from './settings-files.ts';

/** The files of an environment by resource: one version, unless someone wrote it under two extensions. */
export type EnvironmentIndex = {
  versions: ReadonlyMap<string, readonly RepositoryFile[]>;
  /** The names of the resources that have a base. */
  bases: ReadonlySet<string>;
};

const empty: EnvironmentIndex = { versions: new Map(), bases: new Set() };

/** Worked out once for each content of an environment, so that a decision costs what changed since the one before. */
const indexFiles = remember(({ name, files }: EnvironmentFiles): EnvironmentIndex => {
  const versions = new Map<string, RepositoryFile[]>();
  const bases = new Set<string>();
  const [base, version] = [`${name}/base/`, `${name}/version/`];
  for (const file of files.values()) {
    const { path } = file;
    if (path.startsWith(base)) bases.add(nameOf(path, base));
    if (!path.startsWith(version)) continue;
    const resource = nameOf(path, version);
    const known = versions.get(resource);
    if (known) known.push(file);
    else versions.set(resource, [file]);
  }
  return { versions, bases };
});

/** The resource of a path below a folder. A snapshot holds no file whose name is not one of a resource. */
function nameOf(path: string, folder: string): string {
  return path.slice(folder.length, path.lastIndexOf('.'));
}

/** The index of an environment; an empty one where it has no folder. */
export function indexOf(snapshot: Snapshot, environment: string): EnvironmentIndex {
  const files = snapshot.environments.get(environment);
  return files ? indexFiles(files) : empty;
}

/** The locks of an environment. */
export function locksOf(snapshot: Snapshot, environment: string): Locks {
  const file = snapshot.environments.get(environment)?.files.get(locksPath(environment));
  return file ? readLocks(file).locks : noLocks;
}

const nothingPaused = parsePauses(undefined);

/** The pauses, with what is wrong with their file. */
export function pausesOf({ configuration }: Snapshot): ReturnType<typeof parsePauses> {
  const file = configuration.get(pausesFile);
  return file ? readPauses(file) : nothingPaused;
}

/** The version file of a resource, where there is exactly one. */
export function versionFile(
  snapshot: Snapshot,
  environment: string,
  resource: string,
): RepositoryFile | undefined {
  const files = indexOf(snapshot, environment).versions.get(resource);
  return files?.length === 1 ? files[0] : undefined;
}
