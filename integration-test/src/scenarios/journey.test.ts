import { describe, expect, it } from '@jest/globals';
import type { State } from '@tribble/api';
import { followStates } from '../state-stream.ts';
import { waitUntil } from '../wait-until.ts';
import { inWorld, repositoryFile, type World } from '../world.ts';
import { everywhere, isIn } from './cells.ts';

/** The commits of the branch, newest first, as `author|subject|trailers`. */
async function story(world: World): Promise<string[]> {
  const log = await world.fixture.git('log', '--format=%an|%s|%(trailers:only,separator=%x2C)', 'main');
  return log.split('\n');
}

describe('a version on its way', () => {
  it('reaches prod through dev and pp, each step only after the one before is Clean', async () => {
    await inWorld('journey', await repositoryFile('kubernetes.yaml'), async (world) => {
      await world.startAll({ cluster: true });
      await world.untilState('version 1 is everywhere', everywhere('1'));

      const seen: State[] = [];
      const stop = new AbortController();
      const following = followStates(world.address('aggregator'), (state) => seen.push(state), stop.signal);
      await waitUntil('the stream begins', () => seen.length > 0);
      const { status, commit } = await world.register('s1', '99');
      expect(status).toBe(201);
      const state = await world.untilState('version 99 is everywhere', everywhere('99'));
      await waitUntil('the stream shows it too', () => everywhere('99')(seen.at(-1) as State));
      stop.abort();
      await following;

      // The stream shows every step: where a version arrives, it was clean one environment before.
      for (const [source, target] of [
        ['dev', 'pp'],
        ['pp', 'prod'],
      ] as const) {
        const arrived = seen.findIndex(({ resources }) => resources['s1']?.cells[target]?.version === '99');
        const clean = seen.findIndex(isIn(source, '99'));
        expect(clean).toBeGreaterThanOrEqual(0);
        expect(arrived).toBeGreaterThan(clean);
      }
      // What the stream folds to is what the snapshot says.
      expect(seen.at(-1)).toEqual(await world.state());
      expect(state.problems).toEqual([]);
      expect(state.resources['s1-service']?.cells['prod']).toMatchObject({ status: 'Clean' });
      const gate = (source: string) =>
        `Tribble-Gate: SourceClean pass: ${source} is Clean \\(judged ${source} at tree \\w{12}\\)$`;
      expect((await story(world)).slice(0, 4)).toEqual([
        expect.stringMatching(
          `^Tribble transitioner\\|Move s1 99 from pp to prod\\|Tribble-Action: transition,Tribble-Transition: prod,Tribble-Source: pp,Tribble-Target: prod,Tribble-Resource: s1,${gate('pp')}`,
        ),
        expect.stringMatching(
          `^Tribble transitioner\\|Move s1 99 from dev to pp\\|Tribble-Action: transition,Tribble-Transition: pp,Tribble-Source: dev,Tribble-Target: pp,Tribble-Resource: s1,${gate('dev')}`,
        ),
        'Tribble transitioner|Move s1 99 from latest to dev|Tribble-Action: transition,Tribble-Transition: dev,Tribble-Source: latest,Tribble-Target: dev,Tribble-Resource: s1',
        'CI|Register s1 99|Tribble-Action: register,Tribble-Target: latest,Tribble-Resource: s1',
      ]);
      expect(await world.fixture.git('log', '-1', '--format=%b', commit)).toContain('What is new in 99.');
    });
  });

  it('stops before the next environment when it does not start, and says why', async () => {
    await inWorld('broken-image', await repositoryFile('kubernetes.yaml'), async (world) => {
      await world.startAll({ cluster: true });
      await world.untilState('version 1 is everywhere', everywhere('1'));
      await world.register('s1', '2-broken');
      const state = await world.untilState('dev has failed', ({ environments, transitions }) => {
        return environments['dev']?.status === 'Failed' && transitions['pp']?.result.result === 'CheckFailed';
      });
      const cell = state.resources['s1']?.cells['dev'];
      expect(cell).toMatchObject({ version: '2-broken', status: 'Failed', reason: 'Failed' });
      expect(cell?.message).toMatch(
        /Deployment s1 exceeded its progress deadline: .*ImagePullBackOff: .*2-broken/s,
      );
      expect(state.transitions['pp']?.result).toMatchObject({
        message: expect.stringContaining('ImagePullBackOff') as unknown as string,
      });
      expect(state.transitions['pp']?.pending).toEqual([{ resource: 's1', from: '1', to: '2-broken' }]);
      expect(state.resources['s1']?.cells['pp']).toMatchObject({ version: '1', status: 'Clean' });

      // A good version frees the way.
      await world.register('s1', '3');
      await world.untilState('version 3 is everywhere', everywhere('3'));
    });
  });

  it('waits before a lock, and goes on when it is gone', async () => {
    await inWorld('lock', await repositoryFile('mock.yaml'), async (world) => {
      await world.startAll();
      await world.untilState('version 1 is everywhere', everywhere('1'));
      const client = world.client();
      const path = { environment: 'prod' };
      const header = { 'Tribble-Author': 'Ann <ann@example.org>' };
      const locked = await client.POST('/api/environments/{environment}/locks', {
        params: { path, header },
        body: { reason: 'release week' },
      });
      expect(locked.response.status).toBe(201);
      expect((await world.state()).environments['prod']?.locks).toMatchObject([
        { reason: 'release week', by: 'Ann <ann@example.org>' },
      ]);

      await world.register('s1', '2');
      const state = await world.untilState('2 waits before prod', (now) => {
        const { result } = now.transitions['prod'] ?? {};
        return isIn('pp', '2')(now) && result?.result === 'Skipped' && result.reason === 'TargetLocked';
      });
      expect(isIn('prod', '1')(state)).toBe(true);
      expect(state.transitions['prod']?.pending).toEqual([{ resource: 's1', from: '1', to: '2' }]);

      const unlocked = await client.DELETE('/api/environments/{environment}/locks', {
        params: { path, header },
      });
      expect(unlocked.data).toMatchObject({ changed: true });
      await world.untilState('2 is everywhere', everywhere('2'));
    });
  });

  it('goes back by a deployment with a lock, and stays there', async () => {
    await inWorld('rollback', await repositoryFile('mock.yaml'), async (world) => {
      await world.startAll();
      await world.register('s1', '2');
      await world.untilState('2 is everywhere', everywhere('2'));
      const { data } = await world.client().POST('/api/deployments', {
        params: {},
        body: {
          message: 'Back to 1',
          changes: [{ resource: 's1', environment: 'prod', version: '1' }],
          lock: true,
        },
      });
      expect(data?.changed).toBe(true);
      await world.untilState('1 is in prod, locked', (state) => {
        return isIn('prod', '1')(state) && state.resources['s1']?.cells['prod']?.locks.length === 1;
      });
      await world.register('s1', '3');
      const state = await world.untilState('3 is in pp', isIn('pp', '3'));
      expect(isIn('prod', '1')(state)).toBe(true);
      expect(state.transitions['prod']?.leftOut).toEqual([
        { resource: 's1', reason: 'Locked', message: 'Back to 1' },
      ]);
    });
  });
});

it('one broken file beside good ones: the good ones deploy, the problem shows everywhere', async () => {
  await inWorld('broken-file', await repositoryFile('mock.yaml'), async (world) => {
    await world.startAll();
    await world.untilState('version 1 is everywhere', everywhere('1'));
    const broken = 'apiVersion: v1\nkind: [oops\n';
    await world.commit({
      'dev/deployable/bad.yaml': broken,
      'dev/deployable/good.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good}\n',
    });
    const state = await world.untilState('the good one is clean', ({ resources }) => {
      return (
        resources['good']?.cells['dev']?.status === 'Clean' &&
        resources['bad']?.cells['dev']?.status === 'Failed'
      );
    });
    const problem = { path: 'dev/deployable/bad.yaml', line: 3, column: 1 };
    expect(state.problems).toMatchObject([problem]);
    expect(state.resources['bad']?.cells['dev']).toMatchObject({ reason: 'Invalid' });
    expect(state.resources['s1']?.cells['dev']).toMatchObject({ status: 'Clean' });
    const { environments } = (await (await fetch(`${world.address('deployer')}/api/status`)).json()) as {
      environments: Record<string, { status: string; problems: unknown[] }>;
    };
    expect(environments['dev']).toMatchObject({ status: 'Failed', problems: [problem] });
    await world.register('s1', '2');
    await world.untilState('nothing leaves dev, and the reason is told', ({ transitions }) => {
      const { result } = transitions['pp'] ?? {};
      return result?.result === 'CheckFailed' && result.message.includes('dev/deployable/bad.yaml');
    });
  });
});
