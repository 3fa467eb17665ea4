import { createHash } from 'node:crypto';
import type { Agent as HttpAgent } from 'node:http';
import type { AgentOptions, RequestOptions } from 'node:https';
import { KubeConfig, type User } from '@kubernetes/client-node';
import type { Clock } from '@tribble/service-kit';
import { BackendError } from '../../backend.ts';
import { deadline } from './deadline.ts';
import { pluginCommandOf, pluginError } from './credentials-plugin.ts';
import { messageOf } from './error-message.ts';

/** With what a request shows who sends it. */
export type Credentials = {
  headers: Readonly<Record<string, string>>;
  /** `user:password`. */
  auth?: string;
  tls: AgentOptions;
  /** Tells whether `tls` is another than before. */
  fingerprint: string;
  /** The way through the proxy that the kubeconfig names. */
  proxy?: HttpAgent;
  /** How often the credentials had been renewed. */
  generation: number;
};

export type CredentialOptions = {
  /** How long a credentials plugin may take, in milliseconds. */
  timeout: number;
  clock: Clock;
  /** Reads the kubeconfig anew. */
  reload?: () => KubeConfig;
};

/** The credentials of a kubeconfig, as they are now: files are read again, plugins run again where theirs expired. */
export class CredentialSource {
  #config: KubeConfig;
  readonly #options: CredentialOptions;
  #reading: Promise<Credentials> | undefined;
  #fingerprint: string | undefined;
  #generation = 0;

  constructor(config: KubeConfig, options: CredentialOptions) {
    this.#config = config;
    this.#options = options;
  }

  /** What to send. Many who ask at once cause one reading, since a plugin is a program that is started. */
  current(): Promise<Credentials> {
    if (this.#reading === undefined) {
      const reading = this.#read().finally(() => {
        if (this.#reading === reading) this.#reading = undefined;
      });
      this.#reading = reading;
    }
    return this.#inTime(this.#reading);
  }

  /** Forgets what is remembered, unless that was done since the refused credentials were given out. */
  renew(refused: Credentials): void {
    if (refused.generation !== this.#generation) return;
    const before = this.#config.getCurrentCluster()?.server;
    const config = this.#options.reload?.() ?? copyOf(this.#config);
    const server = config.getCurrentCluster()?.server;
    if (server !== before) {
      throw new BackendError(
        `the kubeconfig now names the cluster ${server ?? 'none'} instead of ${before}`,
        true,
      );
    }
    this.#generation += 1;
    this.#config = config;
    this.#reading = undefined;
  }

  async #read(): Promise<Credentials> {
    const generation = this.#generation;
    let read = await readCredentials(this.#config);
    const isRotated = this.#fingerprint !== undefined && this.#fingerprint !== read.fingerprint;
    if (read.proxy !== undefined && isRotated) {
      // The library keeps the agent of a proxy for ever, with the certificates of its first day.
      this.#config = copyOf(this.#config);
      read = await readCredentials(this.#config);
    }
    this.#fingerprint = read.fingerprint;
    return { ...read, generation };
  }

  async #inTime(reading: Promise<Credentials>): Promise<Credentials> {
    const { clock, timeout } = this.#options;
    const limit = deadline(clock, timeout);
    const late = new Promise<never>((_, reject) => {
      limit.signal.addEventListener('abort', () => {
        const what = pluginCommandOf(this.#config.getCurrentUser()) ?? 'the kubeconfig';
        reject(new BackendError(`${what} gave no credentials within ${timeout / 1000} s`, true));
      });
    });
    try {
      return await Promise.race([reading, late]);
    } finally {
      limit.release();
    }
  }
}

async function readCredentials(config: KubeConfig): Promise<Omit<Credentials, 'generation'>> {
  const options: RequestOptions = { headers: {} };
  const user: User | null = config.getCurrentUser();
  try {
    await config.applyToHTTPSOptions(options);
  } catch (error) {
    throw (
      pluginError(user, error) ??
      new BackendError(`the credentials cannot be read: ${messageOf(error)}`, true, { cause: error })
    );
  }
  const tls = tlsOf(options);
  const isProxied = config.getCurrentCluster()?.proxyUrl !== undefined;
  return {
    headers: lowerCased(options.headers),
    ...(typeof options.auth === 'string' && { auth: options.auth }),
    tls,
    fingerprint: fingerprintOf(tls),
    ...(isProxied && typeof options.agent === 'object' && { proxy: options.agent }),
  };
}

/** The same settings without anything that was remembered. */
function copyOf(config: KubeConfig): KubeConfig {
  const copy = new KubeConfig();
  copy.loadFromOptions({
    clusters: config.getClusters(),
    users: config.getUsers(),
    contexts: config.getContexts(),
    currentContext: config.getCurrentContext(),
  });
  return copy;
}

function lowerCased(headers: RequestOptions['headers']): Record<string, string> {
  const entries = Object.entries(headers ?? {}).flatMap(([name, value]) =>
    // A token file may end in a line break, which no header may hold.
    typeof value === 'string' ? [[name.toLowerCase(), value.trim()] as const] : [],
  );
  return Object.fromEntries(entries);
}

function tlsOf({
  ca,
  cert,
  key,
  pfx,
  passphrase,
  rejectUnauthorized,
  servername,
}: RequestOptions): AgentOptions {
  const given = Object.entries({ ca, cert, key, pfx, passphrase, rejectUnauthorized, servername });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** Once for each request: certificates come as buffers, which JSON would write number by number. */
function fingerprintOf(tls: AgentOptions): string {
  const hash = createHash('sha256');
  for (const [name, value] of Object.entries(tls)) {
    hash.update(`\0${name}\0`);
    hash.update(Buffer.isBuffer(value) ? value : JSON.stringify(value));
  }
  return hash.digest('base64');
}
