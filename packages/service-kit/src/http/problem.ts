import type { FieldError, ProblemDetails } from '@tribble/api';
import type { Response } from 'express';

/** What a handler throws to answer with problem details (RFC 9457): `detail` says what happened and what to do. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];

  constructor(status: number, title: string, detail: string, errors: readonly FieldError[] = []) {
    super(`${title}: ${detail}`);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
  }
}

/** The body that tells of the error. */
function problemDetails({ status, title, detail, errors }: ProblemError): ProblemDetails {
  return { type: 'about:blank', title, status, detail, ...(errors.length > 0 && { errors: [...errors] }) };
}

/** Answers with problem details. */
export function sendProblem(response: Response, error: ProblemError): void {
  const body = JSON.stringify(problemDetails(error));
  response
    .status(error.status)
    .set({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
    .end(body);
}
