import {
  type EnvironmentFiles,
  type RepositoryFile,
  type ResourceFolder,
  resourcePaths,
} from '@tribble/resource-repo/format';

/** The files of a resource in one folder of an environment: one, unless people wrote it under two extensions. */
export function resourceFiles(
  { name, files }: EnvironmentFiles,
  folder: ResourceFolder,
  resource: string,
): RepositoryFile[] {
  return resourcePaths(name, folder, resource).flatMap((path) => files.get(path) ?? []);
}

/** Says that a resource has two files, of which neither counts. */
export function keepOneOf(files: readonly RepositoryFile[]): string {
  return `keep one of ${files.map(({ path }) => path).join(', ')}`;
}
