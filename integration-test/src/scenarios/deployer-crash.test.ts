import { describe, expect, it } from '@jest/globals';
import { inWorld, type World } from '../world.ts';
import { ClusterObjects, type WatchEvent } from './cluster-objects.ts';
import { deployerStatus, untilCleanAt } from './deployer-status.ts';
import { configMap, deployable, deployment, repositoryOf } from './environment-files.ts';

const names = Array.from({ length: 12 }, (_, index) => `c${String(index).padStart(2, '0')}`);
const configMapsOf = (data: Record<string, string>, of = names) =>
  Object.fromEntries(of.map((name) => [name, configMap(name, data)]));

/** Twelve ConfigMaps and a Deployment; the deployer asks slowly, so that there is time to kill it in the middle. */
const repository = repositoryOf({
  dev: {
    options: { qps: 40, burst: 1 },
    objects: { web: deployment('web', '1'), ...configMapsOf({ step: '1' }) },
  },
});

/** Everything changes, four ConfigMaps leave git. */
const change = {
  ...deployable('dev', { web: deployment('web', '2'), ...configMapsOf({ step: '2' }, names.slice(4)) }),
  ...Object.fromEntries(names.slice(0, 4).map((name) => [`dev/deployable/${name}.yaml`, null])),
};

const maps = 'v1/namespaces/dev/configmaps';
const deployments = 'apps/v1/namespaces/dev/deployments';
const inventory = 'tribble-inventory-dev';

/** Names and contents of all that is in the namespace, but for the inventory. */
async function contents(cluster: ClusterObjects): Promise<string[]> {
  const objects = [...(await cluster.list(maps)), ...(await cluster.list(deployments))];
  return objects
    .filter(({ metadata }) => metadata.name !== inventory)
    .map(({ metadata, data, spec }) => {
      const image = JSON.stringify(spec)?.match(/"image":"[^"]*"/)?.[0];
      return `${metadata.name} ${image ?? JSON.stringify(data)}`;
    })
    .sort();
}

/** What a run leaves that nothing interrupts; what somebody else made is no business of a prune. */
const expected = [
  'bystander {"whose":"somebody else"}',
  ...names.slice(4).map((name) => `${name} {"step":"2"}`),
  'web "image":"registry.example.org/web:2"',
];

type Moment = { path: string; isSo: (event: WatchEvent) => boolean };

const isAbout = (type: string, name: string) => (event: WatchEvent) =>
  event.type === type && event.object.metadata.name === name;

/** The moments at which the deployer dies: as soon as the cluster tells of them. */
const moments: Record<string, Moment> = {
  'the inventory is written, and nothing is applied yet': {
    path: maps,
    isSo: isAbout('MODIFIED', inventory),
  },
  'the first object is applied': { path: maps, isSo: isAbout('MODIFIED', 'c04') },
  'the Deployment is applied, and nothing is deleted yet': {
    path: deployments,
    isSo: isAbout('MODIFIED', 'web'),
  },
  'the first object is deleted': { path: maps, isSo: ({ type }) => type === 'DELETED' },
};

/** The environment, Clean, beside something that somebody else made in its namespace. */
async function prepare(world: World): Promise<ClusterObjects> {
  await world.startCluster();
  await world.start('deployer');
  await untilCleanAt(world, 'dev', await world.fixture.resolve('main'));
  const cluster = new ClusterObjects(world);
  await cluster.create(maps, configMap('bystander', { whose: 'somebody else' }));
  return cluster;
}

/** The state at rest is that of a run which nothing interrupted, and what is owned is known: the last object goes, too. */
async function expectFinalState(world: World, cluster: ClusterObjects, revision: string): Promise<void> {
  const { resources, prune } = await untilCleanAt(world, 'dev', revision);
  expect(prune).toBeUndefined();
  expect(Object.keys(resources).sort()).toEqual([...names.slice(4), 'web']);
  expect(await contents(cluster)).toEqual(expected);
  const next = await world.commit({ 'dev/deployable/c11.yaml': null });
  await untilCleanAt(world, 'dev', next);
  expect(await contents(cluster)).toEqual(expected.filter((each) => !each.startsWith('c11 ')));
}

describe('a deployer that is killed, its checkout deleted', () => {
  it.each(Object.entries(moments))('when %s: comes to the same state', async (name, { path, isSo }) => {
    await inWorld(`crash ${name}`, repository, async (world) => {
      const cluster = await prepare(world);
      const watching = new AbortController();
      const moment = cluster.untilEvent(path, await cluster.version(path), isSo, watching.signal);
      const revision = await world.commit(change);
      try {
        await moment;
      } finally {
        watching.abort();
      }
      // On a busy machine it may be further by now: what counts is where it ends.
      await world.service('deployer').stop('SIGKILL');
      await world.deleteCheckout('deployer');
      await world.start('deployer');
      await expectFinalState(world, cluster, revision);
    });
  });

  it('after it says that it applied something: comes to the same state', async () => {
    await inWorld('crash-log', repository, async (world) => {
      const cluster = await prepare(world);
      const line = world
        .service('deployer')
        .untilLogged(({ msg, action }) => msg === 'applied' && action === 'change');
      const revision = await world.commit(change);
      await line;
      await world.service('deployer').stop('SIGKILL');
      await world.deleteCheckout('deployer');
      await world.start('deployer');
      await expectFinalState(world, cluster, revision);
    });
  });
});

describe('two deployers of one environment', () => {
  it('come to the same state, whoever is first', async () => {
    await inWorld('two-deployers', repository, async (world) => {
      const cluster = await prepare(world);
      await world.start('deployer', 'deployer-2');
      const revision = await world.commit(change);
      await untilCleanAt(world, 'dev', revision, 'deployer-2');
      await expectFinalState(world, cluster, revision);
      const problems = await Promise.all(
        ['deployer', 'deployer-2'].map(async (name) => (await deployerStatus(world, name)).problems),
      );
      expect(problems).toEqual([[], []]);
    });
  });
});
