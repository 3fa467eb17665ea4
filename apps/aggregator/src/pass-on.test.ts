import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAggregatorClient, type PreviewRequest } from '@tribble/api';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { recordingLogger } from '@tribble/service-kit/testing';
import { send, startServer, type TestServer } from './testing-server.ts';
import {
  forecast,
  startTransitioner,
  type TestTransitioner,
  transitionDetail,
} from './testing-transitioner.ts';

const { log } = recordingLogger();
let fixture: Fixture;
let transitioner: TestTransitioner;
let here: TestServer;
beforeAll(async () => {
  fixture = await createRepository('commits: [{name: head, files: {dev/version/s1.yaml: "version: 1"}}]');
  transitioner = await startTransitioner(log);
  here = await startServer(fixture.path, log, transitioner.url);
});
afterAll(async () => {
  await here.close();
  await transitioner.close();
  await fixture.remove();
});
beforeEach(() => {
  transitioner.asked.length = 0;
});

const detail = transitionDetail('to prod/eu', [{ resource: 'payments/api', to: '1', change: 'c1' }]);
const client = () => createAggregatorClient(here.url);

describe('what only the transitioner can tell', () => {
  beforeAll(() => void transitioner.details.set(detail.name, detail));

  it('is one transition', async () => {
    const params = { path: { transition: 'to prod/eu' } };
    const { data } = await client().GET('/api/transitions/{transition}', { params });
    expect(data).toEqual(detail);
    expect(transitioner.asked).toEqual([{ operation: 'getTransition', params: params.path }]);
  });

  it.each(['transitions/to%20prod%2Feu', 'explain?resource=s1&environment=prod'])(
    'is not sent again where it did not change: %s',
    async (path) => {
      const address = `${here.url}/api/${path}`;
      const etag = (await fetch(address)).headers.get('etag') ?? '';
      expect((await fetch(address, { headers: { 'If-None-Match': etag } })).status).toBe(304);
      expect((await fetch(address, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
    },
  );

  it('is one transition, decided at once', async () => {
    const params = { path: { transition: 'to prod/eu' } };
    const { data } = await client().POST('/api/transitions/{transition}/evaluate', { params });
    expect(data).toEqual(detail);
    expect(transitioner.asked).toEqual([{ operation: 'evaluateTransition', params: params.path }]);
  });

  it.each([
    { resource: 'payments/api', environment: 'prod' },
    { resource: 's1', environment: 'prod', version: '1.0+build&resource=s2 100%#é' },
    // What clients leave as it is in an address.
    { resource: 's1', environment: 'prod', version: "1.0 (it's a *beta*!)" },
  ])('is why a version is not there: %j', async (query) => {
    const { data } = await client().GET('/api/explain', { params: { query } });
    expect(data).toMatchObject({ resource: query.resource, summary: 'soon' });
    expect(transitioner.asked).toEqual([{ operation: 'explain', query }]);
  });

  it.each([{ hours: 0.5 }, {}])('is what comes next: %j', async (query) => {
    const { data } = await client().GET('/api/forecast', { params: { query } });
    expect(data).toEqual(forecast);
    expect(transitioner.asked).toEqual([{ operation: 'getForecast', query: { hours: 24, ...query } }]);
  });

  it.each<PreviewRequest>([
    { kind: 'pause' },
    { kind: 'lock', environment: 'prod', resource: 'payments/api', until: '2026-11-22T00:00:00Z' },
    { kind: 'file', path: 'prod/locks.yaml', text: 'env_lock:\n  reasons: [ä]\n' },
  ])('is what something would change: %j', async (body) => {
    const { data } = await client().POST('/api/preview', { body });
    expect(data).toMatchObject({ summary: 'nothing would change' });
    expect(transitioner.asked).toEqual([{ operation: 'preview', body }]);
  });

  it('is what it refuses, as it refuses it', async () => {
    const path = '/api/transitions/nowhere%2F..';
    const answer = await send(`${here.url}${path}`, 'GET');
    expect(answer).toEqual(await send(`${transitioner.url}${path}`, 'GET'));
    expect(answer).toMatchObject({
      status: 404,
      type: 'application/problem+json',
      body: {
        title: 'Not Found',
        detail: 'There is no transition "nowhere/..".',
        errors: [{ message: 'unknown' }],
      },
    });
  });

  it.each(['/api/explain?resource=s1', '/api/forecast?hours=1000'])('is not asked for %s', async (path) => {
    expect(await send(`${here.url}${path}`, 'GET')).toMatchObject({ status: 400 });
    expect(transitioner.asked).toEqual([]);
  });
});

describe('without a transitioner', () => {
  it.each([
    ['GET', '/api/transitions/prod'],
    ['POST', '/api/transitions/prod/evaluate'],
    ['GET', '/api/explain?resource=s1&environment=prod'],
    ['GET', '/api/forecast'],
    ['POST', '/api/preview'],
  ])('%s %s says so', async (method, path) => {
    const gone = await startTransitioner(log);
    const lonely = await startServer(fixture.path, log, gone.url);
    await gone.close();
    try {
      const body = path === '/api/preview' ? { kind: 'pause' } : undefined;
      const answer = await send(`${lonely.url}${path}`, method, body);
      expect(answer).toMatchObject({ status: 503, type: 'application/problem+json' });
      expect(answer.body['detail']).toContain(`The transitioner at ${gone.url} cannot be reached: `);
    } finally {
      await lonely.close();
    }
  });
});
