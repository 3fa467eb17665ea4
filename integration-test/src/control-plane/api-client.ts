import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';

export type ApiAnswer = { status: number; body: string };

/** Just enough of a client of the API server to see whether it is ready, and to create the node. */
export class ApiClient {
  readonly #address: string;
  readonly #token: string | undefined;
  readonly #agent: Agent;

  /** Trusts the API server by its own certificates; without a token it asks as an anonymous user. */
  constructor(address: string, certificates: string, token?: string) {
    this.#address = address;
    this.#token = token;
    this.#agent = new Agent({ ca: certificates, keepAlive: false });
  }

  /** An error where nothing answers; any answer of a server is an answer. */
  send(method: 'GET' | 'POST', path: string, content?: object): Promise<ApiAnswer> {
    const headers = {
      ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
      ...(content && { 'content-type': 'application/json' }),
    };
    return new Promise((resolve, reject) => {
      const options = { method, headers, agent: this.#agent, timeout: 5000 };
      const sent = request(new URL(path, this.#address), options, (response) => {
        text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
      });
      sent.once('timeout', () => sent.destroy(new Error(`${this.#address} did not answer within 5 s`)));
      sent.once('error', reject);
      sent.end(content && JSON.stringify(content));
    });
  }
}
