import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiClient } from './api-client.ts';
import { apiServerArguments, type Places } from './arguments.ts';
import { ControlPlaneError } from './control-plane-error.ts';
import type { Daemon } from './daemon.ts';
import { untilReady } from './until-ready.ts';
import { withFreePort } from './with-free-port.ts';

/** The API server: it keeps port, certificate and data over its deaths. */
export class ApiServer {
  readonly #places: Places;
  readonly #spawn: (args: readonly string[]) => Daemon;
  #port: number | undefined;
  #daemon: Daemon | undefined;

  constructor(places: Places, spawn: (args: readonly string[]) => Daemon) {
    this.#places = places;
    this.#spawn = spawn;
  }

  get address(): string {
    if (this.#port === undefined) throw new Error('The API server has not been started.');
    return `https://127.0.0.1:${this.#port}`;
  }

  /** The certificates to trust: the server's own, and those of the authority that it made itself. */
  certificates(): Promise<string> {
    return readFile(join(this.#places.certificates, 'apiserver.crt'), 'utf8');
  }

  /** Starts it and waits until it is ready: the first time on any free port, then on the same one. */
  async start(signal?: AbortSignal): Promise<void> {
    if (this.#daemon?.isRunning) throw new ControlPlaneError('The API server is running: kill it first.');
    if (this.#port !== undefined) return this.#startOn(this.#port, signal);
    this.#port = await withFreePort(async (port) => {
      await this.#startOn(port, signal);
      return port;
    });
  }

  /** Ends it at once, as a crash would. */
  async kill(): Promise<void> {
    await this.#daemon?.stop('SIGKILL');
  }

  async #startOn(port: number, signal?: AbortSignal): Promise<void> {
    const daemon = this.#spawn(apiServerArguments(this.#places, port));
    this.#daemon = daemon;
    const isReady = async () => {
      const api = new ApiClient(`https://127.0.0.1:${port}`, await this.certificates());
      return (await api.send('GET', '/readyz')).status === 200;
    };
    await untilReady(daemon, isReady, signal);
  }
}
