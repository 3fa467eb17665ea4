import { describe, expect, it } from '@jest/globals';
import type { State } from '@tribble/api';
import { waitUntil } from '../wait-until.ts';
import { inWorld, repositoryFile } from '../world.ts';

const kinds = ['deployer', 'transitioner', 'aggregator'] as const;

/** What must be the same after a restart: everything but when something was seen. */
function essence({ freshness: _freshness, ...state }: State): object {
  return state;
}

describe('a service that is killed, its checkout deleted', () => {
  it.each(kinds)('comes back to the same state: %s', async (kind) => {
    await inWorld(`restart-${kind}`, await repositoryFile('kubernetes.yaml'), async (world) => {
      await world.startAll({ cluster: true });
      const settled = (version: string) => (state: State) =>
        state.transitionOrder.length === 3 &&
        ['dev', 'pp', 'prod'].every((name) => {
          const cell = state.resources['s1']?.cells[name];
          return (
            cell?.version === version &&
            cell.status === 'Clean' &&
            state.environments[name]?.status === 'Clean'
          );
        }) &&
        state.transitionOrder.every((name) => state.transitions[name]?.result.result === 'Success') &&
        Object.values(state.freshness).every(({ state: fresh }) => fresh === 'live');
      const before = await world.untilState('version 1 is everywhere', settled('1'));

      await world.service(kind).stop('SIGKILL');
      await world.deleteCheckout(kind);
      await world.start(kind);
      const after = await world.untilState('everything is known again', settled('1'));
      expect(essence(after)).toEqual(essence(before));

      await world.register('s1', '2');
      await world.untilState('version 2 is everywhere', settled('2'));
    });
  });

  it('at a random moment of a rollout, whichever it is: nothing is lost', async () => {
    await inWorld('restart-random', await repositoryFile('mock.yaml'), async (world) => {
      await world.startAll();
      for (const [index, kind] of kinds.entries()) {
        const version = String(index + 2);
        await world.register('s1', version);
        const environment = ['dev', 'pp', 'prod'][Math.floor(Math.random() * 3)] ?? 'dev';
        await world.untilState(
          `${version} is on its way`,
          ({ resources }) => resources['s1']?.cells[environment]?.version === version,
        );
        await world.service(kind).stop('SIGKILL');
        await world.deleteCheckout(kind);
        await world.start(kind);
        await world.untilState(`${version} arrives`, ({ resources }) => {
          const cell = resources['s1']?.cells['prod'];
          return cell?.version === version && cell.status === 'Clean';
        });
      }
      expect(await world.fixture.git('rev-list', '--count', '--min-parents=2', 'main')).toBe('0');
      expect(await world.fixture.git('fsck', '--no-dangling')).toBe('');
    });
  });
});

it('a service that is told to stop finishes what it writes, within 5 s', async () => {
  await inWorld('graceful', await repositoryFile('mock.yaml'), async (world) => {
    await world.startAll();
    const begun = await world.fixture.resolve('main');
    const writes = Array.from({ length: 40 }, (_, index) =>
      world.register(`r${index}`, '1').catch(() => undefined),
    );
    await waitUntil('the first write is pushed', async () => (await world.fixture.resolve('main')) !== begun);
    const begin = performance.now();
    const exits = await Promise.all(kinds.map((kind) => world.service(kind).stop('SIGTERM')));
    expect(performance.now() - begin).toBeLessThan(6_000);
    expect(exits).toEqual(kinds.map(() => ({ code: 0, signal: null })));
    // Whoever got an answer finds its commit; whoever got none may try again.
    const answered = (await Promise.all(writes)).filter((answer) => answer !== undefined);
    expect(answered.length).toBeGreaterThan(0);
    const ids = (await world.fixture.git('rev-list', 'main')).split('\n');
    expect(answered.filter(({ commit }) => !ids.includes(commit))).toEqual([]);
  });
});
