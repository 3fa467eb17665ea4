import type { RequestListener } from 'node:http';
import type { EventStream } from '../events/event-stream.ts';
import type { ServiceContext } from '../program/run-service.ts';
import { listen } from './server.ts';

/** The fields of a service's configuration that say where it listens. */
type Address = { api_host: string; api_port: number };

/** Answers requests where the configuration says, until the service stops: first the streams end, then the rest. */
export async function serveApi(
  { config, log, onStop }: ServiceContext<Address>,
  app: RequestListener,
  events: EventStream,
): Promise<void> {
  const server = await listen(app, { host: config.api_host, port: config.api_port, log });
  onStop('http server', () => server.close());
  onStop('event streams', () => events.close());
}
