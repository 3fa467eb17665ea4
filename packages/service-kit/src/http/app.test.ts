import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AggregatorOperations, State } from '@tribble/api';
import { aggregatorSpec } from '@tribble/api/specs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { recordingLogger, type RecordingLogger } from '../log/recording-logger.ts';
import { createMetrics } from '../metrics.ts';
import { createApp } from './app.ts';
import type { Handlers } from './handler.ts';
import type { Readiness } from './operations.ts';
import { ProblemError } from './problem.ts';
import { listen, type Listening } from './server.ts';

const state: State = {
  repository: { branch: 'main' },
  order: [],
  environments: {},
  resources: {},
  transitionOrder: [],
  transitions: {},
  paused: [],
  problems: [],
  freshness: {
    repository: { state: 'live', since: '2026-01-01T00:00:00Z' },
    deployer: { state: 'live', since: '2026-01-01T00:00:00Z' },
    transitioner: { state: 'live', since: '2026-01-01T00:00:00Z' },
  },
};
const commit = 'a'.repeat(40);

const unexpectedCall = () => {
  throw new Error('this handler is not part of the test');
};
const working: Handlers<AggregatorOperations> = {
  getState: () => ({ status: 200, body: state }),
  getEvents: (_request, response) => {
    response.set('Content-Type', 'text/event-stream').flushHeaders();
    response.write('data: {"text": "not in the spec"}\n\n');
  },
  registerVersion: ({ params, headers, body }) => ({
    status: 201,
    headers: { Location: `/api/resources/${encodeURIComponent(params.resource)}` },
    body: {
      resource: params.resource,
      environment: String(body.environment),
      version: body.version,
      versionId: headers['Tribble-Author'] ?? 'nobody',
      commit,
    },
  }),
  deploy: unexpectedCall,
  lock: unexpectedCall,
  approve: unexpectedCall,
  pause: unexpectedCall,
  resume: unexpectedCall,
  getTransition: unexpectedCall,
  evaluateTransition: unexpectedCall,
  explain: unexpectedCall,
  getForecast: unexpectedCall,
  preview: unexpectedCall,
  unlock: ({ query }) => ({ status: 200, body: { commit, changed: query.resource === 'payments/api' } }),
};

let recorded: RecordingLogger;
let server: Listening | undefined;
let folder: string;
let readiness: Readiness;

beforeEach(async () => {
  recorded = recordingLogger();
  readiness = { ready: true };
  folder = await mkdtemp(join(tmpdir(), 'service-kit-'));
});
afterEach(async () => {
  await server?.close();
  await rm(folder, { recursive: true });
});

type Options = { validateResponses?: boolean; staticFiles?: string };

async function start(handlers: Partial<Handlers<AggregatorOperations>> = {}, options: Options = {}) {
  const app = createApp<AggregatorOperations>({
    name: 'aggregator',
    spec: aggregatorSpec,
    handlers: { ...working, ...handlers },
    log: recorded.log,
    metrics: createMetrics(),
    ready: () => readiness,
    revision: commit,
    ...options,
  });
  server = await listen(app, { host: '127.0.0.1', port: 0, log: recorded.log });
  const base = `http://127.0.0.1:${server.port}`;
  return (path: string, init?: RequestInit) => fetch(`${base}${path}`, init);
}

const json = (body: unknown, method = 'POST'): RequestInit => ({
  method,
  headers: { 'Content-Type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('a service without pages', () => {
  it.each([
    ['an operation', '/state', 200],
    ['a parameter in it', '/environments/dev/locks?resource=payments%2Fapi', 405],
    ['what nobody serves', '/nothing', 404],
    ['what is only the beginning of an operation', '/resources', 404],
  ])('answers %s without /api, too', async (_, path, status) => {
    const ask = await start();
    expect((await ask(path)).status).toBe(status);
  });

  it('does so only where it serves no pages', async () => {
    await writeFile(join(folder, 'index.html'), '<h1>pages</h1>');
    const ask = await start({}, { staticFiles: folder });
    const response = await ask('/state', { headers: { accept: 'text/html' } });
    expect(await response.text()).toContain('pages');
  });
});

describe('operations of a spec', () => {
  it('hands path, headers and body with defaults to the handler, and takes status, headers and body back', async () => {
    const request = await start();
    const response = await request('/api/resources/payments%2Fapi/versions', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Tribble-Author': 'Ann <ann@example.org>' },
      body: '{"version": "1.10"}',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('Location')).toBe('/api/resources/payments%2Fapi');
    expect(await response.json()).toEqual({
      resource: 'payments/api',
      environment: 'latest',
      version: '1.10',
      versionId: 'Ann <ann@example.org>',
      commit,
    });
  });

  it('hands the query to the handler', async () => {
    const request = await start();
    const response = await request('/api/environments/dev/locks?resource=payments%2Fapi', {
      method: 'DELETE',
    });
    expect(await response.json()).toEqual({ commit, changed: true });
  });

  it('refuses to be made without a handler for each operation', () => {
    const { getState: _, ...incomplete } = working;
    const options = {
      spec: aggregatorSpec,
      log: recorded.log,
      metrics: createMetrics(),
      ready: () => readiness,
    };
    expect(() =>
      createApp({ ...options, name: 'aggregator', handlers: incomplete as Handlers<AggregatorOperations> }),
    ).toThrow('no handler for operation getState');
  });

  it('answers a conditional GET with 304 while nothing changed', async () => {
    const request = await start();
    const etag = (await request('/api/state')).headers.get('ETag') ?? '';
    expect(etag).not.toBe('');
    expect((await request('/api/state', { headers: { 'If-None-Match': etag } })).status).toBe(304);
    expect((await request('/api/state', { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
  });

  it('leaves event streams alone', async () => {
    const request = await start();
    const response = await request('/api/events');
    expect(response.headers.get('Content-Type')).toMatch('text/event-stream');
    const chunk = await (response.body as ReadableStream<Uint8Array>).getReader().read();
    expect(new TextDecoder().decode(chunk.value)).toContain('not in the spec');
  });
});

describe('errors', () => {
  it.each([
    ['an unknown field', json({ version: '1', verion: '2' }), 400, '/body/verion'],
    ['a wrong type', json({ version: 1 }), 400, '/body/version'],
    ['a missing field', json({}), 400, '/body/version'],
    ['no JSON', json('{"version": '), 400, undefined],
    [
      'another content type',
      { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'x' },
      415,
      undefined,
    ],
    ['too large a body', json({ version: '1', changelog: 'x'.repeat(2 ** 20) }), 413, undefined],
    ['a method that is not there', { method: 'PUT' }, 405, undefined],
  ])('answers %s with a problem', async (_, init, status, path) => {
    const request = await start();
    const response = await request('/api/resources/s1/versions', init);
    const problem = (await response.json()) as { status: number; errors?: { path: string }[] };
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(response.status).toBe(status);
    expect(problem).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
    expect(problem.errors?.map((error) => error.path)).toEqual(path === undefined ? undefined : [path]);
  });

  it('lists all faults of a request', async () => {
    const request = await start();
    const response = await request('/api/resources/s1/versions', json({ version: '', extra: 1 }));
    expect(await response.json()).toMatchObject({
      errors: expect.arrayContaining([
        { path: '/body/extra', message: expect.any(String) },
        { path: '/body/version', message: expect.any(String) },
      ]),
    });
  });

  it.each(['/api/nothing', '/nothing', '/api/resources/%E0%A4%A/versions'])(
    'answers %s with a problem',
    async (path) => {
      const request = await start();
      const response = await request(path);
      expect([400, 404]).toContain(response.status);
      expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    },
  );

  it('answers what a handler throws on purpose', async () => {
    const request = await start({
      getState: () => {
        throw new ProblemError(409, 'Conflict', 'try again', [{ path: '/body/a', message: 'is taken' }]);
      },
    });
    const response = await request('/api/state');
    expect(response.status).toBe(409);
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      detail: 'try again',
      errors: [{ path: '/body/a', message: 'is taken' }],
    });
  });

  it('tells the client nothing of an unexpected error but where the log has it', async () => {
    const request = await start({
      getState: () => Promise.reject(new Error('cannot read https://ann:hunter2@git.example.org/')),
    });
    const response = await request('/api/state', { headers: { 'X-Request-Id': 'request-7' } });
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toContain('request-7');
    expect(text).not.toContain('git.example.org');
    const line = recorded.lines.find(({ msg }) => msg === 'request failed');
    expect(line).toMatchObject({
      level: 'error',
      requestId: 'request-7',
      url: '/api/state',
      status: 500,
      err: {
        message: 'cannot read https://***@git.example.org/',
        stack: expect.stringContaining('app.test.ts'),
      },
    });
  });

  it('catches an answer that does not fit the spec, where it is told to', async () => {
    const wrong = { getState: () => ({ status: 200, body: { ...state, extra: 1 } }) as const };
    const strict = await start(wrong, { validateResponses: true });
    const refused = await strict('/api/state');
    expect(refused.status).toBe(500);
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('request id') });
    expect(JSON.stringify(recorded.lines)).toContain('/response/extra');
    await server?.close();
    const lenient = await start(wrong, { validateResponses: false });
    expect((await lenient('/api/state')).status).toBe(200);
  });

  it('takes a key without a value for absent, as JSON does', async () => {
    const withUndefined: State = { ...state, ...{ extra: undefined } };
    const request = await start({ getState: () => ({ status: 200, body: withUndefined }) });
    expect((await request('/api/state')).status).toBe(200);
  });
});

describe('what every service answers', () => {
  it('says that it lives and which build it is', async () => {
    const request = await start();
    expect(await (await request('/health')).json()).toEqual({ status: 'ok' });
    expect(await (await request('/.well-known/deployment-meta.json')).json()).toEqual({
      name: 'aggregator',
      version: 'development',
      revision: commit,
    });
  });

  it('is ready only once it can answer', async () => {
    const request = await start();
    readiness = { ready: false, reason: 'no head was read yet' };
    const response = await request('/ready');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ detail: 'no head was read yet' });
    readiness = { ready: true };
    expect((await request('/ready')).status).toBe(200);
  });

  it('measures requests by route, not by address', async () => {
    const request = await start();
    await request('/api/environments/dev/locks', { method: 'DELETE' });
    await request('/api/environments/pp/locks', { method: 'DELETE' });
    await request('/wp-login.php');
    const text = await (await request('/metrics')).text();
    const counts = text.split('\n').filter((line) => line.startsWith('http_request_duration_seconds_count'));
    expect(counts).toEqual([
      'http_request_duration_seconds_count{method="DELETE",route="/api/environments/:environment/locks",status="200"} 2',
      'http_request_duration_seconds_count{method="GET",route="other",status="404"} 1',
    ]);
    expect(text).toContain('process_cpu_seconds_total');
  });

  it('shows its spec', async () => {
    const request = await start();
    expect(await (await request('/api/openapi.json')).json()).toEqual(aggregatorSpec);
  });

  it('logs what changes things, and what was refused', async () => {
    const request = await start();
    await request('/api/environments/dev/locks?resource=a', { method: 'DELETE' });
    await request('/api/state?token=https://ann:hunter2@host');
    const told = recorded.lines.filter(({ level }) => level === 'info').slice(1);
    expect(told).toMatchObject([
      { method: 'DELETE', url: '/api/environments/dev/locks?resource=a', status: 200 },
      { method: 'GET', url: '/api/state?token=https://***@host', status: 400 },
    ]);
  });

  it('takes a client that leaves its stream for nothing special', async () => {
    const request = await start();
    const abort = new AbortController();
    await request('/api/events', { signal: abort.signal });
    abort.abort();
    const find = () => recorded.lines.find(({ url }) => url === '/api/events');
    while (!find()) await new Promise((resolve) => setImmediate(resolve));
    expect(find()).toMatchObject({ level: 'debug', status: 200 });
  });

  it('does not log what machines ask every few seconds', async () => {
    const request = await start();
    for (const path of ['/health', '/ready', '/metrics', '/api/state']) await (await request(path)).text();
    const answered = recorded.lines.filter(({ msg }) => msg === 'request answered');
    expect(answered).toEqual([
      {
        level: 'debug',
        time: expect.any(String),
        service: 'test',
        requestId: expect.any(String),
        method: 'GET',
        url: '/api/state',
        status: 200,
        milliseconds: expect.any(Number),
        msg: 'request answered',
      },
    ]);
  });

  it('lets the UI run, and nothing from elsewhere', async () => {
    const request = await start();
    const { headers } = await request('/health');
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self' 'unsafe-inline'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers.has('Strict-Transport-Security')).toBe(false);
    expect(headers.has('X-Powered-By')).toBe(false);
  });
});

describe('static files', () => {
  beforeEach(async () => {
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<title>board</title>');
    await writeFile(join(folder, 'assets', 'index-abc123.js'), 'run()');
    await writeFile(join(folder, 'favicon.svg'), '<svg/>');
  });
  const page = { headers: { Accept: 'text/html' } };

  it.each([
    ['/', 'no-cache', '<title>board</title>'],
    ['/history/dev', 'no-cache', '<title>board</title>'],
    ['/assets/index-abc123.js', 'public, max-age=31536000, immutable', 'run()'],
    ['/favicon.svg', 'no-cache', '<svg/>'],
  ])('serves %s', async (path, cacheControl, text) => {
    const request = await start({}, { staticFiles: folder });
    const response = await request(path, page);
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe(cacheControl);
    expect(await response.text()).toBe(text);
  });

  it.each(['/assets/index-old.js', '/api/nothing', '/../secret.txt'])('does not serve %s', async (path) => {
    const request = await start({}, { staticFiles: folder });
    expect((await request(path, page)).status).toBe(404);
  });
});
