import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/** The browser of the machine: `CHROMIUM` in the environment, or one of the usual names. */
export function findChromium(): string | undefined {
  const names = [process.env['CHROMIUM'], 'chromium', 'chromium-browser', 'google-chrome'];
  for (const name of names) {
    if (name === undefined) continue;
    const found = spawnSync('which', [name], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.trim();
  }
  return undefined;
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** Opens a page in a browser of its own, and closes both afterwards. Requests to other origins fail the test. */
export async function withPage(
  executablePath: string,
  address: string,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'tribble-browser-'));
  let context: BrowserContext | undefined;
  try {
    const viewport = { width: 1280, height: 800 };
    context = await chromium.launchPersistentContext(profile, { executablePath, args: quiet, viewport });
    const page = await context.newPage();
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(address) && !request.url().startsWith('data:'))
        foreign.push(request.url());
    });
    await page.goto(address);
    await use(page);
    if (foreign.length > 0) throw new Error(`the page asked other origins: ${foreign.join(', ')}`);
  } finally {
    await context?.close();
    await rm(profile, { recursive: true, force: true });
  }
}
