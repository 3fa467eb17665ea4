import { once } from 'node:events';
import { copyFile, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { describe, expect, it } from '@jest/globals';
import { fakeClock } from '@tribble/service-kit/testing';
import { loadKubeConfig } from './connection.ts';
import { ConnectionError } from './connection-error.ts';
import { apiHarness, fixture, json, kubeconfigOf, listening, stop } from './harness.contract.ts';

const { onEnd, clientFor, clientOf, clientOfAnswers, files, serve } = apiHarness();

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

  it('are not more than are allowed, however many requests there are', async () => {
    const sockets = new Set<Socket>();
    let underWay = 0;
    let most = 0;
    const client = await clientOfAnswers(
      (request, response) => {
        sockets.add(request.socket);
        most = Math.max(most, (underWay += 1));
        response.once('close', () => (underWay -= 1));
        json(200, {}, { 'x-kubernetes-pf-flowschema-uid': 'u' })(request, response);
      },
      { inFlight: 4 },
    );
    await Promise.all(Array.from({ length: 200 }, () => client.get('/x')));
    expect(sockets.size).toBeLessThanOrEqual(4);
    expect(most).toBeLessThanOrEqual(4);
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

  it('that break again and again are an error, after three tries', async () => {
    let count = 0;
    const client = await clientOfAnswers((request) => {
      count += 1;
      request.socket.destroy();
    });
    const refused = client.get('/x');
    await expect(refused).rejects.toThrow('does not answer: socket hang up');
    await expect(refused).rejects.toMatchObject({ transient: true, code: 'ECONNRESET' });
    expect(count).toBe(3);
  });

  it('that break are not tried again for what must not be done twice', async () => {
    let count = 0;
    const client = await clientOfAnswers((request) => {
      count += 1;
      request.socket.destroy();
    });
    await expect(client.create('/x', {})).rejects.toThrow('socket hang up');
    await expect(client.patch('/x', {}, { type: 'merge' })).rejects.toThrow('socket hang up');
    await expect(client.delete('/x', { propagationPolicy: 'Background' })).rejects.toThrow('socket hang up');
    expect(count).toBe(3);
  });

  it('that break in the middle of an answer are an error', async () => {
    const client = await clientOfAnswers((request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{', () => request.socket.destroy());
    });
    const refused = client.get('/x');
    await expect(refused).rejects.toMatchObject({ name: 'ConnectionError', transient: true });
    await expect(refused).rejects.toThrow(/^the answer of http:\/\/127.0.0.1:\d+ broke off: aborted$/);
  });

  it.each([
    ['before the answer', false],
    ['in the middle of it', true],
  ])('on which nothing comes are given up: %s', async (_, begins) => {
    const clock = fakeClock();
    const client = await clientOfAnswers(
      (_request, response) => {
        if (begins) response.writeHead(200).write('{');
      },
      { clock, timeout: 5_000 },
    );
    const refused = expect(client.get('/x')).rejects.toThrow(
      /^http:\/\/127.0.0.1:\d+ does not answer: no answer within 5 s$/,
    );
    await clock.advance(4_999);
    await clock.advance(1);
    await refused;
    expect(clock.waiting()).toEqual([]);
  });

  it('are ended by close, with the requests on them', async () => {
    let arrived = 0;
    let came: () => void;
    const second = new Promise<void>((resolve) => (came = resolve));
    const client = await clientOfAnswers((request, response) => {
      arrived += 1;
      if (arrived === 1) json(200, {})(request, response);
      else came();
    });
    await client.get('/x');
    const refused = expect(client.get('/x')).rejects.toThrow('does not answer: its client was closed');
    await second;
    client.close();
    await refused;
    await expect(client.get('/x')).rejects.toThrow('its client was closed');
    expect(arrived).toBe(2);
  });

  it('that were waited for are not made after close', async () => {
    let arrived = 0;
    let came: () => void;
    const first = new Promise<void>((resolve) => (came = resolve));
    const client = await clientOfAnswers(
      () => {
        arrived += 1;
        came();
      },
      { inFlight: 1 },
    );
    const refused = Promise.allSettled(Array.from({ length: 50 }, () => client.get('/x')));
    await first;
    client.close();
    expect((await refused).map(({ status }) => status)).toEqual(Array(50).fill('rejected'));
    expect(arrived).toBe(1);
  });

  it('to a name with several addresses that all refuse name each of them', async () => {
    const server = createServer();
    const port = await listening(server);
    await stop(server);
    const refused = clientOf(`http://localhost:${port}`).get('/x');
    await expect(refused).rejects.toThrow(/does not answer: connect ECONNREFUSED .+/);
    await expect(refused).rejects.toBeInstanceOf(ConnectionError);
    await expect(refused).rejects.toMatchObject({ code: 'ECONNREFUSED', transient: true });
  });

  it('lead through the proxy that the kubeconfig names', async () => {
    const target = await serve(createServer(json(200, { kind: 'ConfigMap' })));
    const asked: (string | undefined)[] = [];
    const proxy = createServer((request, response) => {
      asked.push(request.url);
      json(502, {})(request, response);
    });
    proxy.on('connect', (request, socket: Socket) => {
      asked.push(request.url);
      const upstream = connect(target, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
      onEnd(() => void upstream.destroy());
      socket.pipe(upstream).pipe(socket);
    });
    const port = await serve(proxy);
    const folder = await files();
    const cluster = {
      server: `http://127.0.0.1:${target}`,
      'insecure-skip-tls-verify': true,
      'proxy-url': `http://127.0.0.1:${port}`,
    };
    const kubeconfig = await folder.write('kubeconfig', kubeconfigOf(cluster, {}));
    await expect(clientFor(loadKubeConfig({ kubeconfig })).get('/x')).resolves.toEqual({ kind: 'ConfigMap' });
    expect(asked).toEqual([`127.0.0.1:${target}`]);
  });
});

describe('over TLS', () => {
  /** A server that knows its callers by certificate or token. */
  async function tlsServer(): Promise<{ url: string; sockets: Set<Socket> }> {
    const names = ['server.key', 'server.crt', 'ann.crt', 'bob.crt'] as const;
    const [key, cert, ...ca] = await Promise.all(names.map((name) => readFile(fixture(name))));
    const sockets = new Set<Socket>();
    const server = createTlsServer(
      { key, cert, ca, requestCert: true, rejectUnauthorized: false },
      (request, response) => {
        const socket = request.socket as TLSSocket;
        sockets.add(socket);
        const { authorization } = request.headers;
        const caller = socket.authorized ? socket.getPeerCertificate().subject.CN : authorization;
        json(200, { caller: caller ?? 'nobody' })(request, response);
      },
    );
    return { url: `https://127.0.0.1:${await serve(server)}`, sockets };
  }

  async function open(user: object, cluster: object = {}) {
    const { url, sockets } = await tlsServer();
    const folder = await files();
    const trusted = { server: url, 'certificate-authority': fixture('server.crt') };
    const content = kubeconfigOf({ ...trusted, ...cluster }, user);
    const kubeconfig = await folder.write('kubeconfig', content);
    return { client: clientFor(loadKubeConfig({ kubeconfig })), sockets };
  }

  it.each<[string, object, string]>([
    [
      'a client certificate',
      { 'client-certificate': fixture('ann.crt'), 'client-key': fixture('ann.key') },
      'ann',
    ],
    ['a token', { token: 't0ken' }, 'Bearer t0ken'],
    [
      'a name and a password',
      { username: 'ann', password: 'pw' },
      `Basic ${Buffer.from('ann:pw').toString('base64')}`,
    ],
    ['nothing', {}, 'nobody'],
  ])('a caller is known by %s', async (_, user, caller) => {
    const { client } = await open(user);
    await expect(client.get('/x')).resolves.toEqual({ caller });
  });

  it('a certificate that is renewed is shown at the next request', async () => {
    const folder = await files();
    const show = async (name: 'ann' | 'bob') => {
      await copyFile(fixture(`${name}.crt`), folder.path('client.crt'));
      await copyFile(fixture(`${name}.key`), folder.path('client.key'));
    };
    await show('ann');
    const { client, sockets } = await open({
      'client-certificate': folder.path('client.crt'),
      'client-key': folder.path('client.key'),
    });
    await client.get('/x');
    await expect(client.get('/x')).resolves.toEqual({ caller: 'ann' });
    const [before] = sockets;
    await show('bob');
    await expect(client.get('/x')).resolves.toEqual({ caller: 'bob' });
    if (before?.destroyed === false) await once(before, 'close');
    expect(sockets.size).toBe(2);
  });

  it.each([
    [
      'that nobody vouches for',
      { 'certificate-authority': fixture('ann.crt') },
      'check certificate-authority of the cluster in the kubeconfig',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
    ],
    [
      'of another name',
      { 'tls-server-name': 'other.example.org' },
      'check server and tls-server-name',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
  ])('a server %s is refused', async (_, cluster, message, code) => {
    const { client } = await open({ token: 't0ken' }, cluster);
    const refused = client.get('/x');
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toMatchObject({ code, transient: true });
    await expect(refused).rejects.not.toThrow('t0ken');
  });
});
