import { Command, InvalidArgumentError } from 'commander';
import { pino } from 'pino';
import { startSandboxCluster } from './index.ts';
import { writeKubeconfig } from './kubeconfig.ts';

/** A duration such as `1s`, `250ms` or `2m`, in milliseconds. */
function duration(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text) ?? [];
  if (!amount) throw new InvalidArgumentError('Expected a duration such as 250ms, 1s or 2m.');
  return Number(amount) * (unit === 'ms' ? 1 : unit === 's' ? 1000 : 60_000);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new InvalidArgumentError('Expected a port number from 0 to 65535; 0 takes any free port.');
}

/** An address as a kubeconfig wants it: without a slash at the end. */
function serverAddress(text: string): string {
  if (URL.canParse(text) && new URL(text).protocol === 'http:') return text.replace(/\/+$/, '');
  throw new InvalidArgumentError('Expected an address such as http://cluster:9003.');
}

interface Flags {
  port: number;
  host: string;
  kubeconfig?: string;
  server?: string;
  startupDelay: number;
}

const flags = new Command('sandbox-cluster')
  .description('An in-memory stand-in for a Kubernetes cluster, for trying and testing. Not for production.')
  .option('--port <port>', 'port to listen on; 0 takes any free one', portNumber, 0)
  .option('--host <host>', 'address to listen on; there is no access control', '127.0.0.1')
  .option('--kubeconfig <file>', 'where to write a kubeconfig once the cluster listens')
  .option('--server <url>', 'the address in that kubeconfig (default: where it listens)', serverAddress)
  .option('--startup-delay <duration>', 'how long a pod takes to become ready (default: 1s)', duration, 1000)
  .parse()
  .opts<Flags>();

const log = pino();

async function run(): Promise<void> {
  const { port, host, kubeconfig, server, startupDelay } = flags;
  const cluster = await startSandboxCluster({ port, host, readyDelayMs: startupDelay });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void cluster.stop().then(() => {
        log.info({ signal }, 'stopped');
      });
    });
  }
  try {
    if (kubeconfig !== undefined) await writeKubeconfig(kubeconfig, cluster.kubeconfig(server));
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  log.info({ port: cluster.port }, 'listening');
}

try {
  await run();
} catch (error) {
  // The error of the system names the address or the file.
  log.fatal(`the sandbox cluster cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
