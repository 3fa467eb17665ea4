import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';
import type { Logger } from '../log/logger.ts';
import { isOperationsPath } from './operations.ts';

/** One line a request: what changes things or went wrong at info and above, mere reading at debug. */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp<IncomingMessage, ServerResponse>({
    logger: log,
    genReqId: requestId,
    quietReqLogger: true,
    quietResLogger: true,
    customAttributeKeys: { reqId: 'requestId', responseTime: 'milliseconds' },
    autoLogging: { ignore: (request) => isOperationsPath(request.url ?? '') },
    customLogLevel: (request, response, error) => {
      if (error || response.statusCode >= 500) return 'error';
      return request.method === 'GET' && response.statusCode < 400 ? 'debug' : 'info';
    },
    customSuccessMessage: () => 'request answered',
    customErrorMessage: () => 'request failed',
    customSuccessObject: factsOf,
    customErrorObject: (request, response, _error, value: LogObject) => factsOf(request, response, value),
  });
}

type LogObject = { milliseconds?: number; err?: unknown };

/** In place of all headers of both sides. */
function factsOf(request: IncomingMessage, response: ServerResponse, { milliseconds, err }: LogObject) {
  const { method, url } = request;
  return { method, url, status: response.statusCode, milliseconds, err };
}

/** The caller's id where it looks like one, so that a request can be followed through several services. */
function requestId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}
