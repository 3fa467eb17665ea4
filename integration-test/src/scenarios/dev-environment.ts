import { inWorld, type World } from '../world.ts';
import { ClusterObjects } from './cluster-objects.ts';
import { untilCleanAt } from './deployer-status.ts';
import { configMap, deployment, repositoryOf, secret } from './environment-files.ts';

/** The objects of the environment, by their resources. */
export const objects = {
  web: deployment('web', '1'),
  settings: configMap('settings'),
  extra: configMap('extra'),
  keys: secret('keys', 'hunter2'),
};

/** Runs a scenario with the environment `dev`, Clean, and a deployer at work. */
export async function inDev(
  name: string,
  options: object,
  scenario: (world: World, cluster: ClusterObjects) => Promise<void>,
): Promise<void> {
  await inWorld(`dev-${name}`, repositoryOf({ dev: { options, objects } }), async (world) => {
    await world.startCluster();
    await world.start('deployer');
    await untilCleanAt(world, 'dev', await world.fixture.resolve('main'));
    await scenario(world, new ClusterObjects(world));
  });
}
