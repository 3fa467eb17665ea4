/**
 * Requests to one Kubernetes API server: raw JSON over one keep-alive agent. @kubernetes/client-node gives the
 * credentials only, since its own requests drop fields that its models do not know (docs/adr/0005-kubernetes-client.md).
 */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions, type RequestOptions } from 'node:https';
import { isNativeError } from 'node:util/types';
import type { KubeConfig } from '@kubernetes/client-node';
import type { ValueMap } from '@tribble/resource-repo/format';
import { BackendError } from '../../backend.ts';
import { messageOf } from './error-message.ts';
import { type Answer, exchange } from './exchange.ts';
import { refusal } from './refusal.ts';

export type ClientOptions = {
  /** How long an answer may take, in milliseconds. */
  timeout?: number;
};

/** Many at once would only wait in the server, which counts them against this system's share. */
const connections = 16;

export class KubernetesClient {
  readonly #config: KubeConfig;
  readonly #server: URL;
  readonly #timeout: number;
  #agent: HttpAgent | undefined;
  #closed = false;

  /** Throws BackendError where the configuration names no cluster that can be asked. */
  constructor(config: KubeConfig, { timeout = 30_000 }: ClientOptions = {}) {
    const cluster = config.getCurrentCluster();
    if (!cluster || !URL.canParse(cluster.server)) {
      throw new BackendError('the kubeconfig names no cluster: check its current-context', true);
    }
    this.#config = config;
    this.#server = new URL(cluster.server);
    this.#timeout = timeout;
    if (this.#server.protocol === 'http:' && !cluster.skipTLSVerify) {
      const hint = 'use https, or set insecure-skip-tls-verify: true for a cluster on this machine';
      throw new BackendError(
        `the kubeconfig names ${this.#server.origin}, which is not encrypted: ${hint}`,
        true,
      );
    }
  }

  /** The object at a path, undefined where there is none. Throws BackendError for any other answer. */
  async get(path: string): Promise<ValueMap | undefined> {
    const answer = await this.#send('GET', path);
    return answer.status === 404 ? undefined : this.#accepted(answer, `GET ${path}`);
  }

  /** Applies an object by server-side apply. */
  async apply(path: string, object: ValueMap, fieldManager: string): Promise<ValueMap> {
    const query = new URLSearchParams({ fieldManager, force: 'true' });
    const answer = await this.#send('PATCH', `${path}?${query.toString()}`, object);
    return this.#accepted(answer, `PATCH ${path}`, object);
  }

  /** Ends all connections, and with them the requests in flight. */
  close(): void {
    this.#closed = true;
    this.#agent?.destroy();
  }

  #accepted({ status, text, body }: Answer, request: string, sent?: ValueMap): ValueMap {
    if (status < 200 || status > 299) throw refusal(request, { status, text, ...(body && { body }) }, sent);
    if (body !== undefined) return body;
    throw new BackendError(
      `${this.#server.origin} is no Kubernetes API server: it answered ${status} without JSON`,
      true,
    );
  }

  /** The library makes an agent for each request; one that keeps its connections serves them all. */
  #agentFor(options: RequestOptions): HttpAgent {
    const shared = { keepAlive: true, maxSockets: connections };
    this.#agent ??=
      this.#server.protocol === 'https:'
        ? new HttpsAgent({ ...tlsOf(options), ...shared })
        : new HttpAgent(shared);
    return this.#agent;
  }

  async #send(method: string, path: string, body?: ValueMap): Promise<Answer> {
    const payload = body && JSON.stringify(body);
    const options: RequestOptions = {
      method,
      headers: { accept: 'application/json', 'user-agent': 'cautious-tribble' },
    };
    try {
      await this.#config.applyToHTTPSOptions(options);
      const headers = { ...options.headers, ...(payload !== undefined && contentOf(payload)) };
      const url = new URL(`${this.#server.pathname.replace(/\/$/, '')}${path}`, this.#server);
      const signal = AbortSignal.timeout(this.#timeout);
      const request = { ...options, headers, signal, agent: this.#agentFor(options) };
      return await exchange(url, request, payload, () => !this.#closed);
    } catch (error) {
      const isLate = isNativeError(error) && error.name === 'AbortError';
      const reason = isLate ? `no answer within ${this.#timeout / 1000} s` : messageOf(error);
      throw new BackendError(`${this.#server.origin} does not answer: ${reason}`, true, { cause: error });
    }
  }
}

function contentOf(payload: string): Record<string, string | number> {
  return { 'content-type': 'application/apply-patch+yaml', 'content-length': Buffer.byteLength(payload) };
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
