import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { programOf, root, watched } from '../root.ts';
import { ServiceProcess } from '../service-process.ts';
import { waitUntil } from '../wait-until.ts';
import { currentKubeconfig } from './kubeconfig.ts';
import { PlaygroundError } from './playground-error.ts';
import { requireFreePorts, requireGit } from './preflight.ts';
import { type Places, prepare } from './prepare.ts';
import { playTraffic } from './traffic.ts';

export type RunOptions = {
  port: number;
  dir: string;
  traffic: boolean;
  watch: boolean;
  kubeconfig?: string;
  context?: string;
};

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Starts everything, prints how to use it, and ends everything on Ctrl-C or when one of the services ends. */
export async function runPlayground(options: RunOptions): Promise<void> {
  const started: ServiceProcess[] = [];
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  try {
    const places = await setUp(options);
    await startServices(options, places, started, stop.signal);
    explain(places);
    const traffic = options.traffic ? playTraffic(addressOf(places), say, stop.signal) : undefined;
    await untilEnd(started, stop.signal);
    stop.abort();
    await traffic;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    stop.abort();
    await stopAll(started);
  }
}

async function setUp(options: RunOptions): Promise<Places> {
  if (options.context !== undefined && options.kubeconfig === undefined) {
    throw new PlaygroundError('--context names a context of a kubeconfig: say which one with --kubeconfig.');
  }
  await requireGit();
  await requireFreePorts([0, 1, 2, 3].map((offset) => options.port + offset));
  const places = await step(`Files in ${options.dir}`, () => prepare(options));
  say(places.isNew ? '  the example repository is new' : '  going on where it was');
  return places;
}

async function startServices(
  { kubeconfig, context, watch }: RunOptions,
  places: Places,
  started: ServiceProcess[],
  signal: AbortSignal,
): Promise<void> {
  const argsOf = (project: string) =>
    watch ? watched(project) : ['--enable-source-maps', programOf(project)];
  const start = async (name: string, args: readonly string[]) => {
    signal.throwIfAborted();
    const running = await ServiceProcess.start({ name, args, logFile: join(places.logs, `${name}.log`) });
    started.push(running);
    await untilReady(running, signal);
  };
  if (kubeconfig === undefined) {
    const options = ['--port', String(places.ports.cluster), '--kubeconfig', places.kubeconfig];
    await step('Sandbox cluster', () =>
      start('sandbox-cluster', [...argsOf('packages/sandbox-cluster'), ...options]),
    );
  } else {
    await step(`Cluster of ${kubeconfig}`, async () => {
      await writeFile(places.kubeconfig, await currentKubeconfig(kubeconfig, context), { mode: 0o600 });
    });
    say('  the images of the example do not exist: put images of yours into dev/base, pp/base and prod/base');
  }
  for (const name of ['deployer', 'transitioner', 'aggregator']) {
    const configuration = join(places.directory, `${name}.yaml`);
    await step(`Service ${name}`, () => start(name, [...argsOf(`apps/${name}`), '--config', configuration]));
  }
  if (watch) started.push(await startUi(places));
}

/** The UI as vite serves it for development: it follows every change in the browser. */
async function startUi(places: Places): Promise<ServiceProcess> {
  say('The UI follows its sources at http://127.0.0.1:5173');
  return ServiceProcess.start({
    name: 'ui',
    args: [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), '--host', '127.0.0.1'],
    cwd: join(root, 'apps', 'ui'),
    env: { API_URL: addressOf(places) },
    logFile: join(places.logs, 'ui.log'),
  });
}

/** Does one thing, and says how long it took. */
async function step<T>(what: string, action: () => Promise<T>): Promise<T> {
  process.stdout.write(`${what} … `);
  const begin = performance.now();
  const result = await action();
  say(`ready (${((performance.now() - begin) / 1000).toFixed(1)} s)`);
  return result;
}

async function untilReady(service: ServiceProcess, signal: AbortSignal): Promise<void> {
  const port = await service.port.catch(async (cause: unknown) => {
    throw new PlaygroundError(`\n${service.name} did not start:\n${await service.logTail()}`, { cause });
  });
  const isReady = async () => service.isRunning && (await fetch(`http://127.0.0.1:${port}/ready`)).ok;
  const path = service.name === 'sandbox-cluster' ? 'readyz' : 'ready';
  const isAnswering = async () => (await fetch(`http://127.0.0.1:${port}/${path}`)).ok;
  await waitUntil(`${service.name} is ready`, path === 'ready' ? isReady : isAnswering, { signal });
}

/** Ends at Ctrl-C; fails where a service ends by itself. */
async function untilEnd(started: readonly ServiceProcess[], signal: AbortSignal): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const ends = started.map((service) => service.exited.then(() => service));
  const ended = await Promise.race([stopped, ...ends]);
  if (ended !== undefined && !signal.aborted) {
    throw new PlaygroundError(
      `${ended.name} ended by itself; its log ${ended.logFile} ends with:\n${await ended.logTail()}`,
    );
  }
}

async function stopAll(started: readonly ServiceProcess[]): Promise<void> {
  if (started.length === 0) return;
  say('\nStopping …');
  // The cluster last: the deployer may be in the middle of a request.
  for (const service of started.toReversed()) await service.stop();
  say('Stopped.');
}

function addressOf({ ports }: Places): string {
  return `http://127.0.0.1:${ports.aggregator}`;
}

function explain(places: Places): void {
  const place = (path: string) => {
    const short = relative(process.cwd(), path);
    return short.startsWith('..') ? path : short;
  };
  const address = addressOf(places);
  say(`
The board:            ${address}
Register a version:   curl -X POST ${address}/api/resources/s1/versions -H 'content-type: application/json' -d '{"version":"99","changelog":"Hello"}'
Let the shop through:  on the board, approve shop/web for prod as You <you@example.org>
Watch it arrive:      kubectl --kubeconfig ${place(places.kubeconfig)} -n prod get deploy s1 -o yaml
Read the story:       git -C ${place(places.repository)} log --format=fuller
Logs:                 ${place(places.logs)}

Ctrl-C stops everything; the next start goes on where it was.
`);
}
