import { createDeployerClient, type DeployerStatus, type EnvironmentStatus } from '@tribble/api';
import { waitUntil } from '../wait-until.ts';
import type { World } from '../world.ts';

/** What a running deployer says of everything. */
export async function deployerStatus(world: World, name = 'deployer'): Promise<DeployerStatus> {
  const { data, error } = await createDeployerClient(world.address(name)).GET('/api/status');
  if (!data) throw new Error(`GET /api/status: ${error.title}`);
  return data;
}

/** Waits until a deployer says of an environment what is wished, and gives that. */
export async function untilEnvironment(
  world: World,
  environment: string,
  what: string,
  isSo: (status: EnvironmentStatus) => boolean,
  name = 'deployer',
): Promise<EnvironmentStatus> {
  let seen: EnvironmentStatus | undefined;
  const check = async () => {
    seen = (await deployerStatus(world, name)).environments[environment];
    return seen !== undefined && isSo(seen) && seen;
  };
  // Pods and pauses between tries take seconds on a busy machine.
  return waitUntil(what, check, { timeout: 60_000 }).catch((error: Error) => {
    throw new Error(`${error.message}\nLast status: ${JSON.stringify(seen, null, 1)}`, { cause: error });
  });
}

/** Waits until an environment is Clean at a commit. */
export function untilCleanAt(
  world: World,
  environment: string,
  revision: string,
  name = 'deployer',
): Promise<EnvironmentStatus> {
  const isThere = (status: EnvironmentStatus) => status.status === 'Clean' && status.revision === revision;
  return untilEnvironment(world, environment, `${environment} is Clean at ${revision}`, isThere, name);
}
