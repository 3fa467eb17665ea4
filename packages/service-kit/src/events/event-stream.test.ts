import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FakeClock, fakeClock } from '../fake-clock.ts';
import { listen, type Listening } from '../http/server.ts';
import { recordingLogger } from '../log/recording-logger.ts';
import { createEventStream, type EventStream, type EventStreamOptions } from './event-stream.ts';

let clock: FakeClock;
let stream: EventStream;
let server: Listening;
let state: string[];
let snapshots: number;
const aborts: AbortController[] = [];

async function serve(options: Partial<EventStreamOptions> = {}): Promise<void> {
  stream = createEventStream({
    snapshot: () => {
      snapshots += 1;
      return { type: 'snapshot', data: state };
    },
    clock,
    epoch: 'e1',
    ...options,
  });
  server = await listen(stream.handle, { host: '127.0.0.1', port: 0, log: recordingLogger().log });
}

/** Changes the state and sends the change. */
function patch(change: string): void {
  state.push(change);
  stream.send({ type: 'patch', data: change });
}

/** A client that reads up to and with a given text. */
async function follow(lastEventId?: string) {
  const abort = new AbortController();
  aborts.push(abort);
  const response = await fetch(`http://127.0.0.1:${server.port}/api/events`, {
    signal: abort.signal,
    headers: lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId },
  });
  const reader = (response.body as ReadableStream<Uint8Array>)
    .pipeThrough(new TextDecoderStream())
    .getReader();
  let text = '';
  const until = async (end: string): Promise<string> => {
    while (!text.includes(end)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the stream ended after ${text}`);
      text += value;
    }
    const cut = text.indexOf(end) + end.length;
    const read = text.slice(0, cut);
    text = text.slice(cut);
    return read;
  };
  const ended = async () => (await reader.read()).done;
  return { response, until, ended, leave: () => abort.abort() };
}

async function connectWithoutReading(): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.pause();
  socket.write('GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
  return socket;
}

async function waitForClients(count: number): Promise<void> {
  while (stream.clients !== count) await new Promise((resolve) => setImmediate(resolve));
}

beforeEach(() => {
  clock = fakeClock();
  state = [];
  snapshots = 0;
});
afterEach(async () => {
  for (const abort of aborts.splice(0)) abort.abort();
  stream.close();
  await server.close();
});

describe('a client', () => {
  it('gets a snapshot, then what is sent', async () => {
    await serve();
    patch('a');
    const client = await follow();
    expect(await client.until('\n\n')).toBe('id: e1-1\nevent: snapshot\ndata: ["a"]\n\n');
    patch('b');
    expect(await client.until('\n\n')).toBe('id: e1-2\nevent: patch\ndata: "b"\n\n');
  });

  it('is answered in a way that nothing on the way buffers or keeps', async () => {
    await serve();
    const { response } = await follow();
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
  });

  it('gets a line break within its data as JSON writes it', async () => {
    await serve();
    state = ['one\ntwo\r\n'];
    expect(await (await follow()).until('\n\n')).toContain('data: ["one\\ntwo\\r\\n"]\n\n');
  });

  it('resumes where it was', async () => {
    await serve();
    for (const change of ['a', 'b', 'c']) patch(change);
    const client = await follow('e1-1');
    expect(await client.until('"c"\n\n')).toBe(
      'id: e1-2\nevent: patch\ndata: "b"\n\nid: e1-3\nevent: patch\ndata: "c"\n\n',
    );
  });

  it('hears nothing twice when it missed nothing', async () => {
    await serve();
    patch('a');
    const client = await follow('e1-1');
    patch('b');
    expect(await client.until('\n\n')).toBe('id: e1-2\nevent: patch\ndata: "b"\n\n');
  });

  it.each([
    ['another process', 'e0-2'],
    ['too long ago', 'e1-1'],
    ['the future', 'e1-9'],
    ['nowhere', 'garbage'],
  ])('gets a snapshot when its last event is of %s', async (_, lastEventId) => {
    await serve({ keep: { events: 1, bytes: 1_000 } });
    for (const change of ['a', 'b', 'c']) patch(change);
    const client = await follow(lastEventId);
    expect(await client.until('\n\n')).toBe('id: e1-3\nevent: snapshot\ndata: ["a","b","c"]\n\n');
  });

  it('gets the whole state each time where that is the form of the stream', async () => {
    let status = { revision: 1 };
    await serve({ snapshot: () => ({ type: 'status', data: status }), keep: { events: 0, bytes: 0 } });
    const client = await follow();
    expect(await client.until('\n\n')).toBe('id: e1-0\nevent: status\ndata: {"revision":1}\n\n');
    status = { revision: 2 };
    stream.send({ type: 'status', data: status });
    expect(await client.until('\n\n')).toBe('id: e1-1\nevent: status\ndata: {"revision":2}\n\n');
    const late = await follow('e1-0');
    expect(await late.until('\n\n')).toBe('id: e1-1\nevent: status\ndata: {"revision":2}\n\n');
  });

  it('hears a heartbeat', async () => {
    await serve();
    const client = await follow();
    await client.until('\n\n');
    await clock.advance(15_000);
    expect(await client.until('\n\n')).toBe(': heartbeat\n\n');
    await clock.advance(15_000);
    expect(await client.until('\n\n')).toBe(': heartbeat\n\n');
  });
});

describe('many clients', () => {
  it('share one snapshot until something is sent', async () => {
    await serve();
    await Promise.all([follow(), follow(), follow()]);
    expect(snapshots).toBe(1);
    patch('a');
    await follow();
    expect(snapshots).toBe(2);
  });

  it('are forgotten when they leave, and with the last one the heartbeat', async () => {
    await serve();
    const [one, other] = [await follow(), await follow()];
    expect(stream.clients).toBe(2);
    one.leave();
    await waitForClients(1);
    expect(clock.waiting()).toHaveLength(1);
    other.leave();
    await waitForClients(0);
    expect(clock.waiting()).toEqual([]);
  });

  it('may take their time with a large snapshot', async () => {
    await serve({ clientBytes: 1_024 });
    state = ['x'.repeat(32 * 1_024 * 1_024)];
    const slow = await connectWithoutReading();
    await waitForClients(1);
    patch('small');
    patch('small');
    expect(stream.clients).toBe(1);
    slow.destroy();
    await waitForClients(0);
  });

  it('do not suffer from one that does not read, which is dropped', async () => {
    await serve({ clientBytes: 64 * 1_024 });
    const deaf = await connectWithoutReading();
    const client = await follow();
    await waitForClients(2);
    const large = 'x'.repeat(64 * 1_024);
    let sent = 0;
    for (; stream.clients === 2 && sent < 1_000; sent += 1) {
      patch(`${large}${sent}`);
      await client.until(`${large}${sent}"\n\n`);
    }
    expect(sent).toBeLessThan(1_000);
    patch('the end');
    await client.until('the end');
    deaf.destroy();
  });
});

describe('close', () => {
  it('ends all connections and takes no more', async () => {
    await serve();
    const client = await follow();
    await client.until('\n\n');
    stream.close();
    expect(await client.ended()).toBe(true);
    expect(clock.waiting()).toEqual([]);

    const late = createServer((request, response) => {
      expect(() => stream.handle(request, response)).toThrow('This service is stopping');
      response.end();
    });
    late.listen(0, '127.0.0.1');
    await once(late, 'listening');
    await fetch(`http://127.0.0.1:${(late.address() as AddressInfo).port}`);
    late.close();
    expect(stream.clients).toBe(0);
  });
});
