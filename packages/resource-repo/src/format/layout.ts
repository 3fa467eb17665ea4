/**
 * Which path of the resource repository is what (docs/resource-repository.md). An environment is a top-level folder that
 * holds `base/`, `version/`, `deployable/` or `locks.yaml`; a resource's name is its path below those without the extension.
 */

export const deployersFile = 'deployers.yaml';
export const transitionsFile = 'transitions.yaml';
export const pausesFile = 'pauses.yaml';
export const approvalsFile = 'approvals.yaml';

/** The files at the root that the services read. */
export const configurationFiles: readonly string[] = [
  deployersFile,
  transitionsFile,
  pausesFile,
  approvalsFile,
];

export type ResourceFolder = 'base' | 'version' | 'deployable';
export const resourceFolders: readonly ResourceFolder[] = ['base', 'version', 'deployable'];

type ManifestFormat = 'yaml' | 'json' | 'jsonnet';

/** A file that describes a resource. */
export type ResourcePath = {
  environment: string;
  folder: ResourceFolder;
  resource: string;
  format: ManifestFormat;
};

const formats = new Map<string, ManifestFormat>([
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['json', 'json'],
  ['jsonnet', 'jsonnet'],
]);

/** What resource a path belongs to; undefined for any other file. */
export function parseResourcePath(path: string): ResourcePath | undefined {
  const match = /^([^/]+)\/(base|version|deployable)\/(.+)\.([a-z]+)$/.exec(path);
  const [, environment, folder, resource, extension] = match ?? [];
  const format = formats.get(extension ?? '');
  if (environment === undefined || resource === undefined || format === undefined) return undefined;
  if (!isEnvironmentName(environment) || !isResourceName(resource)) return undefined;
  return { environment, folder: folder as ResourceFolder, resource, format };
}

/** The version file that a service writes for a resource. */
export function versionPath(environment: string, resource: string): string {
  return `${environment}/version/${resource}.yaml`;
}

/** Every path at which the file of a resource may be in a folder of an environment; what services write comes first. */
export function resourcePaths(environment: string, folder: ResourceFolder, resource: string): string[] {
  return [...formats.keys()].map((extension) => `${environment}/${folder}/${resource}.${extension}`);
}

/** The file with the locks and freezes of an environment. */
export function locksPath(environment: string): string {
  return `${environment}/locks.yaml`;
}

/** The environment that a file is part of; undefined for a file of none. */
export function environmentOf(path: string): string | undefined {
  const [environment = '', folder, ...rest] = path.split('/');
  const isPart = resourceFolders.some((each) => each === folder) || path === locksPath(environment);
  return isPart && (rest.length > 0 || folder === 'locks.yaml') && isEnvironmentName(environment)
    ? environment
    : undefined;
}

/** Whether a folder of this name may be an environment. Names end up in addresses, labels and file names. */
export function isEnvironmentName(name: string): boolean {
  return /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/.test(name) && !name.includes('..');
}

/** Whether a transition may have this name: words of one line. Names end up in trailers, where blanks do not last. */
export function isTransitionName(name: string): boolean {
  return name.length <= 100 && /^[^\s\p{Cc}\p{Cs}]+(?: [^\s\p{Cc}\p{Cs}]+)*$/u.test(name);
}

/** Whether a resource may have this name: folders and a name of letters, digits, `.`, `_`, `-`; nothing that leaves its folder. */
export function isResourceName(name: string): boolean {
  if (name.length > 200) return false;
  const parts = name.split('/');
  // A folder that is called like another resource's file could not stand beside it.
  if (parts.slice(0, -1).some((part) => /\.(?:yaml|yml|json|jsonnet)$/.test(part))) return false;
  return parts.every((part) => /^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/.test(part));
}
