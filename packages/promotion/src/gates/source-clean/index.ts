import type { EnvironmentStatus, ResourceStatus, RolloutStatus } from '@tribble/api';
import type { RepositoryFile } from '@tribble/resource-repo/format';
import { z } from 'zod';
import { indexOf } from '../../environment-index.ts';
import type { Verdict } from '../../verdict.ts';
import { defineGate } from '../gate.ts';

type Answer = Pick<Verdict, 'kind' | 'reason'>;
const pass = (reason: string): Answer => ({ kind: 'pass', reason });

/**
 * The source environment runs exactly what git says, and is healthy. It compares the tree of the source's own folder with
 * the tree that the deployer reports, never the head of the repository: a commit elsewhere must not starve it. A freeze
 * leaves that tree as it is, so every version is compared with the one that is reported as well.
 */
export const sourceClean = defineGate({
  type: 'SourceClean',
  example: 'SourceClean',
  options: z.union([z.null(), z.undefined()], 'takes no options'),
  check: ({ facts: { snapshot, statusOf }, source, resource }) => {
    const status = statusOf(source);
    const tree = snapshot.environments.get(source)?.tree;
    const judged = `${resource === undefined ? '' : `${resource} in `}${source} at tree ${short(tree)}`;
    if (status === undefined) return { kind: 'unknown', reason: `no deployer reports on ${source}`, judged };
    if (tree === undefined || status.tree !== tree) {
      const reason = status.message ?? 'its newest commit is not reported as deployed yet';
      return { kind: 'hold', reason: `${source}: ${reason}`, judged };
    }
    const { versions } = indexOf(snapshot, source);
    const answer =
      resource === undefined
        ? judgeEnvironment(source, status, versions)
        : judgeResource(source, status, versions.get(resource) ?? [], resource);
    return { ...answer, judged, evidence: evidenceOf(source, status) };
  },
});

const short = (id: string | undefined) => id?.slice(0, 12) ?? 'none';

function evidenceOf(source: string, { revision }: EnvironmentStatus) {
  const text = `the deployer's report on ${source}`;
  return [{ text, ...(revision !== undefined && { revision }) }];
}

function judgeEnvironment(
  source: string,
  status: EnvironmentStatus,
  versions: ReadonlyMap<string, readonly RepositoryFile[]>,
): Answer {
  if (status.status !== 'Clean')
    return judge(status.status, `${source} is ${status.status}: ${details(status)}`);
  for (const name of new Set([...versions.keys(), ...Object.keys(status.resources)])) {
    const other = otherVersion(source, status, versions.get(name) ?? [], name);
    if (other) return other;
  }
  return pass(`${source} is Clean`);
}

function judgeResource(
  source: string,
  status: EnvironmentStatus,
  files: readonly RepositoryFile[],
  name: string,
): Answer {
  const resource = resourceOf(status, name);
  if (resource === undefined) {
    if (files.length === 0 && !isFreezeBroken(status)) return pass(`${name} is gone from ${source}`);
    return { kind: 'unknown', reason: `the deployer does not know ${name} in ${source}` };
  }
  const reason = `${name} in ${source} is ${resource.status} (${resource.message ?? resource.reason})`;
  const answer = judge(resource.status, reason);
  if (answer.kind !== 'pass') return answer;
  return otherVersion(source, status, files, name) ?? pass(`${name} is Clean in ${source}`);
}

function judge(status: RolloutStatus, reason: string): Answer {
  return { kind: status === 'Clean' ? 'pass' : status === 'Failed' ? 'fail' : 'hold', reason };
}

/** Without the revision that a freeze pins, the deployer reports nothing that git has removed since, and leaves it running. */
function isFreezeBroken({ frozen, problems }: EnvironmentStatus): boolean {
  return frozen !== undefined && problems.length > 0;
}

/**
 * Whether what is clean are the versions that git has now: a freeze pins others, for as long as people want. Of what git has
 * no version of any more, none may run; a whole manifest never has one.
 */
function otherVersion(
  source: string,
  status: EnvironmentStatus,
  files: readonly RepositoryFile[],
  name: string,
): Answer | undefined {
  const reported = resourceOf(status, name);
  const wanted = files.length === 0 ? [undefined] : files.map(({ id }) => id);
  if (wanted.every((id) => reported?.versionId === id)) return undefined;
  const runs = reported?.version ?? 'no version';
  const frozen = status.frozen === undefined ? '' : `, frozen at ${short(status.frozen)}`;
  return { kind: 'fail', reason: `${source} runs ${runs} of ${name}, not what git says${frozen}` };
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
