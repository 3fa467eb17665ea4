/**
 * Requests to one Kubernetes API server: raw JSON over one keep-alive agent. @kubernetes/client-node gives the
 * credentials only, since its own requests drop fields that its models do not know (docs/adr/0005-kubernetes-client.md).
 */
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import {
  Agent as HttpsAgent,
  type AgentOptions,
  request as httpsRequest,
  type RequestOptions,
} from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { isValueMap, type ValueMap } from '@tribble/resource-repo/format';
import { BackendError } from '../backend.ts';

export type Answer = { status: number; body: ValueMap };

const timeout = 30_000;

export class KubernetesClient {
  readonly #config: KubeConfig;
  readonly #server: URL;
  #agent: HttpAgent | undefined;

  /** Throws BackendError where the configuration names no cluster. */
  constructor(config: KubeConfig) {
    const server = config.getCurrentCluster()?.server;
    if (server === undefined || !URL.canParse(server)) {
      throw new BackendError('the kubeconfig names no cluster: check its current-context', true);
    }
    this.#config = config;
    this.#server = new URL(server);
  }

  /** The object at a path, undefined where there is none. Throws BackendError for any other answer. */
  async get(path: string): Promise<ValueMap | undefined> {
    const { status, body } = await this.#send('GET', path);
    if (status === 404) return undefined;
    return accepted('GET', path, status, body);
  }

  /** Applies an object by server-side apply. */
  async apply(path: string, object: ValueMap, fieldManager: string): Promise<ValueMap> {
    const query = new URLSearchParams({ fieldManager, force: 'true' });
    const { status, body } = await this.#send('PATCH', `${path}?${query.toString()}`, object);
    return accepted('PATCH', path, status, body);
  }

  close(): void {
    this.#agent?.destroy();
  }

  /** The library makes an agent for each request; one that keeps its connections serves them all. */
  #agentFor(options: RequestOptions): HttpAgent {
    const isTls = this.#server.protocol === 'https:';
    this.#agent ??= isTls
      ? new HttpsAgent({ ...tlsOf(options), keepAlive: true })
      : new HttpAgent({ keepAlive: true });
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
      return await exchange(url, { ...options, headers, agent: this.#agentFor(options) }, payload);
    } catch (error) {
      if (error instanceof BackendError) throw error;
      const message = error instanceof Error ? error.message : String(error);
      throw new BackendError(`${this.#server.origin} does not answer: ${message}`, true, { cause: error });
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

function exchange(url: URL, options: RequestOptions, payload: string | undefined): Promise<Answer> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, { ...options, signal: AbortSignal.timeout(timeout) }, (response) => {
      readBody(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    });
    request.once('error', reject);
    request.end(payload);
  });
}

/** A body that is no JSON object (a proxy's page, `404 page not found`) becomes the message of a Status. */
async function readBody(response: IncomingMessage): Promise<ValueMap> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    if (isValueMap(value)) return value;
  } catch {
    // Told below, with the text itself.
  }
  return { kind: 'Status', message: text.slice(0, 500) };
}

function accepted(method: string, path: string, status: number, body: ValueMap): ValueMap {
  if (status >= 200 && status < 300) return body;
  const message = typeof body['message'] === 'string' ? body['message'] : 'no message';
  const transient = status === 409 || status === 429 || status >= 500;
  throw new BackendError(
    `the API server answered ${status} to ${method} ${path}: ${message.slice(0, 500)}`,
    transient,
  );
}
