import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FakeClock, fakeClock } from '../fake-clock.ts';
import { createEventStream } from './event-stream.ts';
import { subscribe, type Subscription, type SubscribeOptions } from './subscribe.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let clock: FakeClock;
let server: Server;
let answer: Answer;
let told: string[];
let subscription: Subscription | undefined;

beforeEach(async () => {
  clock = fakeClock();
  told = [];
  server = createServer((request, response) => answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  subscription?.close();
  server.closeAllConnections();
  if (server.listening) await new Promise((resolve) => server.close(resolve));
});

function follow(options: Partial<SubscribeOptions> = {}, userinfo = ''): void {
  const { port } = server.address() as AddressInfo;
  subscription = subscribe(`http://${userinfo}127.0.0.1:${port}/api/events`, {
    events: ['snapshot', 'patch'],
    onEvent: (type, data) => void told.push(`${type} ${JSON.stringify(data)}`),
    onState: (state, message) => void told.push(message === undefined ? state : `${state}: ${message}`),
    clock,
    random: () => 1,
    ...options,
  });
}

async function waitFor(count: number): Promise<string[]> {
  while (told.length < count) await new Promise((resolve) => setImmediate(resolve));
  return told;
}

/** Waits until the next retry is due in so many milliseconds. */
async function waitForRetry(delay: number): Promise<void> {
  while (clock.waiting()[0] !== delay) await new Promise((resolve) => setImmediate(resolve));
}

const headers = { 'Content-Type': 'text/event-stream' };

describe('subscribe', () => {
  it('follows a stream, and after a loss goes on where it was', async () => {
    const stream = createEventStream({ snapshot: () => ({ type: 'snapshot', data: {} }), epoch: 'e', clock });
    const asked: (string | string[] | undefined)[] = [];
    answer = (request, response) => {
      asked.push(request.headers['last-event-id']);
      stream.handle(request, response);
    };
    follow();
    await waitFor(2);
    stream.send({ type: 'patch', data: 1 });
    await waitFor(3);
    server.closeAllConnections();
    await waitFor(4);
    stream.send({ type: 'patch', data: 2 });
    await clock.advance(500);
    expect(await waitFor(6)).toEqual([
      'open',
      'snapshot {}',
      'patch 1',
      expect.stringMatching(/^lost: /),
      'open',
      'patch 2',
    ]);
    expect(asked).toEqual([undefined, 'e-1']);
    stream.close();
  });

  it('says once why it cannot connect, without credentials', async () => {
    follow({}, 'ann:hunter2@');
    for (const delay of [500, 1_000, 2_000]) {
      await waitForRetry(delay);
      await clock.advance(delay);
    }
    await waitForRetry(4_000);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^lost: .*\*\*\*@127/);
  });

  it('backs off further with each failure and starts over after an event', async () => {
    let isWell = false;
    answer = (_request, response) => {
      if (isWell) response.writeHead(200, headers).end('event: patch\ndata: 1\n\n');
      else response.writeHead(503).end();
    };
    follow();
    for (const delay of [500, 1_000, 2_000]) {
      await waitForRetry(delay);
      isWell = delay === 2_000;
      await clock.advance(delay);
    }
    expect(await waitFor(4)).toEqual([
      'lost: Non-200 status code (503)',
      'open',
      'patch 1',
      'lost: the stream ended',
    ]);
    expect(clock.waiting()).toEqual([500]);
  });

  it('takes silence for a loss, but not while heartbeats come', async () => {
    let beat: () => void = () => undefined;
    answer = (_request, response) => {
      response.writeHead(200, headers).write('event: patch\ndata: 1\n\n');
      beat = () => void response.write(': heartbeat\n\n');
    };
    follow({ silence: 10_000 });
    await waitFor(2);
    await clock.advance(9_000);
    beat();
    await waitForRetry(10_000);
    await clock.advance(9_999);
    expect(told).toHaveLength(2);
    await clock.advance(1);
    expect(told[2]).toBe('lost: nothing was heard for 10 s');
  });

  it('starts from a snapshot after something that is not JSON', async () => {
    const asked: (string | string[] | undefined)[] = [];
    answer = (request, response) => {
      asked.push(request.headers['last-event-id']);
      response
        .writeHead(200, headers)
        .write(
          'id: 1\nevent: patch\ndata: 1\n\nid: 2\nevent: patch\ndata: {\n\nid: 3\nevent: patch\ndata: 3\n\n',
        );
    };
    follow();
    expect((await waitFor(3))[2]).toMatch(/^lost: event patch is not JSON: /);
    await clock.advance(500);
    await waitFor(4);
    expect(told).not.toContain('patch 3');
    expect(asked).toEqual([undefined, undefined]);
  });

  it('may be closed when it tells of a loss', async () => {
    answer = (_request, response) => response.writeHead(503).end();
    follow({
      onState: (state) => {
        told.push(state);
        subscription?.close();
      },
    });
    expect(await waitFor(1)).toEqual(['lost']);
    expect(clock.waiting()).toEqual([]);
  });

  it('ends when it is closed', async () => {
    let gone: () => void = () => undefined;
    const left = new Promise<void>((resolve) => {
      gone = resolve;
    });
    answer = (_request, response) => {
      response.writeHead(200, headers).flushHeaders();
      response.once('close', () => gone());
    };
    follow();
    await waitFor(1);
    subscription?.close();
    await left;
    expect(told).toEqual(['open']);
    expect(clock.waiting()).toEqual([]);
  });
});
