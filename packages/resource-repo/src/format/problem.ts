import type { Problem } from '@tribble/api';

/** Where in a file something is: both count from 1. */
export type Position = { line: number; column: number };

/** Orders places of one file; what has none comes first. */
export function byPosition(left?: Position, right?: Position): number {
  return (left?.line ?? 0) - (right?.line ?? 0) || (left?.column ?? 0) - (right?.column ?? 0);
}

/** A problem of one file, without the keys that are not known. */
export function problem(path: string, message: string, at?: Position, hint?: string): Problem {
  return { path, ...at, message, ...(hint !== undefined && { hint }) };
}

/** The problem with one more hint. */
export function withHint(fault: Problem, hint: string): Problem {
  return { ...fault, hint: fault.hint === undefined ? hint : `${fault.hint}; ${hint}` };
}

/** `path:line:column: message`, as compilers write it. */
export function formatProblem({ path, line, column, message, hint }: Problem): string {
  const place = [path, line, column].filter((part) => part !== undefined).join(':');
  return `${place}: ${message}${hint === undefined ? '' : ` (${hint})`}`;
}
