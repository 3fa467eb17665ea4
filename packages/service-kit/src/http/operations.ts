import type { Application } from 'express';
import type { Metrics } from '../metrics.ts';
import { serviceVersion } from '../version.ts';
import { ProblemError } from './problem.ts';
import type { Spec } from './spec.ts';

/** Whether a service can answer yet, and why not. */
export type Readiness = { ready: true } | { ready: false; reason: string };

export type OperationsOptions = {
  name: string;
  spec: Spec;
  metrics: Metrics;
  ready: () => Readiness;
  revision?: string | undefined;
};

const paths = ['/health', '/ready', '/metrics'];

/** Whether it is one of the addresses that machines ask every few seconds. */
export function isOperationsPath(url: string): boolean {
  return paths.includes(url.split('?')[0] ?? '');
}

/** What operators and their machines ask every service. */
export function mountOperations(app: Application, options: OperationsOptions): void {
  const { name, spec, metrics, ready, revision } = options;
  const alive = { status: 'ok' };
  const meta = { name, version: serviceVersion, ...(revision !== undefined && { revision }) };

  app.get('/health', (_request, response) => void response.json(alive));
  app.get('/ready', (_request, response) => {
    const readiness = ready();
    if (!readiness.ready) throw new ProblemError(503, 'Not Ready', readiness.reason);
    response.json(alive);
  });
  app.get('/metrics', async (_request, response) => {
    const text = await metrics.registry.metrics();
    response.set('Content-Type', metrics.registry.contentType).send(text);
  });
  app.get('/.well-known/deployment-meta.json', (_request, response) => void response.json(meta));
  app.get('/api/openapi.json', (_request, response) => void response.json(spec));
}
