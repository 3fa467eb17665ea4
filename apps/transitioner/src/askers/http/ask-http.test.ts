import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { HttpQuestion } from '@tribble/promotion';
import { fakeClock } from '@tribble/service-kit/testing';
import fc from 'fast-check';
import { httpAsker, type HttpAskerOptions } from './ask-http.ts';
import { isHostAmong } from './hosts.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Seen = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** A server on loopback that remembers what it was asked. */
async function serve(listener: RequestListener, host = '127.0.0.1') {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    seen.push({ method: request.method, url: request.url, headers: request.headers });
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return { url: `http://${host}:${(server.address() as AddressInfo).port}`, seen };
}

const redirectTo =
  (location: string, status = 302): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { location }).end('elsewhere');
  };
const ok: RequestListener = (_request, response) => {
  response.end('{"ok":true}');
};

const questionOf = (url: string, more: Partial<HttpQuestion> = {}): HttpQuestion => ({
  kind: 'http',
  about: 'a change',
  method: 'GET',
  url,
  headers: {},
  interval: 1_000,
  timeout: 10_000,
  ...more,
});
const token = 'hunter2/+"token';
const secretHeader = { 'X-Token': 'Bearer ${QA_TOKEN}' };

function ask(question: HttpQuestion, options: Partial<HttpAskerOptions> = {}) {
  const variables = { allowed: { QA_TOKEN: ['*'] }, environment: { QA_TOKEN: token, HOME: '/root' } };
  const asker = httpAsker({ hosts: ['*'], variables, clock: fakeClock(), ...options });
  return asker(question, new AbortController().signal);
}

describe('a request', () => {
  it('brings status and body, whatever they are', async () => {
    const { url, seen } = await serve((_request, response) => response.writeHead(503).end('<html> ä'));
    expect(await ask(questionOf(`${url}/a?b=c`))).toEqual({ kind: 'http', status: 503, body: '<html> ä' });
    expect(seen).toMatchObject([
      { method: 'GET', url: '/a?b=c', headers: { 'user-agent': 'tribble-transitioner' } },
    ]);
  });

  it('sends headers and body', async () => {
    const { url, seen } = await serve((request, response) => request.pipe(response));
    const headers = { 'Content-Type': 'application/json', ACCEPT: 'text/plain' };
    const answer = await ask(questionOf(url, { method: 'POST', headers, body: '{"a":1}' }));
    expect(answer).toMatchObject({ body: '{"a":1}' });
    expect(seen).toMatchObject([
      { method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/plain' } },
    ]);
  });

  it('ends in time', async () => {
    const clock = fakeClock();
    const { url } = await serve(() => void clock.advance(10_000));
    expect(await ask(questionOf(url), { clock })).toEqual({
      kind: 'error',
      message: `${new URL(url).host}: no answer within 10s`,
    });
    expect(clock.waiting()).toEqual([]);
  });

  it('ends in time where the body never does', async () => {
    const clock = fakeClock();
    const { url } = await serve((_request, response) => {
      response.write('{', () => void clock.advance(10_000));
    });
    expect(await ask(questionOf(url), { clock })).toMatchObject({
      kind: 'error',
      message: expect.stringContaining('no answer within 10s') as unknown,
    });
  });

  it('ends with the transitioner', async () => {
    const stopping = new AbortController();
    const { url } = await serve(() => stopping.abort());
    const variables = { allowed: {}, environment: {} };
    const asker = httpAsker({ hosts: ['*'], variables, clock: fakeClock() });
    expect(await asker(questionOf(url), stopping.signal)).toMatchObject({ kind: 'error' });
  });

  it('reads 1 MiB and no more', async () => {
    const size = 1_024 * 1_024;
    const { url } = await serve((request, response) => {
      response.end(Buffer.alloc(request.url === '/more' ? size + 1 : size, 'x'));
    });
    const answer = await ask(questionOf(url));
    expect('body' in answer && answer.body.length).toBe(size);
    expect(await ask(questionOf(`${url}/more`))).toEqual({
      kind: 'error',
      message: `${new URL(url).host}: answers with more than 1 MiB`,
    });
  });

  it('tells why nobody answers', async () => {
    const { url } = await serve(ok);
    servers.splice(0).forEach((server) => server.close());
    expect(await ask(questionOf(url))).toEqual({
      kind: 'error',
      message: expect.stringMatching(/^127\.0\.0\.1:\d+: .*ECONNREFUSED/),
    });
  });

  it('never tells user and password of an address', async () => {
    const answer = await ask(questionOf('http://ann:hunter2@127.0.0.1:1/'));
    expect(answer).toMatchObject({ kind: 'error' });
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });
});

describe('redirects', () => {
  it.each([
    [302, 'POST', 'GET', ''],
    [307, 'POST', 'POST', 'x'],
    [308, 'GET', 'GET', undefined],
  ] as const)('%i of a %s within a service keep its headers', async (status, method, then, body) => {
    const { url, seen } = await serve((request, response) => {
      if (request.url === '/old') redirectTo('/new', status)(request, response);
      else request.pipe(response);
    });
    const more = { method, headers: secretHeader, ...(body !== undefined && { body: 'x' }) };
    expect(await ask(questionOf(`${url}/old`, more))).toEqual({
      kind: 'http',
      status: 200,
      body: body ?? '',
    });
    expect(seen[1]).toMatchObject({ method: then, url: '/new', headers: { 'x-token': `Bearer ${token}` } });
  });

  it('to another origin are followed without the headers', async () => {
    const other = await serve(ok);
    const { url } = await serve(redirectTo(other.url));
    const answer = await ask(questionOf(url, { headers: { 'X-Team': 'a' } }));
    expect(answer).toMatchObject({ body: '{"ok":true}' });
    expect(other.seen[0]?.headers['x-team']).toBeUndefined();
  });

  it.each([secretHeader, { authorization: 'Basic abc' }, { Cookie: 'a=b' }])(
    'to another origin are refused where the headers may be secret: %j',
    async (headers) => {
      const other = await serve(ok);
      const { url } = await serve(redirectTo(`${other.url}/secret-path`));
      const answer = await ask(questionOf(url, { headers }));
      expect(answer).toMatchObject({ kind: 'error' });
      expect(JSON.stringify(answer)).toContain(new URL(url).host);
      expect(JSON.stringify(answer)).toContain(new URL(other.url).host);
      expect(other.seen).toEqual([]);
    },
  );

  it.each(['ftp://127.0.0.1/', 'http://ann:hunter2@127.0.0.1/', 'http://', 'file:///etc/passwd'])(
    'to %s are refused',
    async (location) => {
      const { url } = await serve(redirectTo(location));
      const answer = await ask(questionOf(url));
      expect(answer).toMatchObject({
        kind: 'error',
        message: expect.stringContaining('redirects to what is no address') as unknown,
      });
      expect(JSON.stringify(answer)).not.toContain('hunter2');
    },
  );

  it('end after five', async () => {
    const { url, seen } = await serve((request, response) => {
      redirectTo(`${request.url ?? ''}x`)(request, response);
    });
    expect(await ask(questionOf(`${url}/`))).toMatchObject({
      kind: 'error',
      message: expect.stringContaining('redirects more than 5 times') as unknown,
    });
    expect(seen).toHaveLength(6);
  });

  it('without an address are answers', async () => {
    const { url } = await serve((_request, response) => response.writeHead(304).end());
    expect(await ask(questionOf(url))).toEqual({ kind: 'http', status: 304, body: '' });
  });
});

describe('hosts', () => {
  it.each([
    ['https://qa.example.org/', ['qa.example.org'], true],
    ['https://qa.example.org:8443/', ['qa.example.org'], true],
    ['https://qa.example.org:8443/', ['qa.example.org:443'], false],
    ['https://qa.example.org/', ['qa.example.org:443'], true],
    ['http://qa.example.org/', ['QA.example.org:80'], true],
    ['https://a.b.example.org/', ['*.example.org'], true],
    ['https://example.org/', ['*.example.org'], false],
    ['https://qa.example.org.evil.com/', ['qa.example.org', '*.example.org'], false],
    ['https://qaxexample.org/', ['qa.example.org'], false],
    ['http://[::1]:9/', ['[::1]'], true],
    ['http://x/', [], false],
    ['http://x/', ['*'], true],
  ])('%s is among %j: %s', (url, hosts, expected) => expect(isHostAmong(new URL(url), hosts)).toBe(expected));

  it('that are not allowed are not asked', async () => {
    const { url, seen } = await serve(ok);
    expect(await ask(questionOf(url), { hosts: ['qa.example.org'] })).toMatchObject({
      kind: 'error',
      message: expect.stringContaining('see gate_hosts') as unknown,
    });
    expect(seen).toEqual([]);
  });

  it('that are not allowed are named once', async () => {
    const { url } = await serve(ok);
    const { host } = new URL(url);
    expect(await ask(questionOf(url), { hosts: [] })).toMatchObject({
      message: `${host} is not one of the hosts that gates may ask: see gate_hosts`,
    });
    const { url: away } = await serve(redirectTo('ftp://x/'));
    expect(await ask(questionOf(away))).toMatchObject({
      message: `${new URL(away).host} redirects to what is no address of a web page`,
    });
  });

  it('that are not allowed are not asked by a redirect either', async () => {
    const other = await serve(ok, 'localhost');
    const { url } = await serve(redirectTo(other.url));
    expect(await ask(questionOf(url), { hosts: ['127.0.0.1'] })).toMatchObject({ kind: 'error' });
    expect(other.seen).toEqual([]);
  });
});

describe('environment variables in headers', () => {
  it.each([
    ['${HOME}', {}, 'a header may not have the environment variable HOME; allow it with gate_environment'],
    ['${constructor}', {}, 'a header may not have the environment variable constructor'],
    ['${QA_TOKEN}', { QA_TOKEN: ['qa.example.org'] }, 'QA_TOKEN may go to qa.example.org, not to 127.0.0.1'],
    ['${UNSET}', { UNSET: ['*'] }, 'the environment variable UNSET of the transitioner is not set'],
  ])('%s with %j is an error', async (value, allowed, message) => {
    const { url, seen } = await serve(ok);
    const variables = { allowed, environment: { QA_TOKEN: token, HOME: '/root' } };
    const asking = ask(questionOf(url, { headers: { 'X-Token': value } }), { variables });
    await expect(asking).rejects.toThrow(message);
    expect(seen).toEqual([]);
  });

  it('never come back, whatever the service does with them', async () => {
    const { url } = await serve((request, response) => {
      const sent = request.headers['x-token']?.toString() ?? '';
      const [, value = ''] = /^Bearer (.*)$/.exec(sent) ?? [];
      const forms = [
        sent,
        JSON.stringify({ sent }),
        encodeURIComponent(value),
        Buffer.from(value).toString('base64'),
      ];
      if (request.url === '/redirect')
        redirectTo(`http://${encodeURIComponent(value)}@x/`)(request, response);
      else response.end(forms.join('\n'));
    });
    const secret = fc.stringMatching(/^[!-~]{8,40}$/);
    await fc.assert(
      fc.asyncProperty(secret, fc.constantFrom('/', '/redirect'), async (value, path) => {
        const variables = { allowed: { QA_TOKEN: ['*'] }, environment: { QA_TOKEN: value } };
        const answer = await ask(questionOf(`${url}${path}`, { headers: secretHeader }), { variables });
        const text = JSON.stringify(answer);
        for (const form of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)])
          expect(text).not.toContain(form);
        expect('body' in answer ? answer.body : '').not.toContain(value);
      }),
      { numRuns: 50 },
    );
  });

  it('never come back where the service tells some of its own', async () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N';
    const own = { error: `ghp_${'a1'.repeat(18)} and ${jwt}`, see: 'https://ann:hunter2@db/' };
    const { url } = await serve((_request, response) => response.end(JSON.stringify(own)));
    expect(await ask(questionOf(url))).toMatchObject({
      body: '{"error":"*** and ***","see":"https://***@db/"}',
    });
  });

  it('that no header can have do not come back either', async () => {
    const { url } = await serve(ok);
    const variables = { allowed: { QA_TOKEN: ['*'] }, environment: { QA_TOKEN: 'hunter2\nx' } };
    const answer = await ask(questionOf(url, { headers: secretHeader }), { variables });
    expect(answer).toMatchObject({ kind: 'error' });
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });
});
