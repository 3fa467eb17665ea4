import { describe, expect, it } from '@jest/globals';
import type { State } from '@tribble/api';
import { inWorld, repositoryFile, type World } from '../world.ts';
import { everywhere, isIn } from './cells.ts';
import { ann, explain, movesInto, timeOf } from './promotions.ts';

const reason = 'release week';
const path = { environment: 'prod' };

async function lock(world: World, body: { reason: string; until?: string }): Promise<void> {
  const { response } = await world.client().POST('/api/environments/{environment}/locks', {
    params: { path, header: ann },
    body,
  });
  expect(response.status).toBe(201);
}

async function unlock(world: World, query: { reason?: string } = {}): Promise<void> {
  const { data } = await world.client().DELETE('/api/environments/{environment}/locks', {
    params: { path, header: ann, query },
  });
  expect(data).toMatchObject({ changed: true });
}

const isHeldBefore = (version: string) => (state: State) => {
  const prod = state.transitions['prod'];
  const isLocked = prod?.result.result === 'Skipped' && prod.result.reason === 'TargetLocked';
  return isIn('pp', version)(state) && isLocked && prod.pending.some(({ to }) => to === version);
};

const fromNow = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

describe('a locked environment', () => {
  it('holds a version back, says who, why and until when, and lets it go when it is unlocked', async () => {
    await inWorld('promotion-lock', await repositoryFile('mock.yaml'), async (world) => {
      await world.startAll();
      await world.untilState('version 1 is everywhere', everywhere('1'));
      const until = fromNow(3_600_000);
      await lock(world, { reason, until });
      await world.register('s1', '2');
      await world.untilState('2 waits before prod', isHeldBefore('2'));

      const explanation = await explain(world, 's1', 'prod');
      expect(explanation).toMatchObject({ wanted: '2', current: '1', arrived: false });
      const [blocker] = explanation.links;
      const why = `prod is locked (${reason}, by Ann <ann@example.org>, until ${until})`;
      expect(explanation.summary).toBe(`s1 2 waits for prod: ${why}`);
      expect(blocker).toMatchObject({
        transition: 'prod',
        source: 'pp',
        target: 'prod',
        state: 'blocking',
        code: 'EnvironmentLocked',
        reason: why,
        nextAction: `unlock it: DELETE /api/environments/prod/locks, or wait until ${until}`,
        earliest: until,
        locks: [{ reason, by: 'Ann <ann@example.org>', until }],
      });
      expect(explanation.links.map(({ state, target }) => `${state} ${target ?? ''}`)).toEqual([
        'blocking prod',
        'done pp',
        'done dev',
      ]);

      const { data: forecast } = await world
        .client()
        .GET('/api/forecast', { params: { query: { hours: 2 } } });
      const [move] = forecast?.moves ?? [];
      expect(move).toMatchObject({
        transition: 'prod',
        changes: [{ resource: 's1', from: '1', to: '2' }],
      });
      expect(Math.abs(Date.parse(move?.at ?? '') - Date.parse(until))).toBeLessThan(1_000);

      expect(await movesInto(world, 'prod')).toHaveLength(1);
      await unlock(world);
      await world.untilState('2 is everywhere', everywhere('2'), { timeout: 10_000 });
      expect(await movesInto(world, 'prod')).toHaveLength(2);
      expect(await explain(world, 's1', 'prod')).toMatchObject({
        arrived: true,
        summary: 's1 2 is in prod and healthy',
      });
    });
  });

  it('lets a version go by itself when the lock expires: nobody commits, and nothing is polled', async () => {
    await inWorld('promotion-expiry', await repositoryFile('mock.yaml'), async (world) => {
      world.settings['transitioner'] = { poll_interval: '1h' };
      await world.startAll();
      await world.untilState('version 1 is everywhere', everywhere('1'));
      await lock(world, { reason });
      await world.register('s1', '2');
      await world.untilState('2 waits before prod', isHeldBefore('2'));
      const until = fromNow(5_000);
      await lock(world, { reason: 'for a moment', until });
      await unlock(world, { reason });
      const last = await world.fixture.resolve('main');
      await world.untilState('only the short lock is left', ({ transitions }) => {
        return transitions['prod']?.until === until;
      });

      await world.untilState('2 is everywhere', everywhere('2'));
      const [move = ''] = await movesInto(world, 'prod');
      expect(await world.fixture.resolve(`${move}~1`)).toBe(last);
      const late = (await timeOf(world, move)) - Date.parse(until);
      expect(late).toBeGreaterThan(-1_000);
      expect(late).toBeLessThan(5_000);
    });
  });
});
