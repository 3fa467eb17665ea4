import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AggregatorClient, createAggregatorClient, type State } from '@tribble/api';
import { waitUntil } from '../wait-until.ts';
import { isIn } from './cells.ts';
import { freePorts, type Playground, startPlayground } from './playground-process.ts';

let folder = '';
let playground: Playground;
let client: AggregatorClient;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tribble-playground-'));
  const port = await freePorts(4);
  playground = startPlayground(join(folder, 'playground'), port);
  client = createAggregatorClient(`http://127.0.0.1:${port}`);
});
afterAll(async () => {
  playground.child.kill('SIGINT');
  await playground.exited;
  await rm(folder, { recursive: true, force: true });
});

/** The small CI registers its first version after 15 s, and what the shop runs soaks for 20 s. */
const patience = { timeout: 90_000 };

async function untilState(what: string, isSo: (state: State) => boolean): Promise<State> {
  const check = async () => {
    const { data } = await client.GET('/api/state');
    return data && isSo(data) && data;
  };
  return waitUntil(what, check, patience);
}

const verdictOf = ({ transitions }: State, wanted: string) =>
  transitions['prod-shop']?.gates.find(({ gate }) => gate === wanted)?.verdict;

it('lets the shop wait for a person, while what its small CI builds walks to prod unattended', async () => {
  await waitUntil('it explains itself', () => playground.output().includes('Ctrl-C'), { timeout: 60_000 });
  expect(playground.output()).toMatch(/approve shop\/web for prod as You <you@example\.org>/);
  const waiting = await untilState('the shop waits in pp, and a build of the CI is in prod', (state) => {
    return (
      isIn('pp', '2.0.0', 'shop/web')(state) &&
      verdictOf(state, 'Approval') === 'wait' &&
      isIn('prod', '1.1.0', 'payments/api')(state) &&
      isIn('prod', '1')(state)
    );
  });
  expect(waiting.problems).toEqual([]);
  expect(waiting.transitions['prod-shop']?.pending).toEqual([{ resource: 'shop/web', to: '2.0.0' }]);
  const gates = waiting.transitions['prod-shop']?.gates.map(({ gate }) => gate);
  expect(gates?.sort()).toEqual(['Approval', 'Soak', 'SourceClean', 'Window']);
  expect(waiting.resources['shop/web']?.cells['prod']?.version).toBeUndefined();

  const params = { path: { transition: 'prod-shop' } };
  const { data: detail } = await client.GET('/api/transitions/{transition}', { params });
  const changes = (detail?.pending ?? []).map(({ change }) => change);
  expect(changes).toHaveLength(1);
  const approved = await client.POST('/api/transitions/{transition}/approvals', {
    params: { ...params, header: { 'Tribble-Author': 'You <you@example.org>' } },
    body: { changes },
  });
  expect(approved.response.status).toBe(201);
  // In the holidays nothing but the window holds it back.
  await untilState('it arrives in prod, or only the window is shut', (state) => {
    const isOnlyShut = verdictOf(state, 'Window') === 'wait' && verdictOf(state, 'Approval') === 'pass';
    return isOnlyShut || isIn('prod', '2.0.0', 'shop/web')(state);
  });
});
