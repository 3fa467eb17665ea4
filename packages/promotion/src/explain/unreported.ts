import type { ExplanationLink } from '@tribble/api';
import {
  deployersFile,
  formatProblem,
  isValueMap,
  parseDeployers,
  parseSettings,
  type RepositoryFile,
  type Snapshot,
} from '@tribble/resource-repo/format';

type Place = { environment: string; resource: string };

/**
 * What stands for a rollout in an environment that no deployer reports on. Where deployers.yaml does not name it, nothing is meant to
 * run there, as in the one that versions enter by: what is there has arrived.
 */
export function unreportedLink(
  { configuration }: Snapshot,
  { environment, resource }: Place,
): ExplanationLink {
  const reason = `no deployer reports on ${environment}`;
  const naming = namingOf(configuration.get(deployersFile), environment);
  if (naming === 'named') {
    const nextAction = `see to it that the deployer of ${environment} runs, and that deployer_url of the transitioner leads to it`;
    return { state: 'blocking', code: 'RollingOut', reason, nextAction };
  }
  if (naming !== 'unnamed') {
    const nextAction = `mend ${deployersFile}`;
    return {
      state: 'blocking',
      code: 'ConfigurationFault',
      reason: `${reason}: ${naming.fault}`,
      nextAction,
    };
  }
  const why = `nothing is deployed there, as ${deployersFile} does not name it`;
  return { state: 'done', code: 'Arrived', reason: `${resource} is in ${environment}; ${why}` };
}

/** Whether an environment is one of deployers.yaml, be its entry good or bad. */
function namingOf(
  file: RepositoryFile | undefined,
  environment: string,
): 'named' | 'unnamed' | { fault: string } {
  if (file === undefined) return 'unnamed';
  const settings = parseSettings(file);
  const entries = 'value' in settings && isValueMap(settings.value) ? settings.value['deployers'] : undefined;
  if (isValueMap(entries)) return Object.hasOwn(entries, environment) ? 'named' : 'unnamed';
  const { problems } = parseDeployers(file);
  return problems.length === 0 ? 'unnamed' : { fault: problems.map(formatProblem).join('; ') };
}
