import { STATUS_CODES } from 'node:http';
import { isNativeError } from 'node:util/types';
import type { FieldError } from '@tribble/api';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { redact } from '../log/redact.ts';
import { ProblemError, sendProblem } from './problem.ts';

/** What express, its body parser and the validator throw for a bad request. */
type HttpFault = {
  status: number;
  message: string;
  type?: string;
  errors?: { path?: string; message?: string }[];
  headers?: Record<string, string>;
};

const hasStatus = (error: unknown): error is HttpFault =>
  typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number';

/** Answers every error as problem details. Only what is the client's to know gets out; the rest goes to the log. */
export const errorHandler: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const problem = problemOf(error, String(response.getHeader('X-Request-Id')));
  // The request log writes it with its stack, in the one line of this request.
  if (problem.status >= 500) response.err = isNativeError(error) ? error : new Error(String(error));
  if (hasStatus(error) && error.headers?.['Allow']) response.set('Allow', error.headers['Allow']);
  sendProblem(response, problem);
};

/** Answers what no route took. */
export const notFound: RequestHandler = (request) => {
  throw new ProblemError(404, 'Not Found', `There is nothing at ${redact(request.path)}.`);
};

function problemOf(error: unknown, requestId: string): ProblemError {
  if (error instanceof ProblemError) return error;
  if (!hasStatus(error) || error.status < 400 || error.status >= 500) return unexpected(requestId);
  const title = STATUS_CODES[error.status] ?? 'Bad Request';
  return new ProblemError(error.status, title, detailOf(error), fieldErrors(error));
}

function unexpected(requestId: string): ProblemError {
  const detail = `Something unexpected happened. The log of this service has it under request id ${requestId}.`;
  return new ProblemError(500, 'Internal Server Error', detail);
}

function detailOf({ status, type, message, errors }: HttpFault): string {
  if (type === 'entity.parse.failed') return `The body is not JSON: ${message}.`;
  if (type === 'entity.too.large') return 'The body is larger than 1 MiB.';
  if (status === 404) return `There is nothing here: ${message}.`;
  return errors?.length ? `The request does not fit the API: ${message}.` : `${message}.`;
}

function fieldErrors({ errors, status }: HttpFault): FieldError[] {
  if (status !== 400) return [];
  return (errors ?? []).map(({ path = '', message = '' }) => ({ path, message }));
}
