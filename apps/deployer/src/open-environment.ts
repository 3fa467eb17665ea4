import type { Problem } from '@tribble/api';
import type { Deployer } from '@tribble/resource-repo/format';
import { duration } from '@tribble/service-kit';
import type { Backend, BackendContext, BackendKind } from './backends/backend.ts';

/** What the loop of an environment needs; without an interval of its own it takes the service's. */
export type OpenEnvironment = { backend: Backend; interval?: number };

/** Opens the backend of an entry of deployers.yaml, or tells every fault of the entry with its place. */
export function openEnvironment(
  deployer: Deployer,
  context: Omit<BackendContext, 'environment'>,
  backends: readonly BackendKind[],
): OpenEnvironment | { problems: Problem[] } {
  const interval = duration.optional().safeParse(deployer.interval);
  const problems: Problem[] = [];
  // Taking it for granted would deploy the wrong branch.
  if (deployer.ref !== undefined)
    problems.push(deployer.problemAt(['ref'], 'this version of the deployer deploys no other branch'));
  for (const { message } of interval.error?.issues ?? [])
    problems.push(deployer.problemAt(['interval'], message));
  const backend = openBackend(deployer, context, backends);
  if ('problems' in backend) return { problems: [...problems, ...backend.problems] };
  if (problems.length > 0) return { problems };
  return { backend, ...(interval.data !== undefined && { interval: interval.data }) };
}

function openBackend(
  deployer: Deployer,
  context: Omit<BackendContext, 'environment'>,
  backends: readonly BackendKind[],
): Backend | { problems: Problem[] } {
  const kind = backends.find(({ type }) => type === deployer.type);
  if (kind === undefined) {
    const known = backends.map(({ type }) => type).join(', ');
    const message = `there is no backend "${deployer.type}"; there are ${known}`;
    return { problems: [deployer.problemAt(['type'], message)] };
  }
  const opened = kind.open(deployer.options, { ...context, environment: deployer.environment });
  if (!('faults' in opened)) return opened;
  return { problems: opened.faults.map(({ keys, message }) => deployer.problemAt(keys, message)) };
}
