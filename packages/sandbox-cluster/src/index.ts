import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { CustomResources } from './custom/controller.ts';
import { type AccessRules } from './http/access.ts';
import { createApp } from './http/app.ts';
import { namespaceKind } from './kinds/table.ts';
import { kubeconfigFor } from './kubeconfig.ts';
import { Registry } from './registry/registry.ts';
import { Simulation } from './simulation/simulation.ts';
import { Store } from './store/store.ts';

export { type AccessRequest } from './http/access.ts';

/** How a sandbox cluster starts. */
export interface SandboxOptions extends AccessRules {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. There is no access control: do not listen beyond loopback. */
  readonly host?: string;
  /** How long a pod takes to become ready, in milliseconds; default 1000. */
  readonly readyDelayMs?: number;
  /** The clock in milliseconds, for the times that objects show and for deadlines; default Date.now. */
  readonly now?: () => number;
}

/** A running sandbox cluster. */
export interface SandboxCluster {
  readonly url: string;
  readonly port: number;
  /** A kubeconfig with one context, `sandbox`; its server is `url`, or the address that others reach it by. */
  kubeconfig(server?: string): string;
  /** Ends all connections, open watches included. */
  stop(): Promise<void>;
}

/** Starts an empty cluster in this process: its objects live in memory and end with it. */
export async function startSandboxCluster(options: SandboxOptions = {}): Promise<SandboxCluster> {
  const { port = 0, host = '127.0.0.1', readyDelayMs = 1000, now = Date.now } = options;
  const registry = new Registry(new Store(), now);
  const simulation = new Simulation(registry, { ready: readyDelayMs });
  const customResources = new CustomResources(registry);
  simulation.start();
  customResources.start();
  const stopControllers = () => {
    simulation.stop();
    customResources.stop();
  };
  for (const name of ['default', 'kube-node-lease', 'kube-public', 'kube-system']) {
    registry.create(namespaceKind, '', { metadata: { name } }, { manager: 'kube-apiserver' });
  }
  const server = createServer(createApp(registry, options));
  // Watches and idle clients keep their connection as long as they like.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  try {
    await listen(server, port, host);
  } catch (error) {
    stopControllers();
    throw error;
  }
  const address = server.address() as AddressInfo;
  const url = `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
  return {
    url,
    port: address.port,
    kubeconfig: (server = url) => kubeconfigFor(server),
    stop: async () => {
      stopControllers();
      await close(server);
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
