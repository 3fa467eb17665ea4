import { randomUUID } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { ApiError } from '../api-error.ts';
import { type Registry } from '../registry/registry.ts';
import { type AccessRules, accessOf, refuseDenied, userOf } from './access.ts';
import { type ApiRequest } from './api-request.ts';
import { listPage } from './list.ts';
import { isLogPath, readLog } from './log-handler.ts';
import { addMetaRoutes, sendNothing } from './meta-routes.ts';
import { negotiate } from './negotiation.ts';
import { presentObject, presentPage, sendJson } from './object-response.ts';
import { answer, bodyOf } from './resource-handler.ts';
import { isBuiltInPath, parseResourcePath, type ResourcePath } from './resource-path.ts';
import { answerReview } from './reviews.ts';
import { serveWatch } from './watch-handler.ts';

const bodyLimit = 3 * 1024 * 1024;

/** The Kubernetes API over a registry. */
export function createApp(registry: Registry, rules: AccessRules = {}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(addServerHeaders());
  app.use((request, response, next) => {
    response.locals['user'] = userOf(request.headers, rules);
    next();
  });
  addMetaRoutes(app, registry.kinds);
  app.use(express.raw({ type: () => true, limit: bodyLimit }));
  app.use((request, response) => {
    serve(registry, rules, request, response);
  });
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    sendError(error, response);
  });
  return app;
}

/** Clients take these headers as the sign that the server itself limits how often they ask. */
function addServerHeaders() {
  const [schema, level] = [randomUUID(), randomUUID()];
  return (_request: Request, response: Response, next: NextFunction): void => {
    response.setHeader('Audit-Id', randomUUID());
    response.setHeader('Cache-Control', 'no-cache, private');
    response.setHeader('X-Kubernetes-PF-FlowSchema-UID', schema);
    response.setHeader('X-Kubernetes-PF-PriorityLevel-UID', level);
    next();
  };
}

function serve(registry: Registry, rules: AccessRules, request: Request, response: Response): void {
  const url = new URL(request.originalUrl, 'http://sandbox');
  const user = String(response.locals['user']);
  if (request.method === 'POST') {
    const review =
      url.pathname.includes('reviews') && answerReview(url.pathname, objectIn(request), user, rules);
    if (review) {
      sendJson(response, 201, review);
      return;
    }
  }
  const path = parseResourcePath(registry.kinds, url.pathname);
  if (path) {
    const isWatch = isTrue(url.searchParams.get('watch'));
    refuseDenied(rules, accessOf(user, request.method, path, isWatch), path.kind);
    serveResource(registry, { path, query: url.searchParams, isWatch }, request, response);
  } else if (isBuiltInPath(registry.kinds, url.pathname)) {
    throw new ApiError(404, 'NotFound', 'the server could not find the requested resource', {});
  } else {
    sendNothing(response);
  }
}

const objectIn = (request: Request) =>
  bodyOf({ body: bytesOf(request), contentType: request.headers['content-type'] });

interface Resource {
  readonly path: ResourcePath;
  readonly query: URLSearchParams;
  readonly isWatch: boolean;
}

function serveResource(
  registry: Registry,
  { path, query, isWatch }: Resource,
  request: Request,
  response: Response,
): void {
  if (request.method === 'GET' && isLogPath(path)) {
    response.type('text/plain').send(readLog(registry, path, query));
    return;
  }
  const negotiated = negotiate(request.headers.accept ?? '*/*');
  if (!negotiated) throw notAcceptable();
  const { view } = negotiated;
  if (request.method === 'GET' && isWatch) {
    serveWatch(registry, { path, query, view }, request, response);
    return;
  }
  const include = query.get('includeObject') ?? 'Metadata';
  const presentation = { kind: path.kind, view, now: registry.now(), include };
  if (request.method === 'GET' && path.name === undefined) {
    const page = listPage(registry.store, path.kind, path.namespace, query);
    sendJson(response, 200, presentPage(page, presentation));
    return;
  }
  const { code, body } = answer(registry, apiRequest(request, response, path, query));
  sendJson(response, code, presentObject(body, presentation));
}

function apiRequest(
  request: Request,
  response: Response,
  path: ResourcePath,
  query: URLSearchParams,
): ApiRequest {
  return {
    method: request.method,
    path,
    query,
    contentType: request.headers['content-type'],
    userAgent: request.headers['user-agent'] ?? '',
    body: bytesOf(request),
    warn: (text) => {
      response.append('Warning', `299 - ${JSON.stringify(text)}`);
    },
  };
}

function bytesOf({ body }: Request): Buffer {
  const content: unknown = body;
  return Buffer.isBuffer(content) ? content : Buffer.alloc(0);
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
