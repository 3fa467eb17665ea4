import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { DeployerStatus, RolloutStatus } from '@tribble/api';
import { createEventStream } from '@tribble/service-kit';
import { recordingLogger } from '@tribble/service-kit/testing';
import { type Deployers, watchDeployers } from './deployers.ts';

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0).reverse()) end();
});

const reporting = (environment: string, status: RolloutStatus): DeployerStatus => ({
  environments: { [environment]: { type: 'Mock', status, resources: {}, problems: [] } },
  problems: [],
});

/** A deployer's event stream, as the deployer makes it. */
async function deployer(status: DeployerStatus) {
  const stream = createEventStream({
    snapshot: () => ({ type: 'status', data: status }),
    keep: { events: 0, bytes: 0 },
  });
  const server = createServer((request, response) => stream.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ended.push(() => {
    stream.close();
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    send: (next: DeployerStatus) => {
      status = next;
      stream.send({ type: 'status', data: status });
    },
    drop: () => server.closeAllConnections(),
  };
}

/** Watches, and waits for a condition each time that something changed. */
function watch(urls: readonly string[]) {
  let look: (() => void) | undefined;
  const { log, lines } = recordingLogger();
  const deployers: Deployers = watchDeployers(urls, { log, changed: () => look?.() });
  ended.push(() => deployers.close());
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      look = () => {
        if (condition()) resolve();
      };
      look();
    });
  const statusOf = (environment: string) => deployers.statusOf(environment)?.status;
  return { statusOf, urlOf: deployers.urlOf, until, lines };
}

describe('the reports of deployers', () => {
  it('are what each sent last; of two that report one environment the first in the configuration counts', async () => {
    const [one, two] = [await deployer(reporting('dev', 'Clean')), await deployer(reporting('pp', 'Failed'))];
    const { statusOf, urlOf, until } = watch([one.url, two.url]);
    await until(() => statusOf('dev') === 'Clean' && statusOf('pp') === 'Failed');
    two.send({
      environments: { ...reporting('dev', 'Failed').environments, ...reporting('pp', 'Clean').environments },
      problems: [],
    });
    await until(() => statusOf('pp') === 'Clean');
    expect(statusOf('dev')).toBe('Clean');
    expect(statusOf('prod')).toBeUndefined();
    expect(statusOf('constructor')).toBeUndefined();
    expect(['dev', 'pp', 'prod'].map(urlOf)).toEqual([one.url, two.url, undefined]);
  });

  it('do not count while the deployer is away, and count again when it is back with nothing new', async () => {
    const one = await deployer(reporting('dev', 'Clean'));
    const { statusOf, until, lines } = watch([one.url]);
    await until(() => statusOf('dev') === 'Clean');
    one.drop();
    await until(() => statusOf('dev') === undefined);
    expect(lines).toMatchObject([{ level: 'warn', url: one.url, msg: 'deployer is not reachable' }]);
    await until(() => statusOf('dev') === 'Clean');
  });
});
