import { expect, it } from '@jest/globals';
import { inWorld, repositoryFile } from '../world.ts';

it('two aggregators and a transitioner push at once, 100 registrations: none lost, history linear', async () => {
  await inWorld('writers', await repositoryFile('mock.yaml'), async (world) => {
    await world.startAll();
    await world.start('aggregator', 'aggregator-2');
    const names = Array.from({ length: 100 }, (_, index) => `r${index}`);
    const answers = await Promise.all(
      names.map((name, index) => world.register(name, '1', index % 2 === 0 ? 'aggregator' : 'aggregator-2')),
    );
    expect(new Set(answers.map(({ commit }) => commit)).size).toBe(100);

    const log = await world.fixture.git('log', '--format=%H %P', 'main');
    const commits = log.split('\n').map((line) => line.split(' '));
    const ids = new Set(commits.map(([id]) => id));
    expect(answers.filter(({ commit }) => !ids.has(commit))).toEqual([]);
    expect(commits.every(([, ...parents]) => parents.length <= 1)).toBe(true);
    const files = (await world.fixture.git('ls-tree', '-r', '--name-only', 'main', 'latest/version')).split(
      '\n',
    );
    expect(names.filter((name) => !files.includes(`latest/version/${name}.yaml`))).toEqual([]);
    // The transitioner was at work meanwhile: the first version reached dev.
    await world.untilState(
      's1 is in prod',
      ({ resources }) => resources['s1']?.cells['prod']?.version === '1',
    );
    const state = await world.untilState('every registration shows', ({ resources }) =>
      names.every((name) => resources[name]),
    );
    expect(state.transitions['dev']?.leftOut.filter(({ reason }) => reason === 'NoBase')).toHaveLength(100);
  });
});
