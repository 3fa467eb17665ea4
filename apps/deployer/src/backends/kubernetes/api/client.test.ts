import { createServer, type IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import type { ValueMap } from '@tribble/resource-repo/format';
import { KubernetesClient } from './client.ts';
import { apiHarness, json, status, text } from './harness.contract.ts';

const { clientOf, clientOfAnswers, serve } = apiHarness();

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

describe('an answer', () => {
  it('is an object, or nothing where there is none', async () => {
    const found = await clientOfAnswers(json(200, { kind: 'ConfigMap' }));
    await expect(found.get('/x')).resolves.toEqual({ kind: 'ConfigMap' });
    const missing = await clientOfAnswers(json(404, status(404, 'configmaps "x" not found')));
    await expect(missing.get('/x')).resolves.toBeUndefined();
  });

  it.each([
    ['a page', text(404, '404 page not found')],
    ['JSON of something else', json(404, { error: 'no route' })],
  ])('of 404 that is no Status says nothing about the object: %s', async (_, answer) => {
    const refused = (await clientOfAnswers(answer)).get('/x');
    await expect(refused).rejects.toMatchObject({ status: 404, isStatus: false, transient: true });
    await expect(refused).rejects.toThrow('nothing is served there');
  });

  it.each([
    [
      '403',
      json(403, status(403, 'pods is forbidden')),
      false,
      'the API server answered 403 to GET /x: pods is forbidden',
    ],
    [
      '401',
      json(401, status(401, 'Unauthorized')),
      true,
      'answered 401 to GET /x: Unauthorized (the credentials of the kubeconfig are not accepted: they may have expired)',
    ],
    ['500 without words', text(500, ''), true, 'the API server answered 500 to GET /x: no message'],
    [
      '200 of something else',
      text(200, '<h1>Log in</h1>'),
      true,
      /^http:\/\/127.0.0.1:\d+ is no Kubernetes API server: it answered 200 to GET \/x without JSON$/,
    ],
    ['200 that is no object', json(200, []), true, 'is no Kubernetes API server'],
  ])('of %s is an error that says so', async (_, answer, transient, message) => {
    const refused = (await clientOfAnswers(answer)).get('/x?labelSelector=a');
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toMatchObject({ transient });
  });

  it('that did not change is the very one of before', async () => {
    let etag = '"1"';
    const asked: unknown[] = [];
    const client = await clientOfAnswers((request, response) => {
      asked.push(request.headers['if-none-match']);
      if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
      else json(200, { etag }, { etag })(request, response);
    });
    const first = await client.get('/api', { revalidate: true });
    await expect(client.get('/api', { revalidate: true })).resolves.toBe(first);
    etag = '"2"';
    await expect(client.get('/api', { revalidate: true })).resolves.toEqual({ etag: '"2"' });
    await client.get('/api');
    expect(asked).toEqual([undefined, '"1"', '"1"', undefined]);
  });

  it('may be plain text', async () => {
    const log = await clientOfAnswers(text(200, 'started\nfailed\n'));
    await expect(log.text('/log')).resolves.toBe('started\nfailed\n');
    const missing = await clientOfAnswers(json(404, status(404, 'pods "x" not found')));
    await expect(missing.text('/log')).resolves.toBeUndefined();
    const refused = await clientOfAnswers(json(400, status(400, 'container "a" is waiting to start')));
    await expect(refused.text('/log')).rejects.toThrow('is waiting to start');
  });
});

type Seen = { line: string; type: string | undefined; accept: string | undefined; body?: unknown };

/** A client whose server tells back what it got. */
async function recordingClient(answer: ValueMap = {}) {
  const seen: Seen[] = [];
  const client = await clientOfAnswers((request, response) => {
    const { method, url, headers } = request;
    const line = `${method} ${url}`;
    const entry = { line, type: headers['content-type'], accept: headers.accept };
    if (method === 'GET') {
      seen.push(entry);
      json(200, answer)(request, response);
      return;
    }
    void bodyOf(request).then((body) => {
      seen.push({ ...entry, body });
      json(200, answer)(request, response);
    });
  });
  return { client, seen };
}

describe('a write', () => {
  const object: ValueMap = { kind: 'ConfigMap', data: { greeting: 'grüß Gott' } };
  const patch = [{ op: 'remove', path: '/data' }];
  type Write = (client: KubernetesClient) => Promise<unknown>;

  it.each<[string, Write, Omit<Seen, 'accept'>]>([
    [
      'a server-side apply that wins',
      (client) => client.apply('/x', object, { fieldManager: 'tester', force: true }),
      { line: 'PATCH /x?fieldManager=tester&force=true', type: 'application/apply-patch+yaml', body: object },
    ],
    [
      'a server-side apply that gives way, tried only',
      (client) => client.apply('/x', object, { fieldManager: 'tester', force: false, dryRun: true }),
      { line: 'PATCH /x?fieldManager=tester&dryRun=All', type: 'application/apply-patch+yaml', body: object },
    ],
    [
      'a JSON patch',
      (client) => client.patch('/x', patch, { type: 'json' }),
      { line: 'PATCH /x', type: 'application/json-patch+json', body: patch },
    ],
    [
      'a merge patch, tried only',
      (client) => client.patch('/x', { data: null }, { type: 'merge', dryRun: true }),
      { line: 'PATCH /x?dryRun=All', type: 'application/merge-patch+json', body: { data: null } },
    ],
    [
      'a new object',
      (client) => client.create('/xs', object),
      { line: 'POST /xs', type: 'application/json', body: object },
    ],
    [
      'a whole object',
      (client) => client.replace('/x', object),
      { line: 'PUT /x', type: 'application/json', body: object },
    ],
    [
      'a deletion of one very object',
      (client) => client.delete('/x', { uid: 'u1', propagationPolicy: 'Background' }),
      {
        line: 'DELETE /x',
        type: 'application/json',
        body: {
          kind: 'DeleteOptions',
          apiVersion: 'v1',
          propagationPolicy: 'Background',
          preconditions: { uid: 'u1' },
        },
      },
    ],
    [
      'a deletion, tried only',
      (client) => client.delete('/x', { propagationPolicy: 'Orphan', dryRun: true }),
      {
        line: 'DELETE /x',
        type: 'application/json',
        body: { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Orphan', dryRun: ['All'] },
      },
    ],
  ])('may be %s', async (_, write, expected) => {
    const { client, seen } = await recordingClient();
    await write(client);
    expect(seen).toEqual([{ ...expected, accept: 'application/json' }]);
  });

  const waiting = { kind: 'ConfigMap', metadata: { name: 'x', finalizers: ['example.org/f'] } };
  it.each([
    ['gone at once', json(200, { kind: 'Status', status: 'Success' }), 'gone'],
    ['gone already', json(404, status(404, 'configmaps "x" not found')), 'gone'],
    ['there until its finalizers are', json(200, waiting), waiting],
  ])('leaves an object that is deleted %s', async (_, answer, expected) => {
    const client = await clientOfAnswers(answer);
    await expect(client.delete('/x', { propagationPolicy: 'Background' })).resolves.toEqual(expected);
  });

  it('deletes nothing where nothing is served', async () => {
    const client = await clientOfAnswers(text(404, '404 page not found'));
    await expect(client.delete('/x', { propagationPolicy: 'Background' })).rejects.toMatchObject({
      status: 404,
    });
  });
});

describe('a request', () => {
  it('may ask for the metadata only', async () => {
    const { client, seen } = await recordingClient();
    await client.get('/x', { metadataOnly: true });
    expect(seen[0]?.accept).toBe('application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1');
  });

  it('says who sends it, and for whom', async () => {
    const seen: unknown[] = [];
    const port = await serve(
      createServer((request, response) => {
        const { 'user-agent': agent, 'impersonate-user': user } = request.headers;
        seen.push([agent, user]);
        json(200, {})(request, response);
      }),
    );
    await clientOf(`http://127.0.0.1:${port}`).get('/x');
    await clientOf(`http://127.0.0.1:${port}`, { as: 'system:serviceaccount:dev:deployer' }).get('/x');
    expect(seen).toEqual([
      ['cautious-tribble/development', undefined],
      ['cautious-tribble/development', 'system:serviceaccount:dev:deployer'],
    ]);
  });

  it('is counted by what it does', async () => {
    const { client } = await recordingClient({
      kind: 'PodList',
      apiVersion: 'v1',
      metadata: { resourceVersion: '1' },
      items: [],
    });
    await client.get('/x');
    await client.text('/x');
    await client.list('/x');
    await client.apply('/x', {}, { fieldManager: 'tester', force: true });
    await client.apply('/x', {}, { fieldManager: 'tester', force: true, dryRun: true });
    await client.delete('/x', { propagationPolicy: 'Background' });
    expect(client.requests()).toEqual({ get: 2, list: 1, apply: 1, 'dry-run': 1, delete: 1 });
  });
});

describe('a server', () => {
  it('below a path is asked there', async () => {
    const seen: (string | undefined)[] = [];
    const port = await serve(
      createServer((request, response) => {
        seen.push(request.url);
        json(200, {})(request, response);
      }),
    );
    await clientOf(`http://127.0.0.1:${port}/clusters/one/`).get('/api/v1');
    expect(seen).toEqual(['/clusters/one/api/v1']);
  });

  const unencrypted = new KubeConfig();
  unencrypted.loadFromClusterAndUser(
    { name: 'c', server: 'http://ann:hunter2@cluster.example.org', skipTLSVerify: false },
    { name: 'u' },
  );
  it.each([
    ['none', new KubeConfig(), 'the kubeconfig names no cluster: check its current-context'],
    [
      'without TLS',
      unencrypted,
      /^the kubeconfig names http:\/\/cluster\.example\.org, which is not encrypted: use https/,
    ],
  ])('is refused: %s', (_, config, message) => {
    expect(() => new KubernetesClient(config)).toThrow(message);
  });
});
