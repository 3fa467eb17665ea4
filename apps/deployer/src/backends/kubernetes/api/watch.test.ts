import type { RequestListener, ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { fakeClock } from '@tribble/service-kit/testing';
import type { KubernetesClient } from './client.ts';
import { apiHarness, json, status } from './harness.contract.ts';
import type { WatchEvent } from './watch.ts';

const { clientOfAnswers } = apiHarness();

const event = (type: string, name: string, more: object = {}) =>
  `${JSON.stringify({ type, object: { kind: 'ConfigMap', metadata: { name, managedFields: [], ...more } } })}\n`;
const seen = (type: string, name: string) => ({ type, object: { kind: 'ConfigMap', metadata: { name } } });
const query = { resourceVersion: '7', timeoutSeconds: 300 };

async function all(watch: AsyncIterable<WatchEvent>, into: WatchEvent[] = []): Promise<WatchEvent[]> {
  for await (const each of watch) into.push(each);
  return into;
}

const never = new AbortController().signal;

describe('a watch', () => {
  it('gives the changes until the server ends it', async () => {
    const asked: unknown[] = [];
    const client = await clientOfAnswers((request, response) => {
      asked.push(request.url, request.headers.accept);
      response.writeHead(200);
      response.write(event('ADDED', 'a') + event('MODIFIED', 'a').slice(0, 20));
      response.write(event('MODIFIED', 'a').slice(20));
      response.end(
        `${event('DELETED', 'a')}${JSON.stringify({ type: 'BOOKMARK', object: { metadata: { resourceVersion: '9' } } })}\n`,
      );
    });
    const events = await all(
      client.watch('/cms', { ...query, labelSelector: 'app', metadataOnly: true }, never),
    );
    expect(events).toEqual([
      seen('ADDED', 'a'),
      seen('MODIFIED', 'a'),
      seen('DELETED', 'a'),
      { type: 'BOOKMARK', object: { metadata: { resourceVersion: '9' } } },
    ]);
    expect(asked).toEqual([
      '/cms?watch=true&allowWatchBookmarks=true&labelSelector=app&resourceVersion=7&timeoutSeconds=300',
      'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    ]);
    expect(client.requests()).toEqual({ watch: 1 });
  });

  it('hands on what the server says of an error', async () => {
    const object = status(410, 'too old resource version', { reason: 'Expired' });
    const client = await clientOfAnswers((_, response) => {
      response.end(`${JSON.stringify({ type: 'ERROR', object })}\n`);
    });
    await expect(all(client.watch('/cms', query, never))).resolves.toEqual([{ type: 'ERROR', object }]);
  });

  it.each<[string, RequestListener, object]>([
    ['is refused', json(403, status(403, 'cms is forbidden')), { status: 403, transient: false }],
    ['is too old', json(410, status(410, 'too old')), { status: 410 }],
    [
      'ends within an event',
      (_, response) => void response.end(event('ADDED', 'a') + '{"type":'),
      { transient: true },
    ],
    [
      'breaks',
      (request, response) =>
        void response.writeHead(200).write(event('ADDED', 'a'), () => request.socket.destroy()),
      { name: 'ConnectionError', transient: true },
    ],
    [
      'brings what is no event',
      (_, response) => void response.end('{"type":"ODD","object":{}}\n'),
      { transient: true },
    ],
    [
      'brings what has no name',
      (_, response) => void response.end('{"type":"ADDED","object":{}}\n'),
      { transient: true },
    ],
  ])('throws where it %s', async (_, answer, error) => {
    const client = await clientOfAnswers(answer);
    await expect(all(client.watch('/cms', query, never))).rejects.toMatchObject(error);
  });

  /** A watch that has given one event and stays open. */
  async function begun(client: KubernetesClient, signal: AbortSignal) {
    const watch = client.watch('/cms', query, signal)[Symbol.asyncIterator]();
    expect(await watch.next()).toMatchObject({ value: { type: 'ADDED' } });
    return watch;
  }

  async function openWatch() {
    const clock = fakeClock();
    let ended: () => void;
    const gone = new Promise<void>((resolve) => (ended = resolve));
    const client = await clientOfAnswers(
      (request, response) => {
        request.once('close', () => ended());
        response.writeHead(200).write(event('ADDED', 'a'));
      },
      { clock, timeout: 1_000 },
    );
    return { client, clock, gone };
  }

  it('stays open however long nothing happens', async () => {
    const { client, clock, gone } = await openWatch();
    const stopping = new AbortController();
    const watch = await begun(client, stopping.signal);
    await clock.advance(3_600_000);
    const next = watch.next();
    stopping.abort();
    await expect(next).resolves.toEqual({ done: true, value: undefined });
    await gone;
  });

  it('ends where its consumer has enough', async () => {
    const { client, gone } = await openWatch();
    for await (const each of client.watch('/cms', query, never)) {
      expect(each.type).toBe('ADDED');
      break;
    }
    await gone;
  });

  it('ends with the client, which is an error', async () => {
    const { client, gone } = await openWatch();
    const next = (await begun(client, never)).next();
    client.close();
    await expect(next).rejects.toThrow('its client was closed');
    await gone;
  });

  it('does not wait for a busy server once the client is closed', async () => {
    const clock = fakeClock();
    const client = await clientOfAnswers(json(429, {}, { 'retry-after': '9' }), { clock });
    const refused = expect(all(client.watch('/cms', query, never))).rejects.toThrow('its client was closed');
    while (!clock.waiting().some((wait) => wait < 10_000)) await clock.advance(0);
    client.close();
    await refused;
    expect(clock.waiting()).toEqual([]);
  });

  it('that was stopped before it began asks nothing', async () => {
    const { client } = await openWatch();
    await expect(all(client.watch('/cms', query, AbortSignal.abort()))).resolves.toEqual([]);
    expect(client.requests()).toEqual({});
  });

  it('that does not begin is given up', async () => {
    const clock = fakeClock();
    const client = await clientOfAnswers(() => undefined, { clock, timeout: 1_000 });
    const refused = expect(all(client.watch('/cms', query, never))).rejects.toThrow('no answer within 1 s');
    await clock.advance(1_000);
    await refused;
  });

  it('takes no connection from requests', async () => {
    const open: ServerResponse[] = [];
    const client = await clientOfAnswers(
      (request, response) => {
        if (request.url?.includes('watch=true'))
          open.push(response.writeHead(200).on('close', () => undefined));
        else json(200, {})(request, response);
        if (request.url?.includes('watch=true')) response.write(event('ADDED', 'a'));
      },
      { inFlight: 1 },
    );
    const stopping = new AbortController();
    const watches = await Promise.all([1, 2, 3].map(() => begun(client, stopping.signal)));
    await expect(client.get('/x')).resolves.toEqual({});
    stopping.abort();
    for (const watch of watches) await expect(watch.next()).resolves.toMatchObject({ done: true });
  });

  it('reads no faster than its events are taken', async () => {
    let sent = 0;
    const filler = 'x'.repeat(1024 * 1024);
    let isFull: () => void;
    const full = new Promise<void>((resolve) => (isFull = resolve));
    const client = await clientOfAnswers((_, response) => {
      const write = (): void => {
        sent += 1;
        if (sent > 64) response.end();
        else if (response.write(event('ADDED', `n${sent}`, { filler }))) write();
        else {
          isFull();
          response.once('drain', write);
        }
      };
      response.writeHead(200);
      write();
    });
    const watch = await begun(client, never);
    await full;
    // What the buffers of the system and of both ends hold; not what the server has.
    expect(sent).toBeLessThan(48);
    let count = 1;
    while ((await watch.next()).done !== true) count += 1;
    expect(count).toBe(64);
  });
});
