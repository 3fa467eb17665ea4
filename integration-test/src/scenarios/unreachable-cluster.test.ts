import { expect, it } from '@jest/globals';
import { createDeployerClient } from '@tribble/api';
import { inWorld } from '../world.ts';
import { ClusterObjects } from './cluster-objects.ts';
import { untilCleanAt, untilEnvironment } from './deployer-status.ts';
import { configMap, deployable, deployersFile, deployment, repositoryOf } from './environment-files.ts';

const objects = { web: deployment('web', '1'), settings: configMap('settings'), extra: configMap('extra') };

it('a cluster that is gone is told, stops no other, and is found again without a restart', async () => {
  await inWorld('unreachable-cluster', repositoryOf({ dev: { objects } }), async (world) => {
    await world.startCluster();
    await world.startCluster('second');
    const second = { kubeconfig: world.kubeconfig('second') };
    await world.commit({
      ...deployersFile({ dev: {}, pp: second }),
      ...deployable('pp', { settings: configMap('settings') }),
    });
    await world.start('deployer');
    const head = await world.fixture.resolve('main');
    await untilCleanAt(world, 'dev', head);
    await untilCleanAt(world, 'pp', head);

    await world.service('sandbox-cluster').stop('SIGKILL');
    const lost = await untilEnvironment(world, 'dev', 'the outage shows', ({ unreachableSince }) => {
      return unreachableSince !== undefined;
    });
    expect(lost.status).toBe('Outdated');
    const address = world.address('sandbox-cluster');
    expect(lost.message).toMatch(new RegExp(`^Unreachable since ${lost.unreachableSince}: ${address} `));
    // What was last known is shown, but not as what is.
    expect(lost).not.toHaveProperty('revision');
    expect(lost.resources['web']).toMatchObject({ status: 'Clean', liveRevision: world.fixture.commit('head') });
    const client = createDeployerClient(world.address('deployer'));
    const diff = await client.GET('/api/environments/{environment}/diff', { params: { path: { environment: 'dev' } } });
    expect(diff.response.status).toBe(503);
    expect(diff.error?.detail).toContain(address);

    // Meanwhile something leaves both: the other cluster goes on.
    const removed = await world.commit({
      'dev/deployable/extra.yaml': null,
      'pp/deployable/settings.yaml': null,
      ...deployable('pp', { other: configMap('other'), more: configMap('more') }),
    });
    await untilCleanAt(world, 'pp', removed);
    const pp = new ClusterObjects(world, 'second');
    expect(await pp.get('v1/namespaces/pp/configmaps/settings')).toBeUndefined();
    expect(await pp.get('v1/namespaces/pp/configmaps/other')).toBeDefined();
    const still = await untilEnvironment(world, 'dev', 'dev is still unreachable', () => true);
    expect(still.unreachableSince).toBe(lost.unreachableSince);
  });
});
