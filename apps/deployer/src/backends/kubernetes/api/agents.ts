import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Credentials } from './credentials.ts';

/** The connections of a client: a bounded number for requests, and as many as there are watches beside them. */
export class AgentPool {
  readonly #isEncrypted: boolean;
  readonly #inFlight: number;
  #current: { fingerprint: string; requests: HttpAgent; watches: HttpAgent } | undefined;

  constructor(protocol: string, inFlight: number) {
    this.#isEncrypted = protocol === 'https:';
    this.#inFlight = inFlight;
  }

  /** The agent for a request. It is another one as soon as a certificate is: kept connections would show the old one. */
  agentFor(credentials: Credentials, kind: 'requests' | 'watches'): HttpAgent {
    if (credentials.proxy !== undefined) return credentials.proxy;
    if (this.#current?.fingerprint !== credentials.fingerprint) {
      this.#retire();
      this.#current = {
        fingerprint: credentials.fingerprint,
        requests: this.#agent(credentials, this.#inFlight),
        watches: this.#agent(credentials, Infinity),
      };
    }
    return this.#current[kind];
  }

  close(): void {
    this.#current?.requests.destroy();
    this.#current?.watches.destroy();
    this.#current = undefined;
  }

  #agent({ tls }: Credentials, maxSockets: number): HttpAgent {
    const shared = { keepAlive: true, maxSockets };
    return this.#isEncrypted ? new HttpsAgent({ ...tls, ...shared }) : new HttpAgent(shared);
  }

  /** What is under way may end; nothing is kept. */
  #retire(): void {
    if (this.#current === undefined) return;
    for (const agent of [this.#current.requests, this.#current.watches]) {
      agent.maxFreeSockets = 0;
      for (const socket of Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? []))
        socket.destroy();
    }
  }
}
