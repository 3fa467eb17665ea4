import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest, ValueMap } from '@tribble/resource-repo/format';
import { startSandboxCluster } from '@tribble/sandbox-cluster';
import { recordingLogger } from '@tribble/service-kit/testing';
import type { Backend, BackendContext } from '../backend.ts';
import type { Harness } from '../backend.contract.ts';
import { createKubernetes } from './index.ts';

/** Opens a backend; throws where the options have a fault. */
export function openKubernetes(
  options: object,
  environment = 'dev',
  context: Partial<BackendContext> = {},
): Backend {
  const opened = createKubernetes().open(options, {
    ...{ environment, now: () => new Date(), log: recordingLogger().log, changed: () => undefined },
    ...context,
  });
  if ('faults' in opened) throw new Error(JSON.stringify(opened.faults));
  return opened;
}

/** A folder for kubeconfigs and what belongs to them. */
async function temporaryFiles() {
  const folder = await mkdtemp(join(tmpdir(), 'tribble-kubeconfig-'));
  return {
    path: (name: string) => join(folder, name),
    write: async (name: string, text: string) => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A way to a port that counts who is on it. */
async function countingProxy(target: number) {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    const upstream = connect(target, '127.0.0.1');
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      upstream.destroy();
    });
    upstream.once('close', () => socket.destroy());
    for (const each of [socket, upstream]) each.on('error', () => each.destroy());
    socket.pipe(upstream).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => open.size,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** A Deployment that the sandbox rolls out; one whose version holds `broken` never gets there. */
export function deployment(name: string, version: string, spec: ValueMap = {}): Manifest {
  const labels = { app: name };
  const containers = [{ name: 'web', image: `registry.example.org/${name}:${version}` }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers } },
      ...spec,
    },
  };
}

/** A sandbox cluster in this process, and a kubeconfig whose connections are counted. */
export async function startCountedCluster() {
  const cluster = await startSandboxCluster({ readyDelayMs: 20 });
  const proxy = await countingProxy(cluster.port);
  const files = await temporaryFiles();
  const through = (port: number) => cluster.kubeconfig().replaceAll(String(cluster.port), String(port));
  return {
    cluster,
    files,
    kubeconfig: await files.write('sandbox', through(proxy.port)),
    // Nobody ever listens on port 1.
    nowhere: await files.write('nowhere', through(1)),
    connections: proxy.connections,
    close: async () => {
      await proxy.close();
      await cluster.stop();
      await files.remove();
    },
  };
}

/** A sandbox cluster in this process. */
export async function kubernetesHarness(): Promise<Harness> {
  const { kubeconfig, nowhere, connections, close } = await startCountedCluster();
  return {
    open: (environment) => openKubernetes({ kubeconfig }, environment),
    openUnreachable: () => openKubernetes({ kubeconfig: nowhere }),
    objects: (name, version) => [
      deployment(name, version),
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { version } },
    ],
    impossible: (name) => ({ apiVersion: 'example.org/v1', kind: 'Impossible', metadata: { name } }),
    connections,
    close,
  };
}
