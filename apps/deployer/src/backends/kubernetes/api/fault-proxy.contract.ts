import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as sendRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

/** What goes wrong with one request. */
export type Fault =
  /** The connection is reset; the server never hears of the request. */
  | { kind: 'reset' }
  /** The server does what it is asked for, but its answer is lost with the connection. */
  | { kind: 'lose' }
  /** Nothing comes, and the connection stays open. */
  | { kind: 'hang' }
  /** Something else answers; `body` is sent as it is where it is text. */
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body?: string | object }
  /** The server's answer breaks off after so many bytes. */
  | { kind: 'cut'; afterBytes: number }
  /** Each piece of the server's answer is so many milliseconds late. */
  | { kind: 'slow'; delay: number }
  /** The server's answer ends properly after so many milliseconds, as a watch may at any time. */
  | { kind: 'end'; afterMilliseconds: number };

/** A request as a rule sees it. */
export type ProxiedRequest = {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  isWatch: boolean;
  /** How many requests came before it. */
  index: number;
};

export type Rule = (request: ProxiedRequest) => Fault | undefined;

/** The Status that an API server refuses with. */
export function statusFault(
  status: number,
  reason: string,
  more: { message?: string; retryAfter?: number; details?: object } = {},
): Fault {
  const { message = reason, retryAfter, details } = more;
  const body = {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    code: status,
    reason,
    message,
    details,
  };
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { kind: 'answer', status, headers, body };
}

/** How a watch begins whose resourceVersion is too old: granted, and ended by an event that says so. */
export const expiredWatch: Fault = {
  kind: 'answer',
  status: 200,
  body: `${JSON.stringify({
    type: 'ERROR',
    object: {
      kind: 'Status',
      status: 'Failure',
      code: 410,
      reason: 'Expired',
      message: 'too old resource version',
    },
  })}\n`,
};

/**
 * A proxy before an API server whose faults a test scripts:
 *
 *     const proxy = await startFaultProxy(cluster.url);
 *     proxy.rule = ({ method }) => (method === 'PATCH' ? { kind: 'reset' } : undefined);
 *     // … point a kubeconfig at proxy.url …
 *     proxy.rule = undefined;            // all is well again
 *     await proxy.refuse();              // nobody listens any more, open connections end
 *     await proxy.listen();              // on the same port again
 *     await proxy.seen((request) => request.isWatch);
 *     await proxy.close();
 *
 * A rule is asked once for each request, and its answer holds to the end of that request: watches included. With `tls` it
 * is reached by https, with that certificate.
 */
export async function startFaultProxy(
  target: string,
  tls?: { key: string | Buffer; cert: string | Buffer },
): Promise<FaultProxy> {
  const proxy = new FaultProxy(target, tls);
  await proxy.listen();
  return proxy;
}

export class FaultProxy {
  rule: Rule | undefined;
  /** All requests that came, in their order. */
  readonly requests: ProxiedRequest[] = [];
  readonly #target: URL;
  readonly #tls: { key: string | Buffer; cert: string | Buffer } | undefined;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #watchers = new Set<(request: ProxiedRequest) => void>();
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  constructor(target: string, tls?: { key: string | Buffer; cert: string | Buffer }) {
    this.#target = new URL(target);
    this.#tls = tls;
  }

  get url(): string {
    return `${this.#tls ? 'https' : 'http'}://127.0.0.1:${this.#port}`;
  }

  /** How many connections are open. */
  connections(): number {
    return this.#sockets.size;
  }

  /** Listens, where it does not yet. */
  async listen(): Promise<void> {
    if (this.#server !== undefined) return;
    const answer = (request: IncomingMessage, response: ServerResponse) =>
      void this.#handle(request, response);
    const server = this.#tls ? createTlsServer(this.#tls, answer) : createServer(answer);
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    server.keepAliveTimeout = 60_000;
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Ends all connections and has new ones refused, until `listen`. */
  async refuse(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async close(): Promise<void> {
    await this.refuse();
    this.#agent.destroy();
  }

  /** Resolves with the first request of that kind, one that came already included. */
  seen(isWanted: (request: ProxiedRequest) => boolean): Promise<ProxiedRequest> {
    const before = this.requests.find(isWanted);
    if (before !== undefined) return Promise.resolve(before);
    return new Promise((resolve) => {
      const watcher = (request: ProxiedRequest) => {
        if (!isWanted(request)) return;
        this.#watchers.delete(watcher);
        resolve(request);
      };
      this.#watchers.add(watcher);
    });
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const proxied = this.#note(request);
    const fault = this.rule?.(proxied);
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'reset') return reset(request.socket);
    if (fault?.kind === 'answer') return answerWith(fault, request, response);
    try {
      const answer = await this.#forward(request, response);
      if (fault?.kind === 'lose') await drained(answer);
      if (fault?.kind === 'lose') return reset(request.socket);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      // A watch that has nothing to tell yet is begun nevertheless.
      response.flushHeaders();
      await passOn(answer, response, fault);
    } catch {
      request.socket.destroy();
    }
  }

  #note(request: IncomingMessage): ProxiedRequest {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', this.#target);
    const { method = 'GET', headers } = request;
    const watch = query.get('watch');
    const isWatch = watch === 'true' || watch === '1';
    const proxied = { method, path: pathname, query, headers, isWatch, index: this.requests.length };
    this.requests.push(proxied);
    for (const watcher of [...this.#watchers]) watcher(proxied);
    return proxied;
  }

  #forward(request: IncomingMessage, response: ServerResponse): Promise<IncomingMessage> {
    const { method, headers, url = '/' } = request;
    return new Promise((resolve, reject) => {
      const forwarded = sendRequest(
        new URL(url, this.#target),
        { method, headers: { ...headers, host: this.#target.host }, agent: this.#agent },
        resolve,
      );
      forwarded.on('error', reject);
      response.once('close', () => forwarded.destroy());
      request.pipe(forwarded);
    });
  }
}

function reset(socket: Socket): void {
  if ('resetAndDestroy' in socket && !('encrypted' in socket)) socket.resetAndDestroy();
  else socket.destroy();
}

function answerWith(
  { status, headers = {}, body = '' }: Fault & { kind: 'answer' },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  request.resume();
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers }).end(text);
}

async function drained(answer: IncomingMessage): Promise<void> {
  for await (const chunk of answer) void chunk;
}

async function passOn(
  answer: IncomingMessage,
  response: ServerResponse,
  fault: Fault | undefined,
): Promise<void> {
  const timer = fault?.kind === 'end' && setTimeout(() => answer.destroy(), fault.afterMilliseconds);
  let left = fault?.kind === 'cut' ? fault.afterBytes : Infinity;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      if (fault?.kind === 'slow') await after(fault.delay);
      const piece = chunk.subarray(0, left);
      left -= piece.length;
      await new Promise<void>((resolve) => response.write(piece, () => resolve()));
      if (left <= 0) return reset(response.req.socket);
    }
    response.end();
  } catch (error) {
    if (fault?.kind !== 'end') throw error;
    response.end();
  } finally {
    if (timer) clearTimeout(timer);
  }
}
