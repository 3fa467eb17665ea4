import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { createDeployerClient, type EnvironmentStatus } from '@tribble/api';
import { waitUntil } from '../wait-until.ts';
import { inWorld, type World } from '../world.ts';
import { ClusterObjects } from './cluster-objects.ts';
import { deployerStatus, untilCleanAt, untilEnvironment } from './deployer-status.ts';
import { configMap, deployable, deployersFile, deployment, repositoryOf } from './environment-files.ts';
import { Gate } from './gate.ts';

const objects = { web: deployment('web', '1'), settings: configMap('settings'), extra: configMap('extra') };
const repository = repositoryOf({ dev: { objects } });
const inDev = (name: string) => `v1/namespaces/dev/configmaps/${name}`;

const untilLost = (world: World): Promise<EnvironmentStatus> =>
  untilEnvironment(
    world,
    'dev',
    'the outage shows',
    ({ unreachableSince }) => unreachableSince !== undefined,
  );

/** Another environment, on a cluster of its own. */
async function addSecondCluster(world: World): Promise<string> {
  await world.startCluster('second');
  return world.commit({
    ...deployersFile({ dev: {}, pp: { kubeconfig: world.kubeconfig('second') } }),
    ...deployable('pp', { settings: configMap('settings'), more: configMap('more') }),
  });
}

/** Lets the deployer reach the cluster through a gate only. */
async function gateTo(world: World): Promise<Gate> {
  const gate = new Gate(await (await world.startCluster()).port);
  await gate.open();
  const text = await readFile(world.kubeconfig(), 'utf8');
  const through = text.replace(world.address('sandbox-cluster'), `http://127.0.0.1:${gate.port}`);
  await writeFile(world.kubeconfig(), through);
  return gate;
}

describe('a cluster that is gone', () => {
  it('is told with what was last known; another cluster goes on; it is found again without a restart', async () => {
    await inWorld('unreachable-cluster', repository, async (world) => {
      await world.startCluster();
      const head = await addSecondCluster(world);
      await world.start('deployer');
      await untilCleanAt(world, 'dev', head);
      await untilCleanAt(world, 'pp', head);

      await world.service('sandbox-cluster').stop('SIGKILL');
      const lost = await untilLost(world);
      const address = world.address('sandbox-cluster');
      expect(lost.status).toBe('Outdated');
      expect(lost.message).toContain(
        `Unreachable since ${lost.unreachableSince}: ${address} does not answer`,
      );
      // What was last known is shown, but not as what is.
      expect(lost).not.toHaveProperty('revision');
      expect(lost.resources['web']).toMatchObject({
        status: 'Clean',
        liveRevision: world.fixture.commit('head'),
      });
      const { response, error } = await createDeployerClient(world.address('deployer')).GET(
        '/api/environments/{environment}/diff',
        { params: { path: { environment: 'dev' } } },
      );
      expect([response.status, error?.detail]).toEqual([503, expect.stringContaining(address)]);

      const next = await world.commit(
        deployable('pp', { settings: configMap('settings', { level: 'debug' }) }),
      );
      await untilCleanAt(world, 'pp', next);
      expect((await untilLost(world)).unreachableSince).toBe(lost.unreachableSince);

      // It forgot everything, as a cluster that was built anew.
      await world.startCluster();
      const cluster = new ClusterObjects(world);
      const { data } = await cluster.until('the objects are there again', inDev('settings'));
      expect(data).toEqual({ level: 'info' });
      const found = await untilCleanAt(world, 'dev', next);
      expect(found).not.toHaveProperty('unreachableSince');
      expect(found).not.toHaveProperty('message');
      await cluster.until('the Deployment is there again', 'apps/v1/namespaces/dev/deployments/web');
    });
  });
});

describe('a network that breaks', () => {
  it('prunes nothing meanwhile, and exactly what left git afterwards', async () => {
    await inWorld('broken-network', repository, async (world) => {
      const gate = await gateTo(world);
      try {
        await world.start('deployer');
        await untilCleanAt(world, 'dev', await world.fixture.resolve('main'));
        const cluster = new ClusterObjects(world);
        const uid = (await cluster.get(inDev('settings')))?.metadata.uid;

        await gate.shut();
        await untilLost(world);
        const change = deployable('dev', { settings: configMap('settings', { level: 'debug' }) });
        const removed = await world.commit({ 'dev/deployable/extra.yaml': null, ...change });
        await waitUntil(
          'the removal is read',
          async () => (await deployerStatus(world)).revision === removed,
        );
        await untilLost(world);
        expect(await cluster.get(inDev('extra'))).toBeDefined();

        await gate.open();
        await untilCleanAt(world, 'dev', removed);
        expect(await cluster.get(inDev('extra'))).toBeUndefined();
        expect(await cluster.get(inDev('settings'))).toMatchObject({
          metadata: { uid },
          data: { level: 'debug' },
        });
      } finally {
        await gate.shut();
      }
    });
  });
});
