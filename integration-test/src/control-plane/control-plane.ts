/**
 * A real Kubernetes control plane on this machine, for tests: etcd, kube-apiserver, kube-controller-manager,
 * kube-scheduler, and kwok, which plays the kubelet of one node. It listens on loopback only.
 */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiClient } from './api-client.ts';
import { ApiServer } from './api-server.ts';
import {
  controllerManagerArguments,
  etcdArguments,
  kwokArguments,
  type Places,
  schedulerArguments,
} from './arguments.ts';
import { controlPlaneFolder } from './binaries.ts';
import { type Credentials, kubeconfigFor, makeCredentials, type User } from './credentials.ts';
import { Daemon } from './daemon.ts';
import type { Binaries, Program } from './modules.ts';
import { createNode, nodeTakesPods } from './node.ts';
import { untilReady } from './until-ready.ts';
import { Watchdog } from './watchdog.ts';
import { withFreePort } from './with-free-port.ts';

export type ControlPlane = {
  /** A kubeconfig file for a cluster administrator. */
  readonly kubeconfig: string;
  /** The address of the API server; a restart keeps it. */
  readonly server: string;
  /** Ends the API server at once, as a crash would. */
  killApiServer(): Promise<void>;
  /**
   * Starts a killed API server, with the same address and data, and waits until it is ready. The controllers start anew
   * too: left alone they would look for it again only after up to half a minute.
   */
  startApiServer(): Promise<void>;
  /** Kills the API server, leaves it dead for a while, and starts it. */
  restartApiServer(downForMs?: number): Promise<void>;
  /** Ends all processes and removes all files. */
  stop(): Promise<void>;
};

/** Starts a control plane and waits until its node takes pods. Whatever ends this process ends the control plane too. */
export async function startControlPlane(binaries: Binaries, signal?: AbortSignal): Promise<ControlPlane> {
  const folder = await mkdtemp(join(tmpdir(), 'tribble-control-plane-'));
  const plane = new Processes(binaries, folder);
  try {
    const apiServer = await plane.start(signal);
    const startApiServer = async () => {
      await apiServer.start();
      await plane.restartControllers();
    };
    return {
      kubeconfig: join(folder, 'admin.kubeconfig'),
      server: apiServer.address,
      killApiServer: () => apiServer.kill(),
      startApiServer,
      restartApiServer: async (downForMs = 0) => {
        await apiServer.kill();
        await delay(downForMs);
        await startApiServer();
      },
      stop: () => plane.stop(),
    };
  } catch (error) {
    await plane.stop();
    throw error;
  }
}

class Processes {
  readonly #binaries: Binaries;
  readonly #folder: string;
  readonly #watchdog: Watchdog;
  readonly #daemons: Daemon[] = [];
  #controllers: Daemon[] = [];

  constructor(binaries: Binaries, folder: string) {
    this.#binaries = binaries;
    this.#folder = folder;
    this.#watchdog = new Watchdog(folder);
  }

  async start(signal?: AbortSignal): Promise<ApiServer> {
    const credentials = await makeCredentials(this.#folder);
    const places = placesIn(this.#folder, credentials);
    await mkdir(places.certificates);
    this.#spawn('etcd', etcdArguments(places));
    const apiServer = new ApiServer(places, (args) => this.#spawn('kube-apiserver', args));
    await apiServer.start(signal);
    const certificates = await apiServer.certificates();
    const kubeconfig = await this.#writeKubeconfigs(apiServer.address, credentials, certificates);
    const controllerManager = this.#spawn(
      'kube-controller-manager',
      controllerManagerArguments(places, kubeconfig['controller-manager']),
    );
    const scheduler = this.#spawn('kube-scheduler', schedulerArguments(kubeconfig.scheduler));
    const api = new ApiClient(apiServer.address, certificates, credentials.tokens.admin);
    await createNode(api);
    const kwok = await withFreePort(async (port) => {
      const kubelet = this.#spawn('kwok', kwokArguments(places, kubeconfig.kwok, stages, port), kwokFolder);
      await untilReady(kubelet, () => nodeTakesPods(api), signal);
      return kubelet;
    });
    this.#controllers = [controllerManager, scheduler, kwok];
    return apiServer;
  }

  /** Ends them as a crash would, and starts each again as it was. */
  async restartControllers(): Promise<void> {
    await Promise.all(this.#controllers.map((controller) => controller.restart()));
  }

  /** The API server is not asked but killed: it would wait for its watchers. */
  async stop(): Promise<void> {
    await Promise.all(
      this.#daemons.map((daemon) => daemon.stop(daemon.name === 'kube-apiserver' ? 'SIGKILL' : 'SIGTERM')),
    );
    await this.#watchdog.finish();
  }

  async #writeKubeconfigs(
    server: string,
    { tokens }: Credentials,
    certificates: string,
  ): Promise<Record<User, string>> {
    const write = async (user: User) => {
      const file = join(this.#folder, `${user}.kubeconfig`);
      await writeFile(file, kubeconfigFor(server, tokens[user], certificates), { mode: 0o600 });
      return file;
    };
    return {
      admin: await write('admin'),
      'controller-manager': await write('controller-manager'),
      scheduler: await write('scheduler'),
      kwok: await write('kwok'),
    };
  }

  #spawn(program: Program, args: readonly string[], cwd = this.#folder): Daemon {
    const logFile = join(this.#folder, `${program}.log`);
    const daemon = new Daemon({
      file: this.#binaries[program],
      args,
      logFile,
      watchdog: this.#watchdog,
      cwd,
    });
    this.#daemons.push(daemon);
    return daemon;
  }
}

/** kubelet.yaml names the file of the pods' logs relative to itself: kwok runs there. */
const kwokFolder = join(controlPlaneFolder, 'kwok');
const stages = join(kwokFolder, 'kubelet.yaml');

const placesIn = (folder: string, { tokenFile, serviceAccountKey }: Credentials): Places => ({
  folder,
  certificates: join(folder, 'certificates'),
  tokenFile,
  serviceAccountKey,
});
