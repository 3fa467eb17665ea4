import type { EnvironmentStatus, ResourceStatus, RolloutStatus } from '@tribble/api';
import { parseResourcePath, type RepositoryFile } from '@tribble/resource-repo/format';
import type { Verdict } from '../../core/verdict.ts';
import { defineGate } from '../gate.ts';

/**
 * The source environment runs exactly what git says, and is healthy. It compares the tree of the source's own folder with
 * the tree that the deployer reports, never the head of the repository: a commit elsewhere must not starve it. A freeze
 * leaves that tree as it is, so every version is compared with the one that is reported as well.
 */
export const sourceClean = defineGate({
  type: 'SourceClean',
  optionsFault: (options) =>
    options === undefined || options === null ? undefined : 'SourceClean takes no options',
  check: ({ snapshot, transition: { source }, statusOf, resource }) => {
    const status = statusOf(source);
    if (status === undefined) return { kind: 'unknown', reason: `no deployer reports on ${source}` };
    const files = snapshot.environments.get(source);
    if (files === undefined || status.tree !== files.tree) {
      const reason = status.message ?? 'its newest commit is not reported as deployed yet';
      return { kind: 'hold', reason: `${source}: ${reason}` };
    }
    const versions = [...files.files.values()].filter(isVersionFile);
    return resource === undefined
      ? judgeEnvironment(source, status, versions)
      : judgeResource(source, status, versions, resource);
  },
});

function judgeEnvironment(
  source: string,
  status: EnvironmentStatus,
  versions: readonly RepositoryFile[],
): Verdict {
  const verdict = judge(status.status, `${source} is ${status.status}: ${details(status)}`);
  return verdict.kind === 'pass' ? judgeVersions(source, status, versions) : verdict;
}

function judgeResource(
  source: string,
  status: EnvironmentStatus,
  versions: readonly RepositoryFile[],
  name: string,
): Verdict {
  const resource = resourceOf(status, name);
  if (resource === undefined)
    return { kind: 'unknown', reason: `the deployer does not know ${name} in ${source}` };
  const reason = `${name} in ${source} is ${resource.status} (${resource.message ?? resource.reason})`;
  const verdict = judge(resource.status, reason);
  const own = versions.filter((file) => nameOf(file) === name);
  return verdict.kind === 'pass' ? judgeVersions(source, status, own) : verdict;
}

function judge(status: RolloutStatus, reason: string): Verdict {
  if (status === 'Clean') return { kind: 'pass' };
  return { kind: status === 'Failed' ? 'fail' : 'hold', reason };
}

/** Whether what is clean are the versions that git has now: a freeze pins others, for as long as people want. */
function judgeVersions(
  source: string,
  status: EnvironmentStatus,
  versions: readonly RepositoryFile[],
): Verdict {
  const other = versions.find((file) => resourceOf(status, nameOf(file))?.versionId !== file.id);
  if (other === undefined) return { kind: 'pass' };
  const runs = resourceOf(status, nameOf(other))?.version ?? 'no version';
  const frozen = status.frozen === undefined ? '' : `, frozen at ${status.frozen.slice(0, 12)}`;
  return { kind: 'fail', reason: `${source} runs ${runs} of ${nameOf(other)}, not what git says${frozen}` };
}

/** The resources that decide the status, with their own words; at most three, the board shows them all. */
function details({ status, message, resources, problems }: EnvironmentStatus): string {
  const decisive = Object.entries(resources).filter(([, resource]) => resource.status === status);
  const shown = decisive
    .slice(0, 3)
    .map(([name, resource]) => `${name} (${resource.message ?? resource.reason})`);
  if (decisive.length > 3) shown.push(`${decisive.length - 3} more`);
  if (shown.length > 0) return shown.join(', ');
  return message ?? problems[0]?.message ?? 'no reason was given';
}

/** A name such as `constructor` is one that every object has. */
function resourceOf({ resources }: EnvironmentStatus, name: string): ResourceStatus | undefined {
  return Object.hasOwn(resources, name) ? resources[name] : undefined;
}

const isVersionFile = ({ path }: RepositoryFile) => parseResourcePath(path)?.folder === 'version';
const nameOf = ({ path }: RepositoryFile) => parseResourcePath(path)?.resource ?? '';
