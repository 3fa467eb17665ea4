import { type EnvironmentFiles, parseResourcePath, type RepositoryFile } from '@tribble/resource-repo/format';

/** The version files of each resource: one, unless someone wrote the same resource under two extensions. */
export type VersionFiles = ReadonlyMap<string, readonly RepositoryFile[]>;

/** The version files of an environment by resource. */
export function versionFiles(environment: EnvironmentFiles | undefined): VersionFiles {
  const result = new Map<string, RepositoryFile[]>();
  for (const file of environment?.files.values() ?? []) {
    const path = parseResourcePath(file.path);
    if (path?.folder !== 'version') continue;
    result.set(path.resource, [...(result.get(path.resource) ?? []), file]);
  }
  return result;
}

/** The names of the resources that have a base. */
export function resourcesWithBase(environment: EnvironmentFiles | undefined): ReadonlySet<string> {
  const paths = [...(environment?.files.keys() ?? [])].map(parseResourcePath);
  return new Set(paths.flatMap((path) => (path?.folder === 'base' ? [path.resource] : [])));
}
