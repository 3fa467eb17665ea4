import { setTimeout as delay } from 'node:timers/promises';
import { createAggregatorClient } from '@tribble/api';

/** The resource that the small CI builds; the others are left to whoever tries the playground. */
const resource = 'payments/api';
const pause = { first: 15_000, between: 45_000 };

const changelogs = [
  'Refunds take the currency of the payment.',
  'Retries a payment only when the bank did not answer.',
  'This one does not start: its image cannot be pulled.',
  'The image is back. Receipts carry the VAT number.',
  'Half the memory for the nightly report.',
];

/** The third of every five builds is broken: it is held in dev and never reaches prod. */
const brokenBuild = 2;

/** Registers a new version now and then, as a CI would, until the signal aborts. */
export async function playTraffic(
  url: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const client = createAggregatorClient(url);
  let build = 0;
  for (let wait = pause.first; await sleep(wait, signal); wait = pause.between) {
    try {
      build = Math.max(build, await newestBuild(client)) + 1;
      const version = `1.${build}.0${build % changelogs.length === brokenBuild ? '-broken' : ''}`;
      const { error } = await client.POST('/api/resources/{resource}/versions', {
        params: { path: { resource }, header: { 'Tribble-Author': 'Playground CI <ci@playground.example>' } },
        body: { version, changelog: changelogs[build % changelogs.length] ?? '', data: { logLevel: 'info' } },
      });
      say(error ? `CI: ${error.title}: ${error.detail ?? ''}` : `CI: registered ${resource} ${version}`);
    } catch (error) {
      if (!signal.aborted) say(`CI: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** The number of the newest build, read from the version in `latest`, so that a restart goes on where it was. */
async function newestBuild(client: ReturnType<typeof createAggregatorClient>): Promise<number> {
  const { data } = await client.GET('/api/state');
  const version = data?.resources[resource]?.cells['latest']?.version ?? '1.0.0';
  return Number(/^\d+\.(\d+)/.exec(version)?.[1] ?? 0);
}

/** False where the signal ended the wait. */
async function sleep(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return delay(milliseconds, true, { signal }).catch(() => false);
}
