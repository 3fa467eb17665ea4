import type { EnvironmentStatus, ResourceStatus, RolloutStatus } from '@tribble/api';
import {
  blobId,
  type EnvironmentFiles,
  foldOutcomes,
  History,
  type Outcome,
  parseResourcePath,
  parseVersion,
  type Precondition,
  type RepositoryFile,
  type Snapshot,
  type Transition,
} from '@tribble/resource-repo/format';
import type { Change } from './change.ts';
import type { Facts } from './facts.ts';
import type { GateInput } from './gates/gate.ts';

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

/** Facts at noon: nothing is reported, recorded or answered, and the history is empty, unless given. */
export function factsOf(
  files: Readonly<Record<string, string>> | Snapshot,
  facts: Partial<Facts> = {},
): Facts {
  return {
    snapshot:
      'environments' in files && files.environments instanceof Map
        ? (files as Snapshot)
        : snapshotOf(files as Record<string, string>),
    past: new History(),
    statusOf: () => undefined,
    outcomesOf: () => undefined,
    answerTo: () => undefined,
    fileId: () => undefined,
    now: noon,
    ...facts,
  };
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

/** Outcomes of one environment, each with the resources that changed. */
export function outcomesOf(
  environment: string,
  list: readonly (Pick<Outcome, 'at'> & Partial<Outcome>)[],
): ReturnType<typeof foldOutcomes> {
  const empty = { environment, tree: '', revision: '', status: 'Clean', reasons: [], seconds: 10 } as const;
  return foldOutcomes(list.map((each) => ({ ...empty, reasons: [], resources: new Map(), ...each })));
}

/** A transition from dev to pp. */
export function transitionOf(options: Partial<Transition> = {}): Transition {
  return {
    sources: ['dev'],
    needs: 'all',
    target: 'pp',
    preconditions: [],
    exclude: [],
    together: [],
    perResource: false,
    propagateDeletes: false,
    unlockAfter: false,
    problemAt: (keys, message, hint) => ({
      path: 'transitions.yaml',
      message: `${keys.map(String).join('.')}: ${message}`,
      ...(hint !== undefined && { hint }),
    }),
    ...options,
  };
}

/** A precondition as it would be read from transitions.yaml. */
export function preconditionOf(type: string, options?: unknown): Precondition {
  return {
    type,
    options,
    problemAt: (message, keys = [], hint) => ({
      path: 'transitions.yaml',
      message: [...keys.map(String), message].join(': '),
      ...(hint !== undefined && { hint }),
    }),
  };
}

/** What a gate is asked: about one change of s1 from dev to pp, unless given. */
export function gateInput(facts: Facts, input: Partial<Omit<GateInput, 'facts'>> = {}): GateInput {
  const change: Change = { resource: 's1', to: '1', versionId: blobId('version: 1'), sources: ['dev'] };
  return {
    facts,
    name: 'to-pp',
    transition: transitionOf(),
    roles: new Map(),
    source: 'dev',
    changes: [change],
    all: input.changes ?? [change],
    ...input,
  };
}
