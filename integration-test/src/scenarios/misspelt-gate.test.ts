import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { findChromium, withPage } from '../browser.ts';
import { programOf } from '../root.ts';
import { inWorld, type World } from '../world.ts';
import { isIn } from './cells.ts';
import { mockPipeline } from './pipeline-files.ts';
import { transitionerStatus } from './promotions.ts';

const transitions = `transitions:
  prod:
    source: pp
    target: prod
    preconditions:
      - SourceClean
      - Soak: {fro: 30m}
  pp: {source: dev, target: pp, preconditions: [SourceClean]}
  dev: {source: latest, target: dev}
`;
const repository = mockPipeline({}, { files: { 'transitions.yaml': transitions } });

/** Where `fro` stands above, and what was meant. */
const place = { path: 'transitions.yaml', line: 7, column: 16 };
const fault = {
  ...place,
  message: expect.stringContaining('Soak has no option "fro"') as unknown,
  hint: expect.stringContaining('"for"') as unknown,
};

const chromium = findChromium();
if (chromium === undefined)
  process.stdout.write('SKIPPED: no Chromium was found, so no fault is looked for on the board.\n');
const withBrowser = chromium === undefined ? it.skip : it;

/** Two versions have come as far as they can. */
async function untilBlocked(world: World) {
  await world.startAll();
  await world.register('s1', '2');
  return world.untilState('2 is in pp, and prod is blocked', (state) => {
    return isIn('pp', '2')(state) && state.transitions['prod']?.result.result === 'CheckFailed';
  });
}

describe('a gate with a misspelt option', () => {
  it('blocks its transition alone, and both services say where and what was meant', async () => {
    await inWorld('misspelt-gate', repository, async (world) => {
      const state = await untilBlocked(world);
      expect(state.problems).toContainEqual(expect.objectContaining(fault));
      const message = expect.stringMatching(/transitions\.yaml:7:16: .*"fro".*"for"/) as unknown;
      expect(state.transitions['prod']?.result).toEqual({ result: 'CheckFailed', message });
      expect(state.resources['s1']?.cells['prod']?.version).toBeUndefined();

      const status = await transitionerStatus(world);
      expect(status.problems).toContainEqual(expect.objectContaining(fault));
      expect(status.transitions['prod']?.result).toEqual({ result: 'CheckFailed', message });

      await world.commit({ 'transitions.yaml': transitions.replace('{fro: 30m}', '{for: 1s}') });
      const mended = await world.untilState('2 is in prod', isIn('prod', '2'));
      expect(mended.problems).toEqual([]);
    });
  });

  it('is found by tribble validate on a clone, without any service', async () => {
    await inWorld('misspelt-validate', repository, async (world) => {
      const clone = join(world.folder, 'clone');
      const run = promisify(execFile);
      await run('git', ['clone', '--quiet', world.fixture.path, clone]);
      const validate = () => run(process.execPath, [programOf('apps/cli'), 'validate', '-C', clone]);
      const failed = await validate().then(
        () => undefined,
        (error: { code: number; stdout: string }) => error,
      );
      expect(failed?.code).toBe(1);
      expect(failed?.stdout).toMatch(/^transitions\.yaml:7:16: .*Soak has no option "fro".*"for"/m);

      await world.commit({ 'transitions.yaml': transitions.replace('{fro: 30m}', '{for: 1s}') });
      await run('git', ['-C', clone, 'pull', '--quiet']);
      expect((await validate()).stdout).toContain('no problems');
    });
  });

  withBrowser('is told on the board and among the problems', async () => {
    await inWorld('misspelt-board', repository, async (world) => {
      await untilBlocked(world);
      await withPage(chromium ?? '', world.address('aggregator'), async (page) => {
        const header = page.getByRole('columnheader', { name: /prod/ });
        await header.getByText(/CheckFailed.*transitions\.yaml:7:16.*"fro"/).waitFor();
        await header
          .getByRole('note', { name: /transitions\.yaml:7:16.*"fro".*"for"/ })
          .first()
          .waitFor();
        await page.getByRole('link', { name: /Problems/ }).click();
        const problem = page.getByRole('listitem').filter({ hasText: 'Soak has no option "fro"' });
        await problem.getByText('transitions.yaml:7:16', { exact: true }).waitFor();
        await problem.getByText(/"for"/).waitFor();
      });
    });
  });
});
