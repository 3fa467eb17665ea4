import type { EnvironmentStatus, ResourceStatus, RolloutStatus } from '@tribble/api';
import {
  blobId,
  type EnvironmentFiles,
  parseResourcePath,
  parseVersion,
  type RepositoryFile,
  type Snapshot,
  type Transition,
} from '@tribble/resource-repo/format';

export const noon = new Date('2026-11-21T12:00:00Z');

/** A file as it would be read from git. */
export function fileOf(path: string, text: string): RepositoryFile {
  return { path, id: blobId(text), content: { text } };
}

/** A snapshot of files given as path and text. */
export function snapshotOf(files: Readonly<Record<string, string>>): Snapshot {
  const configuration = new Map<string, RepositoryFile>();
  const folders = new Map<string, Map<string, RepositoryFile>>();
  for (const path of Object.keys(files).sort()) {
    const file = fileOf(path, files[path] ?? '');
    const [folder = '', ...rest] = path.split('/');
    if (rest.length === 0) configuration.set(path, file);
    else folders.set(folder, (folders.get(folder) ?? new Map<string, RepositoryFile>()).set(path, file));
  }
  const environments = [...folders].map(([name, own]): [string, EnvironmentFiles] => {
    const tree = blobId([...own.values()].map(({ path, id }) => `${path} ${id}`).join('\n'));
    return [name, { name, tree, files: own, problems: [] }];
  });
  const revision = blobId(JSON.stringify(files));
  return { revision, environments: new Map(environments), configuration, problems: [] };
}

/** What a deployer reports that has seen this snapshot: every version as it is in git, all in the same state. */
export function reportOf(
  snapshot: Snapshot,
  environment: string,
  status: RolloutStatus = 'Clean',
): EnvironmentStatus {
  const files = snapshot.environments.get(environment);
  const reason = status === 'InProgress' ? 'NotAllUpdated' : status === 'Outdated' ? 'OutOfDate' : status;
  const resources = [...(files?.files.values() ?? [])].flatMap((file) => {
    const path = parseResourcePath(file.path);
    if (path?.folder !== 'version') return [];
    const parsed = parseVersion(file);
    const version = 'version' in parsed && { version: parsed.version.version };
    const resource: ResourceStatus = { status, reason, ...version, versionId: file.id, objects: [] };
    return [[path.resource, resource] as const];
  });
  return {
    type: 'Mock',
    status,
    ...(files && { tree: files.tree }),
    resources: Object.fromEntries(resources),
    problems: [],
  };
}

/** A transition from dev to pp. */
export function transitionOf(options: Partial<Transition> = {}): Transition {
  return {
    source: 'dev',
    target: 'pp',
    preconditions: [],
    exclude: [],
    perResource: false,
    propagateDeletes: false,
    unlockAfter: false,
    ...options,
  };
}
