import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { applyMergePatch, type EnvironmentStatus, type Json, type State } from '@tribble/api';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { recordingLogger } from '@tribble/service-kit/testing';
import { followRepository } from './follow-repository.ts';
import { send, startServer, type TestServer } from './testing-server.ts';

const repository = `
commits:
  - name: head
    files:
      deployers.yaml: 'deployers: {dev: {type: Mock}, pp: {type: Mock}}'
      transitions.yaml: 'transitions: {pp: {source: dev, target: pp}}'
      latest/version/s1.yaml: 'version: 1'
      dev/base/s1.yaml: "apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: s1}\\n"
      dev/version/s1.yaml: 'version: 1'
      dev/version/payments/api.yaml: 'version: 1'
  - {name: person, parent: head, files: {dev/version/s1.yaml: 'version: 2', dev/version/payments: null}}
refs: {main: head}
`;

let fixture: Fixture;
let here: TestServer;
let aborts: AbortController[];
beforeEach(async () => {
  fixture = await createRepository(repository);
  here = await startServer(fixture.path, recordingLogger().log);
  aborts = [];
});
afterEach(async () => {
  for (const abort of aborts) abort.abort();
  await here.close();
  await fixture.remove();
});

type Event = { id: string; type: string; data: Json };

/** Connects to the stream; `next` reads one event. */
async function connect(lastEventId?: string) {
  const abort = new AbortController();
  aborts.push(abort);
  const headers = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
  const response = await fetch(`${here.url}/api/events`, { signal: abort.signal, headers });
  const reader = (response.body as ReadableStream<Uint8Array>)
    .pipeThrough(new TextDecoderStream())
    .getReader();
  let text = '';
  const next = async (): Promise<Event> => {
    // A frame that is no event is a heartbeat.
    const event = /^id: (.*)\nevent: (.*)\ndata: (.*)\n\n/m;
    for (;;) {
      const frame = event.exec(text);
      if (frame) {
        const [all, id = '', type = '', data = ''] = frame;
        text = text.slice(frame.index + all.length);
        return { id, type, data: JSON.parse(data) as Json };
      }
      const { value, done } = await reader.read();
      if (done) throw new Error('the stream ended');
      text += value;
    }
  };
  return { next, leave: () => abort.abort() };
}

/** A client that folds events until it has what the server has. */
function folding(stream: Awaited<ReturnType<typeof connect>>, start?: Json) {
  let state = start;
  let lastEventId = '';
  const types: string[] = [];
  const untilCurrent = async (): Promise<Json> => {
    const wanted = JSON.stringify(await getState());
    while (
      state === undefined ||
      JSON.stringify(sorted(state)) !== JSON.stringify(sorted(JSON.parse(wanted) as Json))
    ) {
      const { id, type, data } = await stream.next();
      types.push(type);
      lastEventId = id;
      state = type === 'snapshot' ? data : applyMergePatch(state, data);
    }
    return state;
  };
  return { untilCurrent, types, lastEventId: () => lastEventId };
}

/** With keys in one order, since a merge patch says nothing of their order. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => sorted(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

async function getState(): Promise<State> {
  const response = await fetch(`${here.url}/api/state`);
  return (await response.json()) as State;
}

const register = (resource: string, version: string) =>
  send(`${here.url}/api/resources/${encodeURIComponent(resource)}/versions`, 'POST', { version });

describe('GET /api/state', () => {
  it('is the fold of git and reports, with the faults of all files', async () => {
    const state = await getState();
    expect(state).toMatchObject({
      repository: { branch: 'main', revision: fixture.commit('head') },
      order: ['dev', 'pp', 'latest'],
      freshness: { repository: { state: 'live' } },
    });
    expect(state.problems).toMatchObject([
      { path: 'dev/version/payments/api.yaml', message: 'there is no base for this version' },
    ]);
  });

  it('is answered with 304 until it changes', async () => {
    const first = await fetch(`${here.url}/api/state`);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    const again = () => fetch(`${here.url}/api/state`, { headers: { 'If-None-Match': etag } });
    expect((await again()).status).toBe(304);
    here.live.refresh();
    expect((await again()).status).toBe(304);
    await register('s1', '2');
    const changed = await again();
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });
});

describe('GET /api/events', () => {
  it('folds to the state, whatever happens', async () => {
    const client = folding(await connect());
    await client.untilCurrent();
    const status: EnvironmentStatus = { type: 'Mock', status: 'InProgress', resources: {}, problems: [] };
    const steps: (() => unknown)[] = [
      () => register('s1', '2'),
      () => register('constructor', '1'),
      () =>
        send(`${here.url}/api/environments/dev/locks`, 'POST', {
          reason: 'fair',
          until: '2026-11-21T13:00:00Z',
        }),
      () => here.reports.environments.set('dev', status),
      () => here.reports.problems.push({ path: 'deployers.yaml', message: 'bad' }),
      () => here.setTime('2026-11-21T13:00:00Z'),
      () =>
        (here.reports.freshness.deployer = {
          state: 'unreachable',
          since: '2026-11-21T12:00:00Z',
          message: 'x',
        }),
      () => here.reports.environments.delete('dev'),
      () => fixture.apply('person'),
    ];
    for (const step of steps) {
      await step();
      await followRepository(here.repo, here.live);
      here.live.refresh();
      await client.untilCurrent();
    }
    const { resources } = await getState();
    expect(Object.keys(resources).sort()).toEqual(['constructor', 's1']);
    expect(client.types.filter((type) => type === 'snapshot')).toHaveLength(1);
    expect(client.types.length).toBeGreaterThan(steps.length);
  });

  it('goes on after Last-Event-ID with what was missed alone', async () => {
    const stream = await connect();
    const client = folding(stream);
    const known = await client.untilCurrent();
    stream.leave();
    await register('s1', '2');
    await register('s2', '1');
    const back = folding(await connect(client.lastEventId()), known);
    await back.untilCurrent();
    expect(back.types).toEqual(['patch', 'patch']);
  });

  it.each(['nonsense', 'other-7', ''])('begins anew after the id %j that it never gave', async (id) => {
    expect((await (await connect(id)).next()).type).toBe('snapshot');
  });

  it('is silent when nothing happens', async () => {
    const stream = await connect();
    const first = await stream.next();
    for (let turn = 0; turn < 3; turn += 1) {
      await followRepository(here.repo, here.live);
      here.live.refresh();
    }
    await register('s1', '2');
    const head = await fixture.resolve('main');
    expect((await stream.next()).data).toMatchObject({ repository: { revision: head } });
    expect(first.type).toBe('snapshot');
  });
});

describe('following the repository', () => {
  it('folds a lock away when its time has come', async () => {
    await send(`${here.url}/api/environments/dev/locks`, 'POST', {
      reason: 'x',
      until: '2026-11-21T13:00:00Z',
    });
    expect((await getState()).environments['dev']?.locks).toHaveLength(1);
    here.setTime('2026-11-21T13:00:00Z');
    expect(await followRepository(here.repo, here.live)).toMatchObject({ kind: 'unchanged' });
    expect((await getState()).environments['dev']?.locks).toEqual([]);
  });

  it('keeps the last state while the repository cannot be read, and ticks neither then nor after', async () => {
    const before = await getState();
    const failing = (message: string) => ({ ...here.repo, fetch: () => Promise.reject(new Error(message)) });
    const patches: Json[] = [];
    const stream = await connect();
    await stream.next();
    here.setTime('2026-11-21T12:01:00Z');
    for (const message of ['refused after 1 ms', 'refused after 17 ms', 'denied'])
      await expect(followRepository(failing(message), here.live)).rejects.toThrow(message);
    here.setTime('2026-11-21T12:02:00Z');
    await followRepository(here.repo, here.live);
    for (let count = 0; count < 3; count += 1) patches.push((await stream.next()).data);
    const since = '2026-11-21T12:01:00.000Z';
    expect(patches).toEqual([
      { freshness: { repository: { state: 'unreachable', since, message: 'refused after 1 ms' } } },
      { freshness: { repository: { message: 'denied' } } },
      { freshness: { repository: { state: 'live', since: '2026-11-21T12:02:00.000Z', message: null } } },
    ]);
    expect({ ...(await getState()), freshness: before.freshness }).toEqual(before);
  });
});
