import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { ApiError } from '../api-error.ts';
import { type Registry } from '../registry/registry.ts';
import { type ApiRequest } from './api-request.ts';
import { listPage } from './list.ts';
import { addMetaRoutes } from './meta-routes.ts';
import { negotiate } from './negotiation.ts';
import { presentObject, presentPage, sendJson } from './object-response.ts';
import { answer } from './resource-handler.ts';
import { parseResourcePath } from './resource-path.ts';
import { serveWatch } from './watch-handler.ts';

const bodyLimit = 3 * 1024 * 1024;

/** The Kubernetes API over a registry. */
export function createApp(registry: Registry): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  addMetaRoutes(app);
  app.use(express.raw({ type: () => true, limit: bodyLimit }));
  app.use((request, response) => {
    serveResource(registry, request, response);
  });
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    sendError(error, response);
  });
  return app;
}

function serveResource(registry: Registry, request: Request, response: Response): void {
  const url = new URL(request.originalUrl, 'http://sandbox');
  const path = parseResourcePath(url.pathname);
  if (!path) {
    // Plain text, as a real server answers for a resource that it does not serve (yet).
    response.status(404).type('text/plain').send('404 page not found\n');
    return;
  }
  const negotiated = negotiate(request.headers.accept ?? '*/*');
  if (!negotiated) throw notAcceptable();
  const { view } = negotiated;
  const { searchParams: query } = url;
  const isCollection = path.name === undefined;
  if (request.method === 'GET' && isTrue(query.get('watch'))) {
    serveWatch(registry, { path, query, view }, request, response);
    return;
  }
  const include = query.get('includeObject') ?? 'Metadata';
  const presentation = { kind: path.kind, view, now: registry.now(), include };
  if (request.method === 'GET' && isCollection) {
    const page = listPage(registry.store, path.kind, path.namespace, query);
    sendJson(response, 200, presentPage(page, presentation));
    return;
  }
  const { code, body } = answer(registry, apiRequest(request, path, query));
  sendJson(response, code, presentObject(body, presentation));
}

function apiRequest(request: Request, path: ApiRequest['path'], query: URLSearchParams): ApiRequest {
  const body: unknown = request.body;
  return {
    method: request.method,
    path,
    query,
    contentType: request.headers['content-type'],
    userAgent: request.headers['user-agent'] ?? '',
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  };
}

const isTrue = (value: string | null) => value === 'true' || value === '1';

function notAcceptable(): ApiError {
  const message = 'only the following media types are accepted: application/json';
  return new ApiError(406, 'NotAcceptable', message);
}

function sendError(error: unknown, response: Response): void {
  const refusal = error instanceof ApiError ? error : unexpected(error);
  if (response.headersSent) response.destroy();
  else sendJson(response, refusal.code, refusal.status());
}

function unexpected(error: unknown): ApiError {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && 'type' in error && error.type === 'entity.too.large') {
    return new ApiError(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${bodyLimit}`);
  }
  if (error instanceof URIError) return new ApiError(400, 'BadRequest', `the path is malformed: ${message}`);
  return new ApiError(500, 'InternalError', `Internal error occurred: ${message}`);
}
