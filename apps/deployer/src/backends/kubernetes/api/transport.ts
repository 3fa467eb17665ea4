import { setMaxListeners } from 'node:events';
import type { KubeConfig } from '@kubernetes/client-node';
import type { ValueMap } from '@tribble/resource-repo/format';
import { type Clock, type Logger, type Random, systemClock } from '@tribble/service-kit';
import { BackendError } from '../../backend.ts';
import { AgentPool } from './agents.ts';
import { ClosedError, connectionError } from './connection-error.ts';
import { type Credentials, CredentialSource } from './credentials.ts';
import { deadline, linked } from './deadline.ts';
import { type Answer, exchange } from './exchange.ts';
import { type LimitOptions, RequestLimits } from './limits.ts';
import { refusal } from './refusal.ts';
import { type ApiRequest, optionsOf, pathWithoutQuery } from './requests.ts';
import { withRetries } from './retry.ts';
import { serverOf } from './server.ts';

export type TransportOptions = LimitOptions & {
  /** How long an answer may take, in milliseconds; default 30 s. For a watch: until it begins. */
  timeout?: number;
  /** Whom the server shall take us for, such as `system:serviceaccount:dev:deployer`. */
  as?: string;
  /** Reads the kubeconfig anew where its credentials are not accepted any more. */
  reload?: () => KubeConfig;
  log?: Logger;
  clock?: Clock;
  random?: Random;
};

/** Gets requests to one API server and their answers back: credentials, connections, limits and retries. */
export class Transport {
  /** Scheme, host and port. */
  readonly server: string;
  readonly #url: URL;
  readonly #credentials: CredentialSource;
  readonly #agents: AgentPool;
  readonly #limits: RequestLimits;
  readonly #timeout: number;
  readonly #as: string | undefined;
  readonly #log: Logger | undefined;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #closing = new AbortController();
  readonly #counts: Record<string, number> = {};

  constructor(config: KubeConfig, options: TransportOptions) {
    const { timeout = 30_000, clock = systemClock, random = Math.random, as, log, reload } = options;
    // Each request under way listens, and each watch; they are bounded elsewhere.
    setMaxListeners(0, this.#closing.signal);
    this.#url = serverOf(config);
    this.server = this.#url.origin;
    this.#credentials = new CredentialSource(config, { timeout, clock, ...(reload && { reload }) });
    this.#limits = new RequestLimits(options);
    this.#agents = new AgentPool(this.#url.protocol, this.#limits.inFlight);
    this.#timeout = timeout;
    this.#clock = clock;
    this.#random = random;
    this.#as = as;
    this.#log = log;
  }

  /** The JSON object of a successful answer. Throws ApiError for any other. */
  async body(request: ApiRequest): Promise<ValueMap> {
    return this.bodyOf(request, await this.answer(request));
  }

  /** The JSON object of an answer. Throws ApiError where it is no success. */
  bodyOf(request: ApiRequest, { answer, tries }: { answer: Answer; tries: number }): ValueMap {
    this.accept(request, { answer, tries });
    if (answer.body !== undefined) return answer.body;
    const says = `it answered ${answer.status} to ${request.method} ${pathWithoutQuery(request.path)} without JSON`;
    throw new BackendError(`${this.server} is no Kubernetes API server: ${says}`, true);
  }

  /** Throws ApiError where an answer is no success. */
  accept({ method, path, body }: ApiRequest, { answer, tries }: { answer: Answer; tries: number }): void {
    if (answer.status >= 200 && answer.status <= 299) return;
    throw refusal({ method, path: pathWithoutQuery(path), sent: body?.value, tries }, answer);
  }

  /** The answer, whatever it is. Throws ConnectionError where none comes. */
  answer(request: ApiRequest): Promise<{ answer: Answer; tries: number }> {
    const { signal } = this.#closing;
    return this.#retried(request, signal, () => this.#limits.run(() => this.#send(request, signal), signal));
  }

  /** The head of an answer whose body is read as a stream. It ends with an error when `signal` aborts. */
  async stream(request: ApiRequest, stopping: AbortSignal): Promise<AsyncIterable<Buffer>> {
    const { signal, release } = linked([stopping, this.#closing.signal]);
    try {
      const received = await this.#retried(request, signal, async () => {
        await this.#limits.paced(signal);
        return this.#send(request, signal, true);
      });
      this.accept(request, received);
      const { stream } = received.answer;
      if (stream === undefined) throw new BackendError(`${this.server} answered without a stream`, true);
      stream.once('close', release);
      return stream as AsyncIterable<Buffer>;
    } catch (error) {
      release();
      throw error;
    }
  }

  /** What a request, or a stream that broke, failed of. */
  failureOf(error: unknown): BackendError {
    const { aborted, reason } = this.#closing.signal as { aborted: boolean; reason: unknown };
    return connectionError(this.server, aborted ? reason : error);
  }

  requests(): Readonly<Record<string, number>> {
    return { ...this.#counts };
  }

  close(): void {
    this.#closing.abort(new ClosedError());
    this.#agents.close();
  }

  async #retried(request: ApiRequest, signal: AbortSignal, send: () => Promise<Answer>) {
    const context = { clock: this.#clock, random: this.#random, signal, log: this.#log };
    try {
      return await withRetries(request, send, context);
    } catch (error) {
      throw this.failureOf(error);
    }
  }

  /** Sends once; once more with new credentials where the server does not accept those that it got. */
  async #send(request: ApiRequest, signal: AbortSignal, asStream = false): Promise<Answer> {
    const credentials = await this.#credentials.current();
    const answer = await this.#exchange(request, credentials, signal, asStream);
    if (answer.status !== 401) return answer;
    this.#credentials.renew(credentials);
    return this.#exchange(request, await this.#credentials.current(), signal, asStream);
  }

  async #exchange(
    request: ApiRequest,
    credentials: Credentials,
    stopping: AbortSignal,
    asStream: boolean,
  ): Promise<Answer> {
    this.#counts[request.verb] = (this.#counts[request.verb] ?? 0) + 1;
    const limit = deadline(this.#clock, this.#timeout, stopping);
    const { signal } = limit;
    const agent = this.#agents.agentFor(credentials, asStream ? 'watches' : 'requests');
    const { payload, ...options } = optionsOf(request, credentials, this.#as);
    const url = new URL(`${this.#url.pathname.replace(/\/$/, '')}${request.path}`, this.#url);
    try {
      const answer = await exchange(url, { ...options, agent, signal }, payload, asStream);
      this.#limits.learn(answer.headers);
      limit.lift();
      if (answer.stream === undefined) limit.release();
      else answer.stream.once('close', () => limit.release());
      return answer;
    } catch (error) {
      limit.release();
      // Node tells that the request was aborted, the signal why.
      throw signal.aborted ? signal.reason : error;
    }
  }
}
