import type { EnvironmentStatus, RolloutStatus } from '@tribble/api';
import type { Verdict } from '../../core/verdict.ts';
import { defineGate } from '../gate.ts';

/**
 * The source environment runs exactly what git says, and is healthy. It compares the tree of the source's own folder with
 * the tree that the deployer reports, never the head of the repository: a commit elsewhere must not starve it.
 */
export const sourceClean = defineGate({
  type: 'SourceClean',
  check: ({ snapshot, transition, statusOf, resource }, options) => {
    if (options !== undefined && options !== null)
      return { kind: 'unknown', reason: 'SourceClean takes no options' };
    const { source } = transition;
    const status = statusOf(source);
    if (status === undefined) return { kind: 'unknown', reason: `no deployer reports on ${source}` };
    if (status.tree !== snapshot.environments.get(source)?.tree) {
      const reason = status.message ?? 'its newest commit is not reported as deployed yet';
      return { kind: 'hold', reason: `${source}: ${reason}` };
    }
    return resource === undefined
      ? judgeEnvironment(source, status)
      : judgeResource(source, status, resource);
  },
});

function judgeEnvironment(source: string, status: EnvironmentStatus): Verdict {
  return judge(status.status, `${source} is ${status.status}: ${details(status)}`);
}

function judgeResource(source: string, { resources }: EnvironmentStatus, name: string): Verdict {
  const resource = resources[name];
  if (resource === undefined)
    return { kind: 'unknown', reason: `the deployer does not know ${name} in ${source}` };
  return judge(
    resource.status,
    `${name} in ${source} is ${resource.status} (${resource.message ?? resource.reason})`,
  );
}

function judge(status: RolloutStatus, reason: string): Verdict {
  if (status === 'Clean') return { kind: 'pass' };
  return { kind: status === 'Failed' ? 'fail' : 'hold', reason };
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
