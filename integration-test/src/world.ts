/** Real processes over a temporary repository: what the scenarios run against. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AggregatorClient, createAggregatorClient, type State } from '@tribble/api';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { stringify } from 'yaml';
import { commitFiles } from './commit-files.ts';
import { programOf, root } from './root.ts';
import { ServiceProcess } from './service-process.ts';
import { type Patience, waitUntil } from './wait-until.ts';

type ServiceKind = 'deployer' | 'transitioner' | 'aggregator';

/** Runs a scenario in a world of its own. Where it fails, the logs are kept and the error says where. */
export async function inWorld(
  name: string,
  repository: string,
  scenario: (world: World) => Promise<void>,
): Promise<void> {
  const world = await World.create(repository);
  try {
    await scenario(world);
  } catch (error) {
    const kept = join(root, 'integration-test', 'logs', name.replaceAll(/\W+/g, '-'));
    await cp(world.logs, kept, { recursive: true, force: true });
    throw new Error(`${error instanceof Error ? error.message : String(error)}\nLogs: ${kept}`, {
      cause: error,
    });
  } finally {
    await world.stop();
  }
}

/** The text of a repository beside the scenarios. */
export function repositoryFile(name: string): Promise<string> {
  return readFile(join(root, 'integration-test', 'src', 'scenarios', 'repositories', name), 'utf8');
}

export class World {
  readonly folder: string;
  readonly fixture: Fixture;
  /** Further fields of the configuration of services, by their names. */
  readonly settings: Record<string, object> = {};
  /** Further environment variables of all services. */
  readonly environment: Record<string, string> = {};
  readonly #services = new Map<string, ServiceProcess>();
  readonly #ports = new Map<string, number>();

  private constructor(folder: string, fixture: Fixture) {
    this.folder = folder;
    this.fixture = fixture;
  }

  static async create(repository: string): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), 'tribble-world-'));
    await mkdir(join(folder, 'logs'));
    return new World(folder, await createRepository(repository, join(folder, 'repo.git')));
  }

  get logs(): string {
    return join(this.folder, 'logs');
  }

  /** Where a cluster leaves its kubeconfig; the deployer's own names the first one. */
  kubeconfig(cluster = 'sandbox-cluster'): string {
    return join(this.folder, `${cluster}.kubeconfig`);
  }

  /** Starts the sandbox cluster, or one more under another name. */
  async startCluster(name = 'sandbox-cluster'): Promise<ServiceProcess> {
    const port = String(this.#ports.get(name) ?? 0);
    const options = ['--port', port, '--kubeconfig', this.kubeconfig(name), '--startup-delay', '300ms'];
    return this.#start(name, [programOf('packages/sandbox-cluster'), ...options], '/readyz');
  }

  /** Starts a service, or one more of its kind under another name, and waits until it is ready. */
  async start(kind: ServiceKind, name: string = kind): Promise<ServiceProcess> {
    const file = await this.configure(kind, name);
    return this.#start(name, [programOf(`apps/${kind}`), '--config', file], '/ready');
  }

  /** Writes the configuration file of a service, and gives its path. */
  async configure(kind: ServiceKind, name: string = kind): Promise<string> {
    const file = join(this.folder, `${name}.yaml`);
    await writeFile(file, stringify({ ...this.#configuration(kind, name), ...this.settings[name] }));
    return file;
  }

  /** Starts everything: cluster (if wanted), deployer, transitioner, aggregator. */
  async startAll({ cluster = false } = {}): Promise<void> {
    if (cluster) await this.startCluster();
    for (const kind of ['deployer', 'transitioner', 'aggregator'] as const) await this.start(kind);
  }

  /** The address of a running service. */
  address(name: string): string {
    return `http://127.0.0.1:${this.#ports.get(name) ?? 0}`;
  }

  client(name = 'aggregator'): AggregatorClient {
    return createAggregatorClient(this.address(name));
  }

  async state(name = 'aggregator'): Promise<State> {
    const { data, error } = await this.client(name).GET('/api/state');
    if (!data) throw new Error(`GET /api/state: ${error.title}`);
    return data;
  }

  /** Waits until the state is as wished, and gives it. */
  async untilState(what: string, isSo: (state: State) => boolean, patience?: Patience): Promise<State> {
    let seen: State | undefined;
    const check = async () => {
      seen = await this.state();
      return isSo(seen) ? seen : undefined;
    };
    return waitUntil(what, check, patience).catch((error: Error) => {
      throw new Error(`${error.message}\nLast state: ${JSON.stringify(seen, null, 1)}`, { cause: error });
    });
  }

  /** Registers a version as CI does. */
  async register(
    resource: string,
    version: string,
    name = 'aggregator',
  ): Promise<{ commit: string; status: number }> {
    const { data, error, response } = await this.client(name).POST('/api/resources/{resource}/versions', {
      params: { path: { resource }, header: { 'Tribble-Author': 'CI <ci@example.org>' } },
      body: { version, environment: 'latest', changelog: `What is new in ${version}.` },
    });
    if (!data) throw new Error(`register ${resource} ${version}: ${error.title}: ${error.detail ?? ''}`);
    return { commit: data.commit, status: response.status };
  }

  /** Commits files as a person does who pushes to the repository; null deletes. */
  async commit(files: Record<string, string | null>, message = 'By hand'): Promise<string> {
    return commitFiles(this.fixture.path, files, message);
  }

  service(name: string): ServiceProcess {
    const service = this.#services.get(name);
    if (!service) throw new Error(`${name} was not started`);
    return service;
  }

  /** Deletes what a service keeps on disk. */
  async deleteCheckout(name: string): Promise<void> {
    await rm(this.#checkout(name), { recursive: true, force: true });
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#services.values()].map((service) => service.stop()));
    await rm(this.folder, { recursive: true, force: true });
  }

  async #start(name: string, args: string[], readyPath: string): Promise<ServiceProcess> {
    const logFile = join(this.logs, `${name}.log`);
    const env = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...this.environment };
    const service = await ServiceProcess.start({
      name,
      args: ['--enable-source-maps', ...args],
      logFile,
      env,
    });
    this.#services.set(name, service);
    // A service that is started again keeps its port, as the others know it by that.
    this.#ports.set(name, await service.port);
    await waitUntil(`${name} is ready`, async () => (await fetch(`${this.address(name)}${readyPath}`)).ok);
    return service;
  }

  #checkout(name: string): string {
    return join(this.folder, 'checkouts', name);
  }

  #configuration(kind: ServiceKind, name: string): object {
    const shared = {
      versions_url: this.fixture.path,
      versions_checkout_path: this.#checkout(name),
      api_port: this.#ports.get(name) ?? 0,
      poll_interval: '200ms',
    };
    if (kind === 'deployer') return { ...shared, kubeconfig: this.kubeconfig() };
    if (kind === 'transitioner') return { ...shared, deployer_url: this.address('deployer') };
    const urls = { deployer_url: this.address('deployer'), transitioner_url: this.address('transitioner') };
    return { ...shared, ...urls, ui_path: join(root, 'apps', 'ui', 'dist') };
  }
}
