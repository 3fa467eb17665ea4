import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** The metrics that every service has. A service adds its own to `registry`. */
export type Metrics = {
  registry: Registry;
  turns: Counter<'loop' | 'kind'>;
  turnSeconds: Histogram<'loop'>;
  requestSeconds: Histogram<'method' | 'route' | 'status'>;
};

const turnBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Makes the metrics of one service, in a registry of their own so that two services may live in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    turns: new Counter({
      name: 'tribble_loop_turns_total',
      help: 'Turns of a loop by what they came to.',
      labelNames: ['loop', 'kind'],
      registers,
    }),
    turnSeconds: new Histogram({
      name: 'tribble_loop_turn_duration_seconds',
      help: 'How long the turns of a loop took.',
      labelNames: ['loop'],
      buckets: turnBuckets,
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'How long requests took, by route; event streams are left out.',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
  };
}
