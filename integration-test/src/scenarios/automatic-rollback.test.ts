import { expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { inWorld } from '../world.ts';
import { isIn } from './cells.ts';
import { deployersFile, deployment } from './environment-files.ts';
import { repositoryOfFiles } from './pipeline-files.ts';
import { ann, explain, movesInto, trailersOf, untilSettled } from './promotions.ts';

/** Nothing looks at a version before it comes to prod. */
const repository = repositoryOfFiles({
  ...deployersFile({ prod: {} }),
  'transitions.yaml': stringify({
    transitions: { prod: { source: 'latest', target: 'prod', onFailure: 'rollback' } },
  }),
  'latest/version/s1.yaml': 'version: "1"\n',
  'prod/base/s1.yaml': stringify(deployment('s1', '$version')),
});

it('a version that fails after its move goes back once, in one commit with a lock, and says how to go on', async () => {
  await inWorld('automatic-rollback', repository, async (world) => {
    await world.startAll({ cluster: true });
    await world.untilState('version 1 is in prod', isIn('prod', '1'), { timeout: 60_000 });
    await world.register('s1', '2-broken');
    const isBack = isIn('prod', '1');
    const state = await world.untilState(
      'version 1 is back, locked',
      (now) => isBack(now) && now.resources['s1']?.cells['prod']?.locks.length === 1,
      { timeout: 60_000 },
    );
    const moves = await movesInto(world, 'prod');
    expect(moves).toHaveLength(3);
    const [rollback = '', broken = '', first = ''] = moves;
    const shown = await world.fixture.git('show', '--name-only', '--format=%an|%s', rollback);
    expect(shown.split('\n')).toEqual([
      'Tribble transitioner|Roll s1 back in prod',
      '',
      'prod/locks.yaml',
      'prod/version/s1.yaml',
    ]);
    expect(await world.fixture.git('rev-parse', `${rollback}:prod/version/s1.yaml`)).toBe(
      await world.fixture.git('rev-parse', `${first}:prod/version/s1.yaml`),
    );
    expect(await trailersOf(world, rollback)).toEqual(
      expect.arrayContaining([
        'Tribble-Action: rollback',
        'Tribble-Transition: prod',
        'Tribble-Resource: s1',
      ]),
    );
    expect(await world.fixture.git('log', '-1', '--format=%b', rollback)).toContain(`moved by ${broken}`);
    const reason = expect.stringMatching(
      /^rolled back by prod: s1 in prod is Failed \(.*ImagePullBackOff/s,
    ) as unknown;
    expect(state.resources['s1']?.cells['prod']?.locks).toMatchObject([
      { reason, by: 'Tribble transitioner' },
    ]);

    // It stays, however often it is decided again.
    for (const note of ['one', 'two']) {
      await world.commit({ 'notes.txt': note });
      await untilSettled(world);
    }
    expect(await movesInto(world, 'prod')).toEqual(moves);
    const { summary, links } = await explain(world, 's1', 'prod');
    expect(summary).toContain('s1 2-broken waits for prod: s1 is locked in prod (rolled back by prod');
    expect(links[0]).toMatchObject({
      code: 'ResourceLocked',
      nextAction: 'unlock it: DELETE /api/environments/prod/locks?resource=s1',
    });

    await world.register('s1', '3');
    const unlocked = await world.client().DELETE('/api/environments/{environment}/locks', {
      params: { path: { environment: 'prod' }, header: ann, query: { resource: 's1' } },
    });
    expect(unlocked.data).toMatchObject({ changed: true });
    await world.untilState('version 3 is in prod', isIn('prod', '3'), { timeout: 60_000 });
    expect(await movesInto(world, 'prod')).toHaveLength(4);
  });
});
