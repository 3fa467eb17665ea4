import { ApiError, isGone, isNotFound } from '../api/api-error.ts';

/**
 * What a failed list or watch means. `gone`: the resourceVersion is too old; `forbidden`: the credentials lack the right;
 * `not-served`: the server has no such kind (any more); `other`: anything that may pass.
 */
export type Fault = 'gone' | 'forbidden' | 'not-served' | 'other';

/** What an error of a list or a watch means. */
export function faultOf(error: unknown): Fault {
  if (isGone(error)) return 'gone';
  if (isNotFound(error)) return 'not-served';
  // What is no Status was said by a proxy, which knows nothing of rights in the cluster.
  return error instanceof ApiError && error.isStatus && error.status === 403 ? 'forbidden' : 'other';
}

/** Whether the API server itself answered, even if it refused: the cluster can be reached, and knows who asks. */
export function isAnswered(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  // A server with too much to do says so in plain text.
  if (error.status === 429) return true;
  return error.isStatus && error.status < 500 && error.status !== 401;
}
