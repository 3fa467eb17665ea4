import { describe, expect, it } from '@jest/globals';
import type { EnvironmentStatus, ResourceStatus } from '@tribble/api';
import { inWorld, type World } from '../world.ts';
import { isIn } from './cells.ts';
import { mockPipeline, ways } from './pipeline-files.ts';
import { isPending, movesInto, untilSettled, untilStatus } from './promotions.ts';
import { StandInDeployer } from './stand-in-deployer.ts';

const repository = mockPipeline({ pp: ways.pp, dev: ways.dev });

/** What a deployer that works says of `dev` where everything is as a commit wants it. */
async function cleanAt(world: World, revision: string): Promise<EnvironmentStatus> {
  const idOf = (path: string) => world.fixture.git('rev-parse', `${revision}:${path}`);
  const s1: ResourceStatus = {
    status: 'Clean',
    reason: 'Clean',
    version: (await world.fixture.git('show', `${revision}:dev/version/s1.yaml`)).slice(10, -1),
    versionId: await idOf('dev/version/s1.yaml'),
    objects: [],
  };
  const tree = await idOf('dev');
  return { type: 'Mock', status: 'Clean', revision, tree, resources: { s1 }, problems: [] };
}

const reasonIn = ({ transitions }: Parameters<Parameters<typeof untilStatus>[2]>[0]) =>
  transitions['pp']?.gates.find(({ gate }) => gate === 'SourceClean')?.reason ?? '';

/** A transitioner that hears of nobody but the stand-in, with version 1 in dev and version 2 there after it. */
async function withStandIn(
  name: string,
  scenario: (world: World, deployer: StandInDeployer, commits: [string, string]) => Promise<void>,
): Promise<void> {
  const deployer = await StandInDeployer.start();
  try {
    await inWorld(name, repository, async (world) => {
      world.settings['transitioner'] = { deployer_url: deployer.url };
      await world.start('transitioner');
      await untilStatus(world, '1 waits in dev', isPending('1', 'pp'));
      const first = await world.fixture.resolve('main');
      await world.commit({ 'latest/version/s1.yaml': 'version: "2"\n' });
      await untilStatus(world, '2 waits in dev', isPending('2', 'pp'));
      await scenario(world, deployer, [first, await world.fixture.resolve('main')]);
    });
  } finally {
    await deployer.stop();
  }
}

describe('a deployer that does not tell the truth', () => {
  it('never lets a version pass by what it says of an older tree or another version', async () => {
    await withStandIn('lying-deployer', async (world, deployer, [first, second]) => {
      const older = await cleanAt(world, first);
      const truth = await cleanAt(world, second);
      const { tree: _, ...withoutTree } = truth;
      const lies: [EnvironmentStatus, string][] = [
        [older, 'not reported as deployed yet'],
        [{ ...older, revision: second }, 'not reported as deployed yet'],
        [{ ...truth, resources: older.resources }, 'dev runs 1 of s1, not what git says'],
        [withoutTree, 'not reported as deployed yet'],
        [{ ...truth, resources: {} }, 'dev runs no version of s1, not what git says'],
      ];
      for (const [lie, reason] of lies) {
        deployer.report({ dev: lie });
        await untilStatus(world, `the answer is: ${reason}`, (status) => reasonIn(status).includes(reason));
        await untilSettled(world);
      }
      expect(await movesInto(world, 'pp')).toEqual([]);

      deployer.report({ dev: truth });
      await untilStatus(world, '2 is on its way', ({ transitions }) => {
        return transitions['pp']?.result.result === 'Success';
      });
      expect(await world.fixture.git('show', 'main:pp/version/s1.yaml')).toBe('version: "2"');
      expect(await movesInto(world, 'pp')).toHaveLength(1);
    });
  });
});

describe('a deployer that cannot be reached', () => {
  it('lets nothing pass, says so, and is heard again when it is back', async () => {
    await inWorld('silent-deployer', repository, async (world) => {
      await world.startAll();
      await world.untilState('1 is in pp', isIn('pp', '1'));
      await world.service('deployer').stop('SIGKILL');
      await world.register('s1', '2');
      const state = await world.untilState('2 waits in dev', ({ transitions }) => {
        return isPending('2', 'pp')({ transitions }) && transitions['pp']?.result.result === 'CheckFailed';
      });
      expect(state.transitions['pp']?.gates).toMatchObject([
        { gate: 'SourceClean', verdict: 'unknown', reason: 'no deployer reports on dev' },
      ]);
      await untilSettled(world);
      expect(await movesInto(world, 'pp')).toHaveLength(1);

      await world.start('deployer');
      await world.untilState('2 is in pp', isIn('pp', '2'));
    });
  });
});
