import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { transitionerAt } from './transitioner-client.ts';

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

/** Something at the address of the transitioner. */
async function something(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ended.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const ask = (url: string, timeLimit?: number) =>
  transitionerAt(url, timeLimit).ask(({ GET }) => GET('/api/forecast'));

describe('asking the transitioner', () => {
  it('is refused with the problem that it tells, word for word', async () => {
    const errors = [{ path: '/query/hours', message: 'must be <= 744' }];
    const body = { type: 'about:blank', title: 'Bad Request', status: 400, detail: 'Too far.', errors };
    const url = await something((_request, response) => {
      response.writeHead(400, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify(body));
    });
    await expect(ask(url)).rejects.toMatchObject({
      status: 400,
      title: 'Bad Request',
      detail: 'Too far.',
      errors,
    });
  });

  it('says that nobody listens', async () => {
    const url = await something(() => undefined);
    for (const end of ended.splice(0)) end();
    await expect(ask(url)).rejects.toMatchObject({
      status: 503,
      title: 'Service Unavailable',
      detail: expect.stringMatching(
        /^The transitioner at http:\/\/127\.0\.0\.1:\d+ cannot be reached: connect ECONNREFUSED/,
      ),
    });
  });

  it.each<[name: string, answer: RequestListener]>([
    ['nothing', () => undefined],
    ['half an answer', (_request, response) => void response.writeHead(200).write('{"from":')],
  ])('waits no longer than its time for %s', async (_name, answer) => {
    const url = await something(answer);
    const detail = `The transitioner at ${url} cannot be reached: no answer within 0.05 s.`;
    await expect(ask(url, 50)).rejects.toMatchObject({ status: 503, detail });
  });

  it.each<[name: string, status: number, body: string]>([
    ['a page', 200, '<html>'],
    ['a page of errors', 502, '<html>bad gateway</html>'],
    ['other errors', 500, '{"error": "x"}'],
    ['nothing', 200, ''],
    ['nothing at all', 204, ''],
    ['what was not asked for', 304, ''],
  ])('says that it is not the transitioner which answers %s', async (_name, status, body) => {
    const url = await something((_request, response) => void response.writeHead(status).end(body));
    await expect(ask(url)).rejects.toMatchObject({
      status: 502,
      detail: expect.stringContaining(`What answers at ${url} is not the transitioner`),
    });
  });

  it('hides the credentials of an address, with which it cannot be asked', async () => {
    const error: unknown = await ask('http://ann:secret@127.0.0.1:1').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      status: 503,
      detail: expect.stringMatching(
        /^The transitioner at http:\/\/\*\*\*@127\.0\.0\.1:1 cannot be reached: ./,
      ),
    });
    expect(String(error)).not.toContain('secret');
  });

  it('says that a connection was cut', async () => {
    const url = await something((request) => void request.socket.destroy());
    await expect(ask(url)).rejects.toMatchObject({
      status: 503,
      detail: expect.stringContaining('cannot be reached: other side closed'),
    });
  });
});
