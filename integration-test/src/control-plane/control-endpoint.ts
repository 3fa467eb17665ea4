/**
 * Lets tests in other processes kill and start the API server, over HTTP on loopback:
 *
 *   POST /api-server/kill                        204 when it is dead
 *   POST /api-server/start                       204 when it is ready again
 *   POST /api-server/restart?downForMs=30000     204 when it is ready again
 *
 * What goes wrong is a 500 with the reason as text.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ControlPlane } from './control-plane.ts';

/** What the endpoint controls. */
export type Controlled = Pick<ControlPlane, 'killApiServer' | 'startApiServer' | 'restartApiServer'>;

export type ControlEndpoint = { url: string; close(): Promise<void> };

/** Serves the endpoint on a free port. */
export async function serveControl(plane: Controlled): Promise<ControlEndpoint> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const action = request.method === 'POST' ? actionOf(plane, url) : undefined;
    if (action === undefined) {
      response.writeHead(404).end('Known: POST /api-server/{kill,start,restart?downForMs=}\n');
      return;
    }
    action().then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function actionOf(plane: Controlled, { pathname, searchParams }: URL): (() => Promise<void>) | undefined {
  if (pathname === '/api-server/kill') return () => plane.killApiServer();
  if (pathname === '/api-server/start') return () => plane.startApiServer();
  const downForMs = Number(searchParams.get('downForMs') ?? 0);
  const isRestart = pathname === '/api-server/restart' && downForMs >= 0;
  return isRestart ? () => plane.restartApiServer(downForMs) : undefined;
}
