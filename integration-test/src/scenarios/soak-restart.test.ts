import { expect, it } from '@jest/globals';
import { inWorld } from '../world.ts';
import { isIn } from './cells.ts';
import { mockPipeline, ways } from './pipeline-files.ts';
import { movesInto, timeOf, transitionerStatus, untilStatus } from './promotions.ts';

const prod = { ...ways.prod, preconditions: ['SourceClean', { Soak: { for: '20s' } }] };

it('what has soaked counts across a restart: it moves at the very time that was told before', async () => {
  await inWorld('soak-restart', mockPipeline({ prod, pp: ways.pp, dev: ways.dev }), async (world) => {
    await world.startAll();
    const isSoaking = ({ transitions }: { transitions: Record<string, { until?: string }> }) =>
      transitions['prod']?.until !== undefined;
    const before = await untilStatus(world, 'it is known until when it soaks', isSoaking);
    const until = before.transitions['prod']?.until ?? '';
    expect(before.transitions['prod']?.gates).toMatchObject([{ gate: 'Soak', verdict: 'wait', until }, {}]);

    await world.service('transitioner').stop('SIGKILL');
    await world.deleteCheckout('transitioner');
    await world.start('transitioner');
    const after = await untilStatus(world, 'it is known again', isSoaking);
    expect(after).toEqual(before);
    expect(await movesInto(world, 'prod')).toEqual([]);

    await world.untilState('1 is in prod', isIn('prod', '1'));
    const [move = '', ...others] = await movesInto(world, 'prod');
    expect(others).toEqual([]);
    const late = (await timeOf(world, move)) - Date.parse(until);
    expect(late).toBeGreaterThan(-1_000);
    expect(late).toBeLessThan(5_000);
    expect((await transitionerStatus(world)).problems).toEqual([]);
  });
});
