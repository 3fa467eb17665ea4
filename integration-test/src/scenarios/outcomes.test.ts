import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '../wait-until.ts';
import { inWorld, repositoryFile, type World } from '../world.ts';
import { deployerStatus, untilCleanAt } from './deployer-status.ts';
import { inDev } from './dev-environment.ts';
import { deployable, deployment } from './environment-files.ts';

const ref = 'refs/tribble/outcomes/dev';
const short = (revision: string) => revision.slice(0, 7);

/** The subjects of the outcomes, oldest first. */
async function subjects(world: World): Promise<string[]> {
  const log = await world.fixture.git('log', '--reverse', '--format=%s', ref).catch(() => '');
  return log === '' ? [] : log.split('\n');
}

/** Between two entries of an environment lie 10 s. */
const untilWritten = (world: World, count: number) =>
  waitUntil(`${count} outcomes are written`, async () => (await subjects(world)).length >= count, {
    timeout: 60_000,
  });

/** Makes the remote refuse the refs of outcomes, or take them again. */
async function refuseOutcomes(world: World, isRefused: boolean): Promise<void> {
  const hook = join(world.fixture.path, 'hooks', 'update');
  await mkdir(dirname(hook), { recursive: true });
  const verdict = isRefused ? 'case "$1" in refs/tribble/*) echo "no such refs here" >&2; exit 1;; esac' : '';
  await writeFile(hook, `#!/bin/sh\n${verdict}\nexit 0\n`);
  await chmod(hook, 0o755);
}

describe('outcomes', () => {
  it('tell the story of an environment; a restart adds nothing to it', async () => {
    await inDev('outcomes', {}, async (world) => {
      const first = await world.fixture.resolve('main');
      await untilWritten(world, 1);
      expect(await world.fixture.git('ls-remote', world.fixture.path, 'refs/tribble/*')).toMatch(
        /^\w{40}\trefs\/tribble\/outcomes\/dev$/,
      );
      expect(await world.fixture.git('ls-tree', '-r', ref)).toBe('');
      const body = await world.fixture.git('log', '-1', '--format=%b', ref);
      expect(body).toMatch(/^- web: Clean$/m);
      expect(JSON.parse(/^\{.*\}$/m.exec(body)?.[0] ?? '')).toMatchObject({
        environment: 'dev',
        revision: first,
        status: 'Clean',
      });
      expect(body).toMatch(/\nTribble-Action: outcome\nTribble-Target: dev\n?$/);

      await world.service('deployer').stop('SIGKILL');
      await world.deleteCheckout('deployer');
      await world.start('deployer');
      await untilCleanAt(world, 'dev', first);
      const broken = await world.commit(deployable('dev', { web: deployment('web', '2-broken') }));
      await untilWritten(world, 2);
      const good = await world.commit(deployable('dev', { web: deployment('web', '3') }));
      await untilWritten(world, 3);
      expect(await subjects(world)).toEqual([
        expect.stringMatching(`^dev: Clean at ${short(first)} in \\d+ s$`),
        expect.stringMatching(
          `^dev: Failed at ${short(broken)} after \\d+ s: web: Deployment web exceeded its progress`,
        ),
        expect.stringMatching(`^dev: Clean at ${short(good)} in \\d+ s$`),
      ]);
      const failed = await world.fixture.git('log', '-1', '--format=%b', `${ref}~1`);
      expect(failed).toMatch(/^- web: Failed \(Failed: .*ImagePullBackOff/m);
      expect(await world.fixture.git('log', '-1', '--format=%an <%ae>', ref)).toContain('Tribble deployer');
    });
  });

  it('that the remote refuses are a problem, and block no rollout', async () => {
    await inWorld('outcomes-refused', await repositoryFile('mock.yaml'), async (world) => {
      await refuseOutcomes(world, true);
      await world.startAll();
      await world.untilState('the first version is everywhere', ({ resources }) => {
        return resources['s1']?.cells['prod']?.status === 'Clean';
      });
      const refused = await waitUntil('the refusal is told', async () => {
        return (await deployerStatus(world)).problems.find(({ path }) => path === ref);
      });
      expect(refused.message).toContain('no such refs here');
      await world.register('s1', '2');
      await world.untilState('the next version is everywhere', ({ resources }) => {
        const cell = resources['s1']?.cells['prod'];
        return cell?.liveVersion === '2' && cell.status === 'Clean';
      });
      expect(await subjects(world)).toEqual([]);

      await refuseOutcomes(world, false);
      await untilWritten(world, 1);
      await waitUntil(
        'the problem is over',
        async () => {
          return (await deployerStatus(world)).problems.every(({ path }) => path !== ref);
        },
        { timeout: 60_000 },
      );
    });
  });

  it('wake neither transitioner nor aggregator as a commit does', async () => {
    await inWorld('outcomes-ignored', await repositoryFile('mock.yaml'), async (world) => {
      await world.startAll();
      await world.untilState('the first version is everywhere', ({ resources }) => {
        return resources['s1']?.cells['prod']?.status === 'Clean';
      });
      await untilWritten(world, 1);
      const head = await world.fixture.resolve('main');
      const state = await world.untilState(
        'everything is read',
        ({ repository }) => repository.revision === head,
      );
      expect(state.problems).toEqual([]);
      expect(Object.keys(state.environments).sort()).toEqual(['dev', 'latest', 'pp', 'prod']);
      const outcomes = (await world.fixture.git('rev-list', ref)).split('\n');
      const branch = (await world.fixture.git('rev-list', 'main')).split('\n');
      expect(outcomes.filter((id) => branch.includes(id))).toEqual([]);
      const history = await (await fetch(`${world.address('aggregator')}/api/history`)).text();
      for (const id of outcomes) expect(history).not.toContain(id);
    });
  });
});
