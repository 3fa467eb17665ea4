import { BackendError } from '../../backend.ts';

/** One reason of a refusal, as the server counts them. */
export type Cause = { reason: string; message: string; field: string };

/** A field that another manager set, and that a write without force would have taken. */
export type FieldConflict = { manager: string; field: string };

/** What an answer of the API server said, free of secrets. */
export type Refusal = {
  status: number;
  /** The server's word for it: NotFound, Forbidden, Conflict, Invalid; empty where it gave none. */
  reason: string;
  causes: readonly Cause[];
  /** In seconds. */
  retryAfter?: number;
  /** The server's sentence, scrubbed and cut. */
  serverMessage: string;
  /** Whether the answer was a Status of the Kubernetes API, and not a page of something in between. */
  isStatus: boolean;
  /** Whether the object does not fit the schema of its kind, which the server calls an error of its own. */
  isTypedPatchFault: boolean;
};

/** The API server answered, and refused. */
export class ApiError extends BackendError {
  readonly status: number;
  readonly reason: string;
  readonly causes: readonly Cause[];
  readonly retryAfter: number | undefined;
  readonly serverMessage: string;
  readonly isStatus: boolean;
  readonly isTypedPatchFault: boolean;

  constructor(message: string, transient: boolean, refusal: Refusal) {
    super(message, transient);
    this.name = 'ApiError';
    this.status = refusal.status;
    this.reason = refusal.reason;
    this.causes = refusal.causes;
    this.retryAfter = refusal.retryAfter;
    this.serverMessage = refusal.serverMessage;
    this.isStatus = refusal.isStatus;
    this.isTypedPatchFault = refusal.isTypedPatchFault;
  }
}

function hasStatus(error: unknown, status: number): error is ApiError {
  return error instanceof ApiError && error.status === status;
}

function hasCause(error: unknown, reason: string): boolean {
  return error instanceof ApiError && error.causes.some((cause) => cause.reason === reason);
}

/** The object, its namespace or its kind is not there. */
export function isNotFound(error: unknown): error is ApiError {
  return hasStatus(error, 404);
}

/** Nobody serves this path: its kind is not defined, or not served yet. */
export function isUnserved(error: unknown): error is ApiError {
  return hasStatus(error, 404) && !error.isStatus;
}

/** The namespace that the object should be in does not exist. */
export function isNamespaceMissing(error: unknown): error is ApiError {
  return hasStatus(error, 404) && /^namespaces "[^"]*" not found$/.test(error.serverMessage);
}

/** The fields that other managers hold; undefined where the error is another one. */
export function isConflictOfFields(error: unknown): FieldConflict[] | undefined {
  if (!hasStatus(error, 409)) return undefined;
  const conflicts = error.causes.flatMap(({ reason, message, field }) => {
    if (reason !== 'FieldManagerConflict') return [];
    return [{ manager: /conflict with "((?:[^"\\]|\\.)*)"/.exec(message)?.[1] ?? message, field }];
  });
  return conflicts.length > 0 ? conflicts : undefined;
}

/** The object is not the one that the request meant: changed, replaced or made meanwhile. It has to be read again. */
export function isStale(error: unknown): error is ApiError {
  return hasStatus(error, 409) && isConflictOfFields(error) === undefined;
}

/** The resourceVersion or the continue token is too old: list again. */
export function isGone(error: unknown): error is ApiError {
  return hasStatus(error, 410);
}

/** The object does not fit the schema of its kind, which the server calls an error of its own. */
export function isTypedPatchFault(error: unknown): error is ApiError {
  return error instanceof ApiError && error.isTypedPatchFault;
}

/** Whether the words of a 500 tell of a fault of the manifest. */
export function saysTypedPatchFault(message: string): boolean {
  return /^failed to (?:create typed patch object|convert new object)/.test(message);
}

/** The object does not pass the checks of its kind, or changes what must not change. */
export function isInvalid(error: unknown): error is ApiError {
  return hasStatus(error, 422);
}

/** The namespace is being deleted: nothing new can be made in it until it is gone. */
export function isNamespaceTerminating(error: unknown): error is ApiError {
  return hasStatus(error, 403) && hasCause(error, 'NamespaceTerminating');
}

/** A ResourceQuota has no room. */
export function isQuotaExceeded(error: unknown): error is ApiError {
  return hasStatus(error, 403) && /\bexceeded quota: |\bfailed quota: /.test(error.serverMessage);
}

/** The credentials lack a right (RBAC); no admission check, quota or namespace in the way. */
export function isForbidden(error: unknown): error is ApiError {
  return hasStatus(error, 403) && /is forbidden: User "/.test(error.serverMessage);
}

/** The credentials are not accepted. */
export function isUnauthorized(error: unknown): error is ApiError {
  return hasStatus(error, 401);
}
