import express, { type Application } from 'express';
import { middleware as openApiValidator } from 'express-openapi-validator';
import type { OpenAPIV3 } from 'express-openapi-validator/dist/framework/types.js';
import type { Logger } from '../log/logger.ts';
import { errorHandler, notFound } from './errors.ts';
import type { Handlers } from './handler.ts';
import { mountOperations, type OperationsOptions } from './operations.ts';
import { requestLog } from './request-log.ts';
import { requestMetrics } from './request-metrics.ts';
import { mountHandlers } from './routes.ts';
import { securityHeaders } from './security.ts';
import { shortPaths } from './short-paths.ts';
import type { Spec } from './spec.ts';
import { staticFiles } from './static-files.ts';

export type AppOptions<Operations> = OperationsOptions & {
  handlers: Handlers<Operations>;
  log: Logger;
  /** Whether answers are checked against the spec too; by default everywhere but in production. */
  validateResponses?: boolean;
  /** The folder of a built single-page application to serve. */
  staticFiles?: string | undefined;
};

/** The HTTP side of a service: what its spec says, checked on the way in and out, and what all services answer alike. */
export function createApp<Operations>(options: AppOptions<Operations>): Application {
  const { log, metrics, spec, handlers } = options;
  const app = express();
  app.disable('x-powered-by');
  app.use(requestLog(log), requestMetrics(metrics), securityHeaders());
  mountOperations(app, options);
  if (options.staticFiles === undefined) app.use(shortPaths(spec));
  app.use(express.json({ limit: '1mb' }), validator(spec, options.validateResponses ?? !isProduction()));
  mountHandlers(app, spec, handlers);
  if (options.staticFiles !== undefined) app.use(staticFiles(options.staticFiles));
  app.use(notFound);
  app.use(errorHandler);
  return app;
}

function isProduction(): boolean {
  return process.env['NODE_ENV'] === 'production';
}

function validator(spec: Spec, validateResponses: boolean) {
  return openApiValidator({
    // A copy, because the validator writes into it; its type asks for more than a document must have.
    apiSpec: structuredClone(spec) as unknown as OpenAPIV3.DocumentV3_1,
    // The specs are checked when they are generated.
    validateApiSpec: false,
    validateRequests: { allErrors: true },
    validateResponses,
    fileUploader: false,
    ignorePaths: (path: string) => !path.startsWith('/api/'),
  });
}
