import { describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { findChromium, withPage } from '../browser.ts';
import { inWorld, repositoryFile } from '../world.ts';

const chromium = findChromium();
if (chromium === undefined)
  process.stdout.write('SKIPPED: no Chromium was found, so the board is not tried in a browser.\n');
const withBrowser = chromium === undefined ? it.skip : it;

/** The text of a resource's cell in an environment. */
function cell(page: Page, resource: string, environment: string) {
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: resource, exact: true }) });
  return row.locator(`[data-environment="${environment}"]`);
}

async function violations(page: Page): Promise<string[]> {
  // Not as a script of the page, which its Content-Security-Policy forbids.
  await page.evaluate(axe.source);
  const result = await page.evaluate('axe.run()');
  return (result as axe.AxeResults).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
}

describe('the board in a browser', () => {
  withBrowser('shows a new version arrive without a reload, and locks an environment', async () => {
    await inWorld('board', await repositoryFile('mock.yaml'), async (world) => {
      await world.startAll();
      await world.untilState(
        'version 1 is everywhere',
        ({ resources }) => resources['s1']?.cells['prod']?.status === 'Clean',
      );
      await withPage(chromium ?? '', world.address('aggregator'), async (page) => {
        await page.evaluate('window.notReloaded = true');
        await cell(page, 's1', 'prod').getByText('Clean').waitFor();
        await world.register('s1', '99');
        await cell(page, 's1', 'prod').getByText('99', { exact: true }).waitFor();
        await cell(page, 's1', 'prod').getByText('Clean').waitFor();
        expect(await page.evaluate('window.notReloaded')).toBe(true);
        expect(await violations(page)).toEqual([]);

        await page.getByRole('button', { name: 'Lock prod' }).click();
        const dialog = page.getByRole('dialog', { name: 'Lock prod' });
        await dialog.getByRole('button', { name: 'Lock', exact: true }).click();
        await dialog.getByText('Say why').waitFor();
        await dialog.getByLabel('Reason').fill('Release week');
        await dialog.getByLabel('Your name').fill('Zoë Ångström <zoe@example.org>');
        await dialog.getByRole('button', { name: 'Lock', exact: true }).click();
        await page.getByRole('button', { name: 'Unlock prod' }).waitFor();
        const log = await world.fixture.git('log', '-1', '--format=%an|%s', 'main');
        expect(log).toBe('Zoë Ångström|Lock prod: Release week');
        const state = await world.state();
        expect(state.environments['prod']?.locks).toMatchObject([{ reason: 'Release week' }]);
      });
    });
  });

  withBrowser('says that a service is away, and follows again when it is back', async () => {
    await inWorld('board-away', await repositoryFile('mock.yaml'), async (world) => {
      await world.startAll();
      await withPage(chromium ?? '', world.address('aggregator'), async (page) => {
        await page.getByText('Live', { exact: true }).waitFor();
        await world.service('deployer').stop('SIGKILL');
        await page
          .getByText(/deployer.*(unreachable|not reach)/i)
          .first()
          .waitFor();
        await world.service('aggregator').stop('SIGKILL');
        await page
          .getByText(/reconnecting|stale/i)
          .first()
          .waitFor();
        await world.start('deployer');
        await world.start('aggregator');
        await page.getByText('Live', { exact: true }).waitFor();
        await world.register('s1', '2');
        await cell(page, 's1', 'prod').getByText('2', { exact: true }).waitFor();
      });
    });
  });
});
