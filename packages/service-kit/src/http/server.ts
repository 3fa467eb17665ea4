import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../log/logger.ts';
import { isEventStream } from './request-metrics.ts';

export type ListenOptions = { host: string; port: number; log: Logger };

export type Listening = {
  /** The port, also where 0 was asked for. */
  port: number;
  /** Takes no more connections, ends the idle ones and the event streams, and waits for the requests in flight. */
  close: () => Promise<void>;
};

/** Starts to answer requests. */
export async function listen(app: RequestListener, { host, port, log }: ListenOptions): Promise<Listening> {
  const server = createServer(app);
  const inFlight = trackResponses(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  log.info({ host, port: address.port }, 'listening');
  return { port: address.port, close: () => close(server, inFlight) };
}

function trackResponses(server: Server): Set<ServerResponse> {
  const inFlight = new Set<ServerResponse>();
  server.on('request', (_request, response: ServerResponse) => {
    inFlight.add(response);
    response.once('close', () => {
      inFlight.delete(response);
      // Once closing, a connection that falls idle would otherwise linger until its keep-alive ends.
      if (!server.listening) setImmediate(() => server.closeIdleConnections());
    });
  });
  return inFlight;
}

async function close(server: Server, inFlight: ReadonlySet<ServerResponse>): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const response of inFlight) if (isEventStream(response)) response.end();
  await closed;
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(`port ${port} is in use on ${host}: stop what listens there, or set another api_port`);
  }
  if (error.code === 'EADDRNOTAVAIL')
    return new Error(`${host} is no address of this machine: set another api_host`);
  if (error.code === 'EACCES') return new Error(`port ${port} needs more rights: set an api_port above 1023`);
  return error;
}
