import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '../wait-until.ts';
import { inWorld, type World } from '../world.ts';
import { everywhere } from './cells.ts';
import { loseRaces, prepareRewind, rewindDuringPush } from './hooks.ts';
import { mockPipeline, ways } from './pipeline-files.ts';
import { movesInto, untilSettled, untilStatus } from './promotions.ts';

const transitions = { prod: ways.prod, pp: ways.pp, dev: ways.dev };
const repository = mockPipeline(transitions);

/** What each commit of a transitioner changed, as git's raw lines without the commit. */
async function changesOfMoves(world: World): Promise<string[]> {
  const log = await world.fixture.git('log', '--format=%H', '--committer=Tribble transitioner', 'main');
  return Promise.all(
    log.split('\n').map((id) => world.fixture.git('diff-tree', '-r', '--no-commit-id', '--raw', id)),
  );
}

describe('a transitioner among others that push', () => {
  it('loses ten races in a row, and still moves once', async () => {
    await inWorld('lost-races', repository, async (world) => {
      await world.startAll();
      await world.untilState('version 1 is everywhere', everywhere('1'));
      await loseRaces(world, 10);
      await world.register('s1', '2');
      await world.untilState('2 is everywhere', everywhere('2'), { timeout: 60_000 });
      const subjects = (await world.fixture.git('log', '--reverse', '--format=%s', 'main')).split('\n');
      const races = Array.from({ length: 10 }, (_, index) => `Faster ${index}`);
      expect(subjects.slice(subjects.indexOf('Register s1 2'))).toEqual([
        'Register s1 2',
        ...races,
        'Move s1 2 from latest to dev',
        'Move s1 2 from dev to pp',
        'Move s1 2 from pp to prod',
      ]);
    });
  });

  it('shares the work with another transitioner: nothing is moved twice, nothing is lost', async () => {
    const resources = Array.from({ length: 10 }, (_, index) => `r${index}`);
    const perResource = Object.fromEntries(
      Object.entries(transitions).map(([name, way]) => [name, { ...way, perResource: true }]),
    );
    await inWorld('two-transitioners', mockPipeline(perResource, { resources }), async (world) => {
      await world.startAll();
      await world.start('transitioner', 'transitioner-2');
      for (const version of ['2', '3', '4'])
        await Promise.all(resources.map((name) => world.register(name, version)));
      await world.untilState(
        'the last version of each is everywhere',
        (state) => resources.every((name) => everywhere('4', name)(state)),
        { timeout: 120_000 },
      );
      await untilSettled(world);
      const changes = await changesOfMoves(world);
      expect(changes).not.toContain('');
      expect(new Set(changes).size).toBe(changes.length);
      // Nor does a part of one commit repeat a part of another.
      const lines = changes.flatMap((each) => each.split('\n'));
      expect(new Set(lines).size).toBe(lines.length);
      expect(await world.fixture.git('rev-list', '--count', '--min-parents=2', 'main')).toBe('0');
      const both = await Promise.all(
        ['transitioner', 'transitioner-2'].map((name) => world.service(name).logTail(10_000)),
      );
      for (const log of both) expect(log).toContain('"moved"');
    });
  });
});

describe('a branch that is rewritten', () => {
  it('is read anew and told loudly; what was removed is not pushed again', async () => {
    await inWorld('rewritten', repository, async (world) => {
      await world.startAll();
      await world.untilState('version 1 is everywhere', everywhere('1'));
      await untilSettled(world);
      const good = await world.fixture.resolve('main');
      const before = await world.commit({ 'dev/deployable/leak.yaml': 'kind: Secret\n' });
      await untilStatus(world, 'it is read', ({ revision }) => revision === before);

      await world.fixture.setRef('main', good);
      const status = await untilStatus(world, 'it is seen', ({ rewritten }) => rewritten !== undefined);
      expect(status).toMatchObject({ revision: good, rewritten: { before, after: good } });
      const told = await waitUntil('that is in the log', async () => {
        const lines = (await world.service('transitioner').logTail(10_000)).split('\n');
        const found = lines.filter((line) => line.includes('the branch was rewritten'));
        return found.length > 0 && found.map((line) => JSON.parse(line) as object);
      });
      expect(told).toMatchObject([{ level: 'error', before, after: good }]);

      await world.register('s1', '2');
      await world.untilState('2 is everywhere', everywhere('2'));
      expect(await world.fixture.git('rev-list', 'main')).not.toContain(before);
    });
  });

  it.each(['right before a push', 'while a push is in flight'])('takes nothing back: %s', async (moment) => {
    await inWorld(`rewritten ${moment}`, repository, async (world) => {
      const rewindBeforePush = await prepareRewind(world);
      await world.startAll();
      await world.untilState('version 1 is everywhere', everywhere('1'));
      await world.register('s1', '2');
      await world.untilState('2 is everywhere', everywhere('2'));
      const good = await world.fixture.resolve('main');
      const removed = await world.commit({ 'dev/deployable/leak.yaml': 'kind: Secret\n' });
      if (moment === 'right before a push') await rewindBeforePush(good);
      else await rewindDuringPush(world, good);
      // It is about to move that when the branch loses it, and what was committed by hand.
      await world.register('s1', '3');
      await untilStatus(world, 'it is seen', ({ rewritten }) => rewritten?.after === good);
      await untilSettled(world);
      expect(await world.fixture.resolve('main')).toBe(good);
      await world.register('s1', '4');
      await world.untilState('4 is everywhere', everywhere('4'));
      expect(await world.fixture.git('rev-list', 'main')).not.toContain(removed);
      expect(await movesInto(world, 'prod')).toHaveLength(3);
    });
  });
});
