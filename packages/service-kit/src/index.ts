/** What every service needs to run. It knows nothing of deploying. */
export { backoffDelay, type Random } from './backoff.ts';
export { type Cancel, type Clock, systemClock } from './clock.ts';
export { duration, port, serviceConfig, serviceFields, urlList } from './config/fields.ts';
export { ConfigError, loadConfig } from './config/load.ts';
export { createApp, type AppOptions } from './http/app.ts';
export type { Handler, Handlers, Input, StreamHandler } from './http/handler.ts';
export type { Readiness } from './http/operations.ts';
export { serveApi } from './http/serve-api.ts';
export { ProblemError } from './http/problem.ts';
export { listen, type Listening } from './http/server.ts';
export { createLogger, type Logger, type LogLevel } from './log/logger.ts';
export { redact, redactUrl, redactValue } from './log/redact.ts';
export { type Loop, type LoopOptions, startLoop } from './loop/loop.ts';
export type { Outcome, OutcomeKind } from './loop/outcome.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export { Counter, Gauge, Histogram } from 'prom-client';
export { Option } from 'commander';
export { runService, type Service, type ServiceCommand, type ServiceContext } from './program/run-service.ts';
export type { OnStop } from './program/shutdown.ts';
export {
  createEventStream,
  type EventStream,
  type EventStreamOptions,
  type StreamEvent,
} from './events/event-stream.ts';
export { subscribe, type StreamState, type SubscribeOptions, type Subscription } from './events/subscribe.ts';
