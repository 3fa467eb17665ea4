import type { RequestHandler, Response } from 'express';
import type { Metrics } from '../metrics.ts';

/** Measures every request under the route that took it, never under its own address: addresses are without number. */
export function requestMetrics({ requestSeconds }: Metrics): RequestHandler {
  return (request, response, next) => {
    const stopTimer = requestSeconds.startTimer();
    response.once('close', () => {
      if (isEventStream(response)) return;
      const route = request.route as { path?: unknown } | undefined;
      const path = typeof route?.path === 'string' ? route.path : 'other';
      stopTimer({ method: request.method, route: path, status: String(response.statusCode) });
    });
    next();
  };
}

/** Whether the response is a stream that lasts as long as its client. */
export function isEventStream(response: Pick<Response, 'getHeader'>): boolean {
  return String(response.getHeader('Content-Type')).startsWith('text/event-stream');
}
