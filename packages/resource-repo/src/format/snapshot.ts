import type { Problem } from '@tribble/api';
import type { RepositoryFile } from './file.ts';
import { isResourceName } from './layout.ts';
import { problem } from './problem.ts';

/** One environment's folder at one revision. */
export type EnvironmentFiles = {
  name: string;
  /** The git tree id of the folder: equal ids mean equal content, whatever happened elsewhere. */
  tree: string;
  /** The files of `base/`, `version/`, `deployable/` and `locks.yaml`, by path from the root of the repository. */
  files: ReadonlyMap<string, RepositoryFile>;
  /** Entries that are no usable files: symbolic links, submodules, names that cannot be. */
  problems: readonly Problem[];
};

/** All that the services read of the resource repository at one revision. */
export type Snapshot = {
  revision: string;
  environments: ReadonlyMap<string, EnvironmentFiles>;
  /** `deployers.yaml`, `transitions.yaml`, `pauses.yaml` and `approvals.yaml`, where they exist. */
  configuration: ReadonlyMap<string, RepositoryFile>;
  problems: readonly Problem[];
};

/** A file of the snapshot by its path from the root. */
export function fileAt(snapshot: Snapshot, path: string): RepositoryFile | undefined {
  const environment = path.slice(0, path.indexOf('/'));
  return snapshot.configuration.get(path) ?? snapshot.environments.get(environment)?.files.get(path);
}

/** Why a plain file of an environment is not read; undefined where it is. */
export function fileProblem(path: string): Problem | undefined {
  const [, name] = /^[^/]+\/(?:base|version|deployable)\/(.+)\.(?:yaml|yml|json|jsonnet)$/.exec(path) ?? [];
  if (name === undefined || isResourceName(name)) return undefined;
  const message = `"${name}" cannot be the name of a resource`;
  return problem(path, message, undefined, 'use letters, digits, ".", "_" and "-"');
}

/** Files in the order that a snapshot has them in. */
export function sortedByPath(files: ReadonlyMap<string, RepositoryFile>): Map<string, RepositoryFile> {
  return new Map([...files].sort(([left], [right]) => (left < right ? -1 : 1)));
}
