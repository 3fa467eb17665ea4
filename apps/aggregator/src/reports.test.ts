import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { DeployerStatus, TransitionerStatus } from '@tribble/api';
import { createEventStream } from '@tribble/service-kit';
import { recordingLogger } from '@tribble/service-kit/testing';
import { Reports } from './reports.ts';

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0).reverse()) end();
});

/** A service that streams its status. */
async function service(status: DeployerStatus | TransitionerStatus) {
  const stream = createEventStream({
    snapshot: () => ({ type: 'status', data: status }),
    keep: { events: 0, bytes: 0 },
  });
  const server = createServer((request, response) => stream.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    stream.close();
    server.closeAllConnections();
    server.close();
  };
  ended.push(stop);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

const problem = (path: string) => ({ path, message: 'bad' });
const deployer = (...environments: [name: string, type: string][]): DeployerStatus => ({
  environments: Object.fromEntries(
    environments.map(([name, type]) => [name, { type, status: 'Clean', resources: {}, problems: [] }]),
  ),
  problems: [problem(environments[0]?.[1] ?? '')],
});

function follow(deployerUrls: readonly string[], transitionerUrl: string) {
  let look: (() => void) | undefined;
  const { log, lines } = recordingLogger();
  const reports = new Reports({
    deployerUrls,
    transitionerUrl,
    log,
    now: () => new Date('2026-11-21T12:00:00Z'),
    changed: () => look?.(),
  });
  ended.push(() => reports.close());
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      look = () => {
        if (condition()) resolve();
      };
      look();
    });
  return { reports, lines, until };
}

const since = '2026-11-21T12:00:00.000Z';

describe('what the other services report', () => {
  it('is joined; of two reports on one environment the first in the configuration counts', async () => {
    const one = await service(deployer(['dev', 'One'], ['edge', 'One']));
    const two = await service(deployer(['pp', 'Two'], ['dev', 'Two']));
    const three = await service({
      order: ['x'],
      transitions: {},
      paused: [],
      problems: [problem('transitions.yaml')],
    });
    const { reports, until } = follow([one.url, two.url], three.url);
    expect(reports.freshness.deployer).toEqual({ state: 'waiting', since });
    await until(() => reports.environments.size === 3 && reports.transitioner !== undefined);
    const types = [...reports.environments].map(([name, { type }]) => `${name} ${type}`);
    expect(types.sort()).toEqual(['dev One', 'edge One', 'pp Two']);
    expect(reports.problems.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['One', 'Two', 'transitions.yaml']),
    );
    expect(reports.freshness).toEqual({
      deployer: { state: 'live', since },
      transitioner: { state: 'live', since },
    });
  });

  it('is kept where one is away; the worst of the deployers is told, and logged once', async () => {
    const one = await service(deployer(['dev', 'One']));
    const two = await service(deployer(['pp', 'Two']));
    const three = await service({ order: [], transitions: {}, paused: [], problems: [] });
    const { reports, lines, until } = follow([one.url, two.url], three.url);
    await until(() => reports.environments.size === 2 && reports.freshness.transitioner.state === 'live');
    two.stop();
    await until(() => reports.freshness.deployer.state === 'unreachable');
    expect(reports.environments.get('pp')).toMatchObject({ type: 'Two' });
    expect(reports.freshness.transitioner.state).toBe('live');
    expect(lines).toMatchObject([{ level: 'warn', peer: 'deployer', url: two.url }]);
  });
});
