import { Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions, type RequestOptions } from 'node:https';
import { isNativeError } from 'node:util/types';
import type { KubeConfig } from '@kubernetes/client-node';
import type { ValueMap } from '@tribble/resource-repo/format';
import type { Clock, Logger, Random } from '@tribble/service-kit';
import { BackendError } from '../../backend.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { messageOf } from './error-message.ts';
import { type Answer, readAnswer, send } from './exchange.ts';
import { refusal } from './refusal.ts';
import type { ApiRequest } from './requests.ts';

export type TransportOptions = {
  /** How long an answer may take, in milliseconds; default 30 s. */
  timeout?: number;
  /** Whom the server shall take us for. */
  as?: string;
  /** Requests per second; without it, 50 to servers that do not share out their capacity themselves. */
  qps?: number;
  /** How many requests may come at once; default twice the qps. */
  burst?: number;
  /** How many requests may be under way; default 16. Watches do not count. */
  inFlight?: number;
  /** Reads the credentials anew where they are not accepted any more. */
  reload?: () => KubeConfig;
  log?: Logger;
  clock?: Clock;
  random?: Random;
};

export class Transport {
  readonly server: string;
  readonly #config: KubeConfig;
  readonly #url: URL;
  readonly #timeout: number;
  readonly #as: string | undefined;
  readonly #counts: Record<string, number> = {};
  #agent: HttpAgent | undefined;
  readonly #closing = new AbortController();

  constructor(config: KubeConfig, { timeout = 30_000, as }: TransportOptions) {
    const cluster = config.getCurrentCluster();
    if (!cluster || !URL.canParse(cluster.server)) {
      throw new BackendError('the kubeconfig names no cluster: check its current-context', true);
    }
    this.#config = config;
    this.#url = new URL(cluster.server);
    this.server = this.#url.origin;
    this.#timeout = timeout;
    this.#as = as;
    if (this.#url.protocol === 'http:' && !cluster.skipTLSVerify) {
      const hint = 'use https, or set insecure-skip-tls-verify: true for a cluster on this machine';
      throw new BackendError(`the kubeconfig names ${this.server}, which is not encrypted: ${hint}`, true);
    }
  }

  async body(request: ApiRequest): Promise<ValueMap> {
    return this.#accepted(await this.#ask(request), request);
  }

  async object(request: ApiRequest): Promise<KubernetesObject> {
    return (await this.body(request)) as KubernetesObject;
  }

  async found(request: ApiRequest): Promise<ValueMap | undefined> {
    const answer = await this.#ask(request);
    return isMissing(answer) ? undefined : this.#accepted(answer, request);
  }

  revalidated(request: ApiRequest): Promise<ValueMap | undefined> {
    return this.found(request);
  }

  async text(request: ApiRequest): Promise<string | undefined> {
    const answer = await this.#ask(request);
    if (isMissing(answer)) return undefined;
    if (answer.status < 200 || answer.status > 299) this.#accepted(answer, request);
    return answer.text;
  }

  async stream(request: ApiRequest, signal: AbortSignal): Promise<AsyncIterable<Buffer> | undefined> {
    const response = await this.#send(request, signal);
    if (response.statusCode === 200) return response as AsyncIterable<Buffer>;
    this.#accepted(await readAnswer(response), request);
    return undefined;
  }

  requests(): Readonly<Record<string, number>> {
    return { ...this.#counts };
  }

  close(): void {
    this.#closing.abort();
    this.#agent?.destroy();
  }

  #accepted(answer: Answer, { method, path, body }: ApiRequest): ValueMap {
    const { status } = answer;
    if (status < 200 || status > 299) throw refusal(`${method} ${path}`, answer, body?.value);
    if (answer.body !== undefined) return answer.body;
    throw new BackendError(
      `${this.server} is no Kubernetes API server: it answered ${status} without JSON`,
      true,
    );
  }

  async #ask(request: ApiRequest): Promise<Answer> {
    const response = await this.#send(request, AbortSignal.timeout(this.#timeout));
    return readAnswer(response);
  }

  /** The library makes an agent for each request; one that keeps its connections serves them all. */
  #agentFor(options: RequestOptions): HttpAgent {
    const shared = { keepAlive: true, maxSockets: 16 };
    this.#agent ??=
      this.#url.protocol === 'https:'
        ? new HttpsAgent({ ...tlsOf(options), ...shared })
        : new HttpAgent(shared);
    return this.#agent;
  }

  async #send(
    { verb, method, path, accept = 'application/json', headers, body }: ApiRequest,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const payload = body && JSON.stringify(body.value);
    const options: RequestOptions = {
      method,
      headers: {
        accept,
        'user-agent': 'cautious-tribble',
        ...headers,
        ...(this.#as !== undefined && { 'impersonate-user': this.#as }),
        ...(body && { 'content-type': body.type, 'content-length': Buffer.byteLength(payload ?? '') }),
      },
    };
    this.#counts[verb] = (this.#counts[verb] ?? 0) + 1;
    try {
      await this.#config.applyToHTTPSOptions(options);
      const url = new URL(`${this.#url.pathname.replace(/\/$/, '')}${path}`, this.#url);
      const stop = AbortSignal.any([signal, this.#closing.signal]);
      return await send(url, { ...options, signal: stop, agent: this.#agentFor(options) }, payload);
    } catch (error) {
      const isLate = isNativeError(error) && error.name === 'AbortError';
      const reason = isLate ? `no answer within ${this.#timeout / 1000} s` : messageOf(error);
      throw new BackendError(`${this.server} does not answer: ${reason}`, true, { cause: error });
    }
  }
}

function isMissing({ status, body }: Answer): boolean {
  return status === 404 && body?.['kind'] === 'Status';
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
