import { once } from 'node:events';
import { Agent, get, type IncomingMessage, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { recordingLogger } from '../log/recording-logger.ts';
import { listen, type Listening } from './server.ts';

const { log, lines } = recordingLogger();
const open: Listening[] = [];
/** For so many milliseconds node's server keeps an idle connection; a stop must not wait for that. */
const keepAlive = 5_000;
const agent = new Agent({ keepAlive: true });

async function start(app: RequestListener, port = 0): Promise<Listening> {
  const listening = await listen(app, { host: '127.0.0.1', port, log });
  open.push(listening);
  return listening;
}

async function ask(port: number): Promise<IncomingMessage> {
  const [response] = (await once(get({ port, agent, host: '127.0.0.1' }), 'response')) as [IncomingMessage];
  return response;
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks = await response.toArray();
  return chunks.join('');
}

afterEach(async () => {
  agent.destroy();
  await Promise.all(open.splice(0).map((listening) => listening.close()));
});

describe('listen', () => {
  it('tells and logs the port that it got', async () => {
    const { port } = await start((_request, response) => void response.end('ok'));
    expect(port).toBeGreaterThan(0);
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'listening', port }));
    expect(await textOf(await ask(port))).toBe('ok');
  });

  it('says in one line that the port is in use', async () => {
    const { port } = await start((_request, response) => void response.end());
    await expect(start(() => undefined, port)).rejects.toThrow(
      `port ${port} is in use on 127.0.0.1: stop what listens there, or set another api_port`,
    );
  });

  it('says that the host is none of this machine', async () => {
    await expect(listen(() => undefined, { host: '192.0.2.1', port: 0, log })).rejects.toThrow(
      '192.0.2.1 is no address of this machine',
    );
  });
});

describe('close', () => {
  it('answers what is in flight, then nothing more', async () => {
    let release: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      release = resolve;
    });
    let answer: () => void = () => undefined;
    const { port, close } = await start((_request, response) => {
      answer = () => void response.end('done');
      release();
    });
    const pending = ask(port);
    await arrived;
    let closed = false;
    const closing = close().then(() => (closed = true));
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
    expect(closed).toBe(false);
    const answered = performance.now();
    answer();
    expect(await textOf(await pending)).toBe('done');
    await closing;
    expect(performance.now() - answered).toBeLessThan(keepAlive);
  });

  it('ends connections that idle', async () => {
    const { port, close } = await start((_request, response) => void response.end('ok'));
    await textOf(await ask(port));
    await close();
  });

  it('ends event streams', async () => {
    const { port, close } = await start((_request, response) => {
      response.setHeader('Content-Type', 'text/event-stream');
      response.write(': hello\n\n');
    });
    const response = await ask(port);
    const text = textOf(response);
    await close();
    expect(await text).toBe(': hello\n\n');
  });

  it('may be called twice', async () => {
    const { close } = await start(() => undefined);
    await close();
    await close();
  });
});
