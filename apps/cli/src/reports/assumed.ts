import type { EnvironmentStatus, ResourceStatus } from '@tribble/api';
import {
  type EnvironmentFiles,
  OutcomeHistory,
  parseResourcePath,
  parseVersion,
  type ResourceOutcome,
} from '@tribble/resource-repo/format';
import type { Clone } from '../clone/open-clone.ts';
import type { RecordedOutcomes } from './recorded.ts';
import type { Reports } from './reports.ts';

/** How long a rollout is taken to last where none was recorded. */
const usualSeconds = 60;

/** Every environment runs what git says, and every version is Clean since the commit that brought it, unless records know better. */
export function assumedReports(clone: Clone, recorded: RecordedOutcomes, now: Date): Reports {
  const { environments, revision } = clone.snapshot;
  const statuses = new Map<string, EnvironmentStatus>();
  const outcomes = new Map<string, OutcomeHistory>();
  for (const [name, files] of environments) {
    const versions = cleanVersions(files, clone);
    const known = recorded.get(name) ?? new OutcomeHistory();
    const unrecorded = [...versions].filter(([resource, entry]) => !isCleanIn(known, resource, entry));
    known.add({
      ...{
        environment: name,
        at: now.toISOString(),
        tree: files.tree,
        revision,
        status: 'Clean',
        reasons: [],
      },
      ...{ seconds: known.usualSeconds() ?? usualSeconds, resources: new Map(unrecorded) },
    });
    outcomes.set(name, known);
    statuses.set(name, cleanStatus(files, revision, versions));
  }
  return {
    statusOf: (environment) => statuses.get(environment),
    outcomesOf: (environment) => outcomes.get(environment),
    from: 'nobody: every environment is taken to run what git says',
    hints: [],
  };
}

type Versions = ReadonlyMap<string, ResourceOutcome>;

function cleanVersions({ files }: EnvironmentFiles, { history }: Clone): Versions {
  const versions = new Map<string, ResourceOutcome>();
  for (const file of files.values()) {
    const path = parseResourcePath(file.path);
    const parsed = path?.folder === 'version' ? parseVersion(file) : undefined;
    if (path === undefined || parsed === undefined || !('version' in parsed)) continue;
    const change = history.lastChange(file.path);
    versions.set(path.resource, {
      ...{ status: 'Clean', version: parsed.version.version, versionId: file.id },
      ...(change && { revision: change.revision, cleanSince: change.committedAt }),
    });
  }
  return versions;
}

function isCleanIn(history: OutcomeHistory, resource: string, { versionId }: ResourceOutcome): boolean {
  const current = history.resources.get(resource)?.current;
  return current?.status === 'Clean' && current.versionId === versionId;
}

function cleanStatus({ tree }: EnvironmentFiles, revision: string, versions: Versions): EnvironmentStatus {
  const resources = [...versions].map(([name, { version, versionId }]): [string, ResourceStatus] => [
    name,
    {
      ...{ status: 'Clean', reason: 'Clean', objects: [] },
      ...(version !== undefined && { version }),
      ...(versionId !== undefined && { versionId }),
    },
  ]);
  return {
    ...{ type: 'assumed', status: 'Clean', tree, revision, problems: [] },
    resources: Object.fromEntries(resources),
  };
}
