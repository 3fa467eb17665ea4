import type { Application, Request, RequestHandler } from 'express';
import type { AnyHandler, StreamHandler } from './handler.ts';
import { operationsOf, type Spec, type SpecOperation } from './spec.ts';

/** Puts each handler where the spec says that its operation is. Operations below /api without a handler are a mistake. */
export function mountHandlers(app: Application, spec: Spec, handlers: object): void {
  for (const operation of operationsOf(spec).filter(({ path }) => path.startsWith('/api/'))) {
    const handler: unknown = Reflect.get(handlers, operation.id);
    if (typeof handler !== 'function') throw new Error(`no handler for operation ${operation.id}`);
    app[operation.method](
      operation.path,
      operation.isStream ? (handler as StreamHandler) : answer(operation, handler as AnyHandler),
    );
  }
}

function answer(operation: SpecOperation, handler: AnyHandler): RequestHandler {
  return async (request, response) => {
    const {
      status,
      headers = {},
      body,
    } = await handler({
      params: request.params,
      query: request.query,
      headers: headersOf(operation, request),
      body: request.body,
      request,
    });
    // `no-cache` is a word to caches; express would take it as "answer in full", and fetch sends it with If-None-Match.
    delete request.headers['cache-control'];
    // A cache may keep the answer but has to ask, by its ETag, whether it still holds.
    response.status(status).set({ 'Cache-Control': 'no-cache', ...headers });
    if (body === undefined) response.end();
    // As the client will see it: the validator of responses would take a key without a value for an unknown one.
    else response.json(JSON.parse(JSON.stringify(body)));
  };
}

function headersOf(operation: SpecOperation, request: Request): Record<string, string> {
  return Object.fromEntries(
    operation.headers.flatMap((name) => {
      const value = request.get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
