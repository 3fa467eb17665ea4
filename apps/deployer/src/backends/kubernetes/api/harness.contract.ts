import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import { type ClientOptions, KubernetesClient } from './client.ts';

/** A certificate or a key that is made for tests: `server` (127.0.0.1, localhost), `ann` and `bob`, each signed by itself. */
export function fixture(name: `${'server' | 'ann' | 'bob'}.${'crt' | 'key'}`): string {
  return fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
}

/** Answers with JSON. */
export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };

/** Answers with what is no JSON. */
export const text =
  (status: number, body: string): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end(body);
  };

/** A Status as the API server refuses with. */
export const status = (code: number, message: string, more: object = {}) => ({
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  code,
  message,
  ...more,
});

/** Listens on a port of its own. */
export async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Ends a server and its connections. */
export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Servers, clients and files of one test, which end with it. */
export function apiHarness() {
  const endings: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).toReversed()) await end();
  });

  const onEnd = (end: () => Promise<void> | void) => void endings.push(end);

  const clientFor = (config: KubeConfig, options: ClientOptions = {}): KubernetesClient => {
    const client = new KubernetesClient(config, options);
    onEnd(() => client.close());
    return client;
  };

  const clientOf = (server: string, options: ClientOptions = {}): KubernetesClient => {
    const config = new KubeConfig();
    config.loadFromClusterAndUser({ name: 'test', server, skipTLSVerify: true }, { name: 'test' });
    return clientFor(config, options);
  };

  const serve = async (server: Server): Promise<number> => {
    const port = await listening(server);
    onEnd(() => stop(server));
    return port;
  };

  /** A client of a server that answers as told. */
  const clientOfAnswers = async (answer: RequestListener, options: ClientOptions = {}) =>
    clientOf(`http://127.0.0.1:${await serve(createServer(answer))}`, options);

  const files = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tribble-kubernetes-api-'));
    onEnd(() => rm(folder, { recursive: true, force: true }));
    return {
      path: (name: string) => join(folder, name),
      write: async (name: string, content: string, mode = 0o644) => {
        await writeFile(join(folder, name), content, { mode });
        return join(folder, name);
      },
    };
  };
  return { onEnd, clientFor, clientOf, serve, clientOfAnswers, files };
}

/** A kubeconfig of one cluster and one user. */
export function kubeconfigOf(cluster: object, user: object): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'c',
    clusters: [{ name: 'c', cluster }],
    users: [{ name: 'c', user }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'c' } }],
  });
}
