import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DeployerStatus } from '@tribble/api';

/** A deployer that deploys nothing and reports what a test wants: the truth, or a lie. */
export class StandInDeployer {
  readonly #server: Server;
  readonly #followers = new Set<ServerResponse>();
  #status: DeployerStatus = { environments: {}, problems: [] };
  #count = 0;

  private constructor() {
    this.#server = createServer(({ url }, response) => {
      if (url !== '/api/events') return void response.writeHead(404).end();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(this.#frame());
      this.#followers.add(response);
      response.once('close', () => this.#followers.delete(response));
    });
  }

  static async start(): Promise<StandInDeployer> {
    const deployer = new StandInDeployer();
    deployer.#server.listen(0, '127.0.0.1');
    await once(deployer.#server, 'listening');
    return deployer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Tells all who follow, and all who come. */
  report(environments: DeployerStatus['environments']): void {
    this.#status = { environments, problems: [] };
    this.#count += 1;
    for (const follower of this.#followers) follower.write(this.#frame());
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  #frame(): string {
    return `id: stand-in-${this.#count}\nevent: status\ndata: ${JSON.stringify(this.#status)}\n\n`;
  }
}
