import type { RequestHandler } from 'express';
import { operationsOf, type Spec } from './spec.ts';

const prefix = '/api';

/** Answers the operations of a spec without their `/api`, too: a service that serves no pages has nothing else there. */
export function shortPaths(spec: Spec): RequestHandler {
  const patterns = operationsOf(spec)
    .filter(({ path }) => path.startsWith(`${prefix}/`))
    .map(({ path }) => new RegExp(`^${path.slice(prefix.length).replaceAll(/:\w+/g, '[^/]+')}$`));
  return (request, _response, next) => {
    if (patterns.some((pattern) => pattern.test(request.path))) {
      request.url = `${prefix}${request.url}`;
      // The validator of requests goes by what the client asked for.
      request.originalUrl = request.url;
    }
    next();
  };
}
