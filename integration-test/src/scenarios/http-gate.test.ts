import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { inWorld, type World } from '../world.ts';
import { isIn } from './cells.ts';
import { mockPipeline, ways } from './pipeline-files.ts';
import { isPending, movesInto, trailersOf, transitionDetail, transitionerStatus } from './promotions.ts';

const secret = 'hush-4711-and-more';

/** A service of quality assurance that tells, as many do, what it got in its errors. */
let server: Server;
let answer: { status: number; body: (authorization: string) => object };
let asked: { path: string; authorization: string }[];

beforeEach(async () => {
  asked = [];
  server = createServer(({ url = '', headers: { authorization = '' } }, response) => {
    asked.push({ path: url, authorization });
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body(authorization)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const host = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;

function repository(): string {
  const gate = {
    url: `http://${host()}/verdict?version=\${version}`,
    headers: { authorization: 'Bearer ${QA_TOKEN}' },
    expect: { '/ok': true },
    interval: '1s',
  };
  const prod = { ...ways.prod, preconditions: ['SourceClean', { Http: gate }] };
  return mockPipeline({ prod, pp: ways.pp, dev: ways.dev });
}

/** Everything that people can read: logs, answers of the services, and git with all its refs. */
async function everythingTold(world: World): Promise<string> {
  const files = await readdir(world.logs);
  const logs = await Promise.all(files.map((file) => readFile(join(world.logs, file), 'utf8')));
  const answers = [
    await world.state(),
    await transitionerStatus(world),
    await transitionDetail(world, 'prod'),
  ];
  const history = await world.fixture.git('log', '--all', '--patch', '--format=fuller');
  return [...logs, ...answers.map((each) => JSON.stringify(each)), history].join('\n');
}

it('waits for what a service says, tells what it said, and keeps the secret that it asks with', async () => {
  answer = { status: 503, body: (authorization) => ({ error: `busy, ${authorization}` }) };
  await inWorld('http-gate', repository(), async (world) => {
    world.environment['QA_TOKEN'] = secret;
    world.settings['transitioner'] = { gate_environment: { QA_TOKEN: [host()] } };
    await world.startAll();
    const gateOf = ({ transitions }: Awaited<ReturnType<World['state']>>) =>
      transitions['prod']?.gates.find(({ gate }) => gate === 'Http');
    const busy = await world.untilState('it is busy', (state) => {
      return isPending('1')(state) && gateOf(state)?.reason.includes('answered 503') === true;
    });
    expect(gateOf(busy)).toMatchObject({
      verdict: 'wait',
      reason: `${host()} answered 503, not 2xx`,
      evidence: [{ text: 'status 503\nbusy, Bearer ***', link: `http://${host()}/verdict?version=1` }],
    });

    answer = { status: 200, body: () => ({ ok: false }) };
    const waiting = await world.untilState('it says not yet', (state) => {
      return gateOf(state)?.reason.includes('/ok') === true;
    });
    expect(gateOf(waiting)).toMatchObject({
      verdict: 'wait',
      reason: `${host()} answered that /ok is false, not true`,
    });
    expect(waiting.transitions['prod']?.result).toMatchObject({ result: 'Skipped', reason: 'Waiting' });
    expect(await movesInto(world, 'prod')).toEqual([]);

    answer = { status: 200, body: (authorization) => ({ ok: true, seen: authorization }) };
    await world.untilState('1 is in prod', isIn('prod', '1'));
    const [move = ''] = await movesInto(world, 'prod');
    expect(await trailersOf(world, move)).toContainEqual(
      expect.stringContaining(`Tribble-Gate: Http pass: ${host()} answered that /ok is true`),
    );
    expect(new Set(asked.map(({ path, authorization }) => `${path} ${authorization}`))).toEqual(
      new Set([`/verdict?version=1 Bearer ${secret}`]),
    );
    const told = await everythingTold(world);
    expect(told).toContain('answered that /ok is true');
    expect(told).not.toContain(secret);
  });
});

it('asks nothing with a variable that nobody allowed', async () => {
  answer = { status: 200, body: () => ({ ok: true }) };
  await inWorld('http-gate-refused', repository(), async (world) => {
    world.environment['QA_TOKEN'] = secret;
    await world.startAll();
    const state = await world.untilState('that is told', ({ transitions }) => {
      return transitions['prod']?.result.result === 'CheckFailed';
    });
    expect(state.transitions['prod']?.gates[0]).toMatchObject({
      gate: 'Http',
      verdict: 'unknown',
      reason: expect.stringContaining(`allow it with gate_environment: {QA_TOKEN: [${host()}]}`) as unknown,
    });
    expect(asked).toEqual([]);
  });
});
