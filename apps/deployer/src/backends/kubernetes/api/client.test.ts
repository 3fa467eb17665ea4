import { execFileSync } from 'node:child_process';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import type { ValueMap } from '@tribble/resource-repo/format';
import { until } from '../../backend.contract.ts';
import { KubernetesClient } from './client.ts';
import { loadKubeConfig } from './connection.ts';
import { temporaryFiles } from '../kubernetes.contract.ts';

const servers: Server[] = [];
const clients: KubernetesClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await Promise.all(servers.splice(0).map(stop));
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function clientOf(server: string, timeout?: number): KubernetesClient {
  const config = new KubeConfig();
  config.loadFromClusterAndUser({ name: 'test', server, skipTLSVerify: true }, { name: 'test' });
  const client = new KubernetesClient(config, timeout === undefined ? {} : { timeout });
  clients.push(client);
  return client;
}

/** A client of a server that answers as told. */
async function clientOfAnswers(answer: RequestListener, timeout?: number): Promise<KubernetesClient> {
  return clientOf(`http://127.0.0.1:${await listening(createServer(answer))}`, timeout);
}

const json =
  (status: number, body: object): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
const text =
  (status: number, body: string): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end(body);
  };

describe('an answer', () => {
  it('is an object, or nothing where there is none', async () => {
    const found = await clientOfAnswers(json(200, { kind: 'ConfigMap' }));
    await expect(found.get('/x')).resolves.toEqual({ kind: 'ConfigMap' });
    const missing = await clientOfAnswers(json(404, { message: 'not found' }));
    await expect(missing.get('/x')).resolves.toBeUndefined();
  });

  const status = (message: string) => ({ kind: 'Status', message });
  it.each([
    [
      '403',
      json(403, status('secrets is forbidden')),
      false,
      'the API server answered 403 to GET /x: secrets is forbidden',
    ],
    ['401', json(401, status('Unauthorized')), true, 'the API server answered 401 to GET /x: Unauthorized'],
    ['429', json(429, status('slow down')), true, 'the API server answered 429 to GET /x: slow down'],
    [
      '503 of a proxy',
      text(503, '<h1>Service Unavailable</h1>'),
      true,
      'answered 503 to GET /x: <h1>Service Unavailable</h1>',
    ],
    ['500 without words', text(500, ''), true, 'the API server answered 500 to GET /x: no message'],
    [
      '200 of something else',
      text(200, '<h1>Log in</h1>'),
      true,
      /^http:\/\/127.0.0.1:\d+ is no Kubernetes API server: it answered 200 without JSON$/,
    ],
    ['200 that is no object', json(200, []), true, 'is no Kubernetes API server'],
  ])('of %s is an error that says so', async (_, answer, transient, message) => {
    const refused = (await clientOfAnswers(answer)).get('/x');
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toMatchObject({ name: 'BackendError', transient });
  });

  it('with a long message is cut', async () => {
    const client = await clientOfAnswers(json(422, status('x'.repeat(100_000))));
    const error = await client.get('/x').catch((each: Error) => each);
    expect((error as Error).message.length).toBeLessThan(600);
  });
});

describe('applying', () => {
  it('is a server-side apply that wins', async () => {
    const seen: string[] = [];
    const client = await clientOfAnswers((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers['content-type']}`);
      request.pipe(response.writeHead(201));
    });
    const object: ValueMap = { kind: 'ConfigMap', data: { greeting: 'grüß Gott' } };
    await expect(client.apply('/x', object, { fieldManager: 'tester', force: true })).resolves.toEqual(
      object,
    );
    expect(seen).toEqual(['PATCH /x?fieldManager=tester&force=true application/apply-patch+yaml']);
  });

  const typed =
    'failed to create typed patch object (dev/s1; v1, Kind=Secret): .data.password: expected string, got 12345';
  it.each([
    ['a schema fault that the server calls 500', 500, typed, false],
    ['a server in trouble', 500, 'etcdserver: request timed out', true],
    ['a lost race', 409, 'the object has been modified', true],
    ['an invalid value', 422, 'spec.replicas: Invalid value: -1', false],
  ])('may work the next time, or never: %s', async (_, code, message, transient) => {
    const client = await clientOfAnswers(json(code, { message }));
    const refused = client.apply('/x', { kind: 'ConfigMap' }, { fieldManager: 'tester', force: true });
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toMatchObject({ transient });
  });

  it.each([
    [500, typed],
    [422, 'data: Invalid value: "12345"'],
    [400, 'cannot unmarshal 12345'],
  ])('never tells the values of a Secret: %d', async (code, message) => {
    const client = await clientOfAnswers(json(code, { message }));
    const error = await client
      .apply('/x', { kind: 'Secret' }, { fieldManager: 'tester', force: true })
      .catch((each: Error) => each);
    expect((error as Error).message).not.toContain('12345');
    expect((error as Error).message).toContain(
      `the API server answered ${code} to PATCH /x: its message is withheld`,
    );
  });

  it('tells what a Secret lacks besides values', async () => {
    const client = await clientOfAnswers(json(403, { message: 'secrets is forbidden' }));
    await expect(
      client.apply('/x', { kind: 'Secret' }, { fieldManager: 'tester', force: true }),
    ).rejects.toThrow('secrets is forbidden');
  });
});

describe('connections', () => {
  it('are kept for the next request', async () => {
    const sockets = new Set<Socket>();
    const client = await clientOfAnswers((request, response) => {
      sockets.add(request.socket);
      json(200, {})(request, response);
    });
    for (let index = 0; index < 5; index += 1) await client.get('/x');
    expect(sockets.size).toBe(1);
  });

  it('are not more than a few, however many requests there are', async () => {
    const sockets = new Set<Socket>();
    const client = await clientOfAnswers((request, response) => {
      sockets.add(request.socket);
      json(200, {})(request, response);
    });
    await Promise.all(Array.from({ length: 200 }, () => client.get('/x')));
    expect(sockets.size).toBeLessThanOrEqual(16);
  });

  it('that the server closed while they were kept are made anew', async () => {
    const requests = new Map<Socket, number>();
    const client = await clientOfAnswers((request, response) => {
      const count = (requests.get(request.socket) ?? 0) + 1;
      requests.set(request.socket, count);
      if (count > 1) request.socket.destroy();
      else json(200, { count })(request, response);
    });
    await client.get('/x');
    await expect(client.get('/x')).resolves.toEqual({ count: 1 });
    expect([...requests.values()]).toEqual([2, 1]);
  });

  it('that are new and break are an error', async () => {
    let count = 0;
    const client = await clientOfAnswers((request) => {
      count += 1;
      request.socket.destroy();
    });
    await expect(client.get('/x')).rejects.toThrow('does not answer: socket hang up');
    expect(count).toBe(1);
  });

  it('that break in the middle of an answer are an error', async () => {
    const client = await clientOfAnswers((request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{', () => request.socket.destroy());
    });
    await expect(client.get('/x')).rejects.toMatchObject({ name: 'BackendError', transient: true });
  });

  it('on which nothing comes are given up', async () => {
    const client = await clientOfAnswers(() => undefined, 50);
    await expect(client.get('/x')).rejects.toThrow(
      /^http:\/\/127.0.0.1:\d+ does not answer: no answer within 0.05 s$/,
    );
  });

  it('are ended by close, with the requests on them', async () => {
    let arrived = 0;
    const client = await clientOfAnswers((request, response) => {
      arrived += 1;
      if (arrived === 1) json(200, {})(request, response);
    });
    await client.get('/x');
    // On the connection that was kept: a reset of it must not bring the request again.
    const refused = expect(client.get('/x')).rejects.toThrow('does not answer');
    await until(
      () => arrived,
      (count) => count === 2,
    );
    client.close();
    await refused;
    expect(arrived).toBe(2);
  });

  it('to a name with several addresses that all refuse name each of them', async () => {
    const port = await listening(createServer());
    await Promise.all(servers.splice(0).map(stop));
    await expect(clientOf(`http://localhost:${port}`).get('/x')).rejects.toThrow(
      /does not answer: connect ECONNREFUSED .+/,
    );
  });
});

describe('a server', () => {
  it('below a path is asked there', async () => {
    const seen: (string | undefined)[] = [];
    const port = await listening(
      createServer((request, response) => {
        seen.push(request.url);
        json(200, {})(request, response);
      }),
    );
    await clientOf(`http://127.0.0.1:${port}/clusters/one/`).get('/api/v1');
    expect(seen).toEqual(['/clusters/one/api/v1']);
  });

  it.each([
    ['none', new KubeConfig(), 'the kubeconfig names no cluster: check its current-context'],
    [
      'without TLS',
      unencrypted(),
      /^the kubeconfig names http:\/\/cluster\.example\.org, which is not encrypted: use https/,
    ],
  ])('is refused: %s', (_, config, message) => {
    expect(() => new KubernetesClient(config)).toThrow(message);
  });
});

function unencrypted(): KubeConfig {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: 'c', server: 'http://ann:hunter2@cluster.example.org', skipTLSVerify: false },
    { name: 'u' },
  );
  return config;
}

describe('without a kubeconfig', () => {
  const before = { HOME: process.env['HOME'], KUBECONFIG: process.env['KUBECONFIG'] };
  afterEach(() => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it('nobody guesses a cluster', () => {
    process.env['HOME'] = '/nowhere';
    delete process.env['KUBECONFIG'];
    expect(() => loadKubeConfig({})).toThrow(/^no kubeconfig: .* name one by kubeconfig in deployers.yaml$/);
  });

  it('a KUBECONFIG that leads nowhere is named', () => {
    process.env['KUBECONFIG'] = '/nowhere/kubeconfig';
    expect(() => loadKubeConfig({})).toThrow('the kubeconfig /nowhere/kubeconfig cannot be read: ENOENT');
  });
});

/** Makes a CA, a server certificate and a client certificate; false where this machine has no openssl. */
function makeCertificates(path: (name: string) => string): boolean {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const request = (name: string, subject: string) => [
    ...['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', subject],
    ...['-keyout', path(`${name}.key`)],
  ];
  const san = ['-addext', 'subjectAltName=IP:127.0.0.1'];
  try {
    openssl('version');
  } catch {
    return false;
  }
  openssl(...request('server', '/CN=sandbox'), ...san, '-x509', '-days', '1', '-out', path('server.crt'));
  openssl(...request('ann', '/CN=ann'), '-x509', '-days', '1', '-out', path('ann.crt'));
  return true;
}

describe('over TLS', () => {
  let files: Awaited<ReturnType<typeof temporaryFiles>>;
  let available = false;
  beforeAll(async () => {
    files = await temporaryFiles();
    available = makeCertificates(files.path);
    if (!available) process.stdout.write('skipped: no openssl on this machine, TLS is not tested\n');
  });
  afterAll(() => files.remove());

  /** A server that knows its callers by certificate or token, and a kubeconfig for it. */
  async function kubeconfigFor(user: object, cluster: object = {}): Promise<string> {
    const [key, cert, ca] = await Promise.all(
      ['server.key', 'server.crt', 'ann.crt'].map((name) => readFile(files.path(name))),
    );
    const server = createTlsServer(
      { key, cert, ca, requestCert: true, rejectUnauthorized: false },
      (request, response) => {
        const socket = request.socket as TLSSocket;
        const caller = socket.authorized
          ? socket.getPeerCertificate().subject.CN
          : request.headers.authorization;
        json(200, { caller: caller ?? 'nobody' })(request, response);
      },
    );
    const address = `https://127.0.0.1:${await listening(server)}`;
    const trusted = { server: address, 'certificate-authority': files.path('server.crt') };
    return files.write(
      'kubeconfig',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'c',
        clusters: [{ name: 'c', cluster: { ...trusted, ...cluster } }],
        users: [{ name: 'c', user }],
        contexts: [{ name: 'c', context: { cluster: 'c', user: 'c' } }],
      }),
    );
  }

  const open = (kubeconfig: string) => {
    const client = new KubernetesClient(loadKubeConfig({ kubeconfig }));
    clients.push(client);
    return client;
  };

  it.each<[string, () => object, string]>([
    [
      'a client certificate',
      () => ({ 'client-certificate': files.path('ann.crt'), 'client-key': files.path('ann.key') }),
      'ann',
    ],
    ['a token', () => ({ token: 't0ken' }), 'Bearer t0ken'],
    [
      'a name and a password',
      () => ({ username: 'ann', password: 'pw' }),
      `Basic ${Buffer.from('ann:pw').toString('base64')}`,
    ],
    ['nothing', () => ({}), 'nobody'],
  ])('a caller is known by %s', async (_, user, caller) => {
    if (!available) return;
    await expect(open(await kubeconfigFor(user())).get('/x')).resolves.toEqual({ caller });
  });

  it('a server that nobody vouches for is refused', async () => {
    if (!available) return;
    const kubeconfig = await kubeconfigFor(
      { token: 't0ken' },
      { 'certificate-authority': files.path('ann.crt') },
    );
    const refused = open(kubeconfig).get('/x');
    await expect(refused).rejects.toThrow(/^https:\/\/127.0.0.1:\d+ does not answer: .*certificate/);
    await expect(refused).rejects.not.toThrow('t0ken');
  });
});
