import { describe, expect, it } from '@jest/globals';
import type { State } from '@tribble/api';
import { inWorld, repositoryFile } from '../world.ts';
import { everywhere, isIn, isWrittenIn } from './cells.ts';
import { mockPipeline, ways } from './pipeline-files.ts';
import { ann, explain, isPending, movesInto, untilSettled } from './promotions.ts';

const all = ['dev', 'pp', 'prod'];

const pausedOnes = ({ transitions }: State) =>
  all.filter((name) => {
    const result = transitions[name]?.result;
    return result?.result === 'Skipped' && result.reason === 'Paused';
  });

describe('a pause of all transitions', () => {
  it('stops at once what is on its way and what comes, and what waited goes on after it', async () => {
    // Slow enough that the pause comes in the middle of the rollout.
    const repository = mockPipeline(
      { prod: ways.prod, pp: ways.pp, dev: ways.dev },
      { mocks: { dev: { delay: 3_000 } } },
    );
    await inWorld('pause-all', repository, async (world) => {
      await world.startAll();
      await world.untilState('version 1 is everywhere', everywhere('1'));
      await world.register('s1', '2');
      await world.untilState('2 is written in dev', isWrittenIn('dev', '2'));
      const client = world.client();
      const paused = await client.POST('/api/pauses', {
        params: { header: ann },
        body: { reason: 'something is odd' },
      });
      expect(paused.response.status).toBe(201);
      await world.register('s1', '3');
      const state = await world.untilState('all are paused, and dev is done', (now) => {
        return pausedOnes(now).length === 3 && isIn('dev', '2')(now) && isPending('3', 'dev')(now);
      });
      expect(state.paused).toMatchObject([{ reason: 'something is odd', by: 'Ann <ann@example.org>' }]);
      expect(state.transitions['pp']?.paused).toMatchObject([{ reason: 'something is odd' }]);
      await untilSettled(world);
      expect(await movesInto(world, 'dev')).toHaveLength(2);
      expect(await movesInto(world, 'pp')).toHaveLength(1);
      expect((await explain(world, 's1', 'dev')).links[0]).toMatchObject({
        state: 'blocking',
        code: 'Paused',
        nextAction: 'resume it: DELETE /api/pauses',
      });

      const resumed = await client.DELETE('/api/pauses', { params: { header: ann } });
      expect(resumed.data).toMatchObject({ changed: true });
      const after = await world.untilState('3 is everywhere', everywhere('3'));
      expect(after.paused).toEqual([]);
    });
  });
});

describe('pauses.yaml, by hand', () => {
  it('stops the transition that it names until then, and everything while it cannot be read', async () => {
    await inWorld('pause-file', await repositoryFile('mock.yaml'), async (world) => {
      await world.startAll();
      await world.untilState('version 1 is everywhere', everywhere('1'));
      await world.commit({ 'pauses.yaml': 'transitions:\n  prod: {reasons: [audit]}\n' });
      await world.register('s1', '2');
      const one = await world.untilState('2 is in pp', (state) => {
        return isIn('pp', '2')(state) && isPending('2')(state);
      });
      expect(pausedOnes(one)).toEqual(['prod']);
      expect(one.transitions['prod']?.paused).toEqual([{ reason: 'audit' }]);
      expect(one.paused).toEqual([]);

      await world.commit({ 'pauses.yaml': 'transitions:\n  prod: {reasons: [audit\n' });
      await world.register('s1', '3');
      const broken = await world.untilState('everything stands', (state) => {
        return pausedOnes(state).length === 3 && isPending('3', 'dev')(state);
      });
      expect(broken.paused).toHaveLength(1);
      expect(new Set(broken.problems.map(({ path }) => path))).toEqual(new Set(['pauses.yaml']));
      await untilSettled(world);
      expect(isWrittenIn('dev', '2')(await world.state())).toBe(true);

      await world.commit({ 'pauses.yaml': null });
      const state = await world.untilState('3 is everywhere', everywhere('3'));
      expect(state.problems).toEqual([]);
    });
  });
});
