/** Requests with nothing around them: one https agent, no retries, no parsing. */
import { Agent, type AgentOptions, request, type RequestOptions } from 'node:https';
import { loadKubeConfig } from '../src/backends/kubernetes/api/connection.ts';

export type RawRequest = { method: string; path: string; body?: string; type?: string };

export class RawClient {
  readonly #server: URL;
  readonly #options: RequestOptions;
  readonly #agent: Agent;

  private constructor(server: URL, options: RequestOptions, inFlight: number) {
    const { headers, auth, ca, cert, key, pfx, rejectUnauthorized } = options;
    const given = Object.entries({ ca, cert, key, pfx, rejectUnauthorized });
    const tls: AgentOptions = Object.fromEntries(given.filter(([, value]) => value !== undefined));
    this.#server = server;
    this.#options = { ...(headers && { headers }), ...(auth && { auth }) };
    this.#agent = new Agent({ ...tls, keepAlive: true, maxSockets: inFlight });
  }

  static async open(kubeconfig?: string, context?: string, inFlight = 16): Promise<RawClient> {
    const config = loadKubeConfig({
      ...(kubeconfig !== undefined && { kubeconfig }),
      ...(context !== undefined && { context }),
    });
    const options: RequestOptions = { headers: {} };
    await config.applyToHTTPSOptions(options);
    return new RawClient(new URL(config.getCurrentCluster()?.server ?? ''), options, inFlight);
  }

  /** The text of a successful answer. Throws an Error with the answer for any other. */
  send({ method, path, body, type = 'application/json' }: RawRequest): Promise<string> {
    const headers = {
      ...this.#options.headers,
      ...(body !== undefined && { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
    };
    return new Promise((resolve, reject) => {
      const url = new URL(path, this.#server);
      const sent = request(url, { ...this.#options, headers, method, agent: this.#agent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const { statusCode = 0 } = answer;
          if (statusCode >= 200 && statusCode <= 299) resolve(text);
          else reject(new Error(`${method} ${path}: ${statusCode} ${text}`));
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
