/**
 * The cluster that the conformance suite runs against: the one that `npm run test:cluster` names, else a sandbox cluster in
 * this process. The same tests run against both, so that the sandbox cannot drift from the truth.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { it } from '@jest/globals';
import type { KubeConfig } from '@kubernetes/client-node';
import { type AccessRequest, startSandboxCluster } from '@tribble/sandbox-cluster';
import { KubernetesClient } from '../api/client.ts';
import { loadKubeConfig } from '../api/connection.ts';
import { startFaultProxy } from '../api/fault-proxy.contract.ts';

const real = process.env['TRIBBLE_TEST_KUBECONFIG'];
const context = process.env['TRIBBLE_TEST_CONTEXT'];
const control = process.env['TRIBBLE_TEST_CONTROL_PLANE'];

/** Whether the suite runs against a real API server. */
export const isReal = real !== undefined;

/** Whether the suite can have the API server killed and started. */
export const canRestart = !isReal || control !== undefined;

/** A test that the sandbox cannot take, with the reason for people; its README lists it. */
export function itOnRealCluster(reason: string): typeof it | typeof it.skip {
  return itWhere(isReal, `not in the sandbox: ${reason}`);
}

/** A test that needs something of its cluster; one line says why it is skipped. */
export function itWhere(condition: boolean, reason: string): typeof it | typeof it.skip {
  if (condition) return it;
  process.stdout.write(`conformance: a case is skipped: ${reason}\n`);
  return it.skip;
}

/** A cluster to test against. */
export type Place = {
  /** What an entry of deployers.yaml says to reach it. */
  options: { kubeconfig: string; context?: string };
  config: KubeConfig;
  /** For a look at the cluster past the backend, and for the hands of other people. */
  client: KubernetesClient;
  /** Forbids requests in the sandbox, which has no RBAC; a real cluster has roles. */
  authorize: (rule: (request: AccessRequest) => string | undefined) => void;
  /** Kills the API server, and starts it again after a while. What it held is there again. */
  restart: (downForMs: number) => Promise<void>;
  close: () => Promise<void>;
};

/** Opens the cluster under test. */
export function openPlace(): Promise<Place> {
  return real === undefined ? sandboxPlace() : Promise.resolve(realPlace(real));
}

/** Letters that no other test has. */
export function unique(): string {
  return randomBytes(4).toString('hex');
}

function realPlace(kubeconfig: string): Place {
  const options = { kubeconfig, ...(context !== undefined && { context }) };
  const config = loadKubeConfig(options);
  const client = new KubernetesClient(config);
  return {
    options,
    config,
    client,
    authorize: () => undefined,
    restart: async (downForMs) => {
      const response = await fetch(`${control}/api-server/restart?downForMs=${downForMs}`, {
        method: 'POST',
      });
      if (!response.ok) throw new Error(`the control plane does not restart: ${await response.text()}`);
    },
    close: () => {
      client.close();
      return Promise.resolve();
    },
  };
}

async function sandboxPlace(): Promise<Place> {
  let rule: (request: AccessRequest) => string | undefined = () => undefined;
  const cluster = await startSandboxCluster({
    readyDelayMs: 20,
    authorize: (request) => rule(request),
  });
  // Its state lives in memory: it stays, and only nobody reaches it for a while.
  const proxy = await startFaultProxy(cluster.url);
  const folder = await mkdtemp(join(tmpdir(), 'tribble-conformance-'));
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, cluster.kubeconfig(proxy.url));
  const config = loadKubeConfig({ kubeconfig });
  const client = new KubernetesClient(config);
  return {
    options: { kubeconfig },
    config,
    client,
    authorize: (given) => {
      rule = given;
    },
    restart: async (downForMs) => {
      await proxy.refuse();
      await after(downForMs);
      await proxy.listen();
    },
    close: async () => {
      client.close();
      await proxy.close();
      await cluster.stop();
      await rm(folder, { recursive: true });
    },
  };
}
