import { type JsonObject } from './json.ts';

/** One cause in the details of a Status. */
export type Cause = { reason: string; message: string; field?: string };

/** The details of a Status: which object it is about, and why. */
export type StatusDetails = {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: Cause[];
  retryAfterSeconds?: number;
};

/** What names a resource in messages and details: its plural, its kind and its API group. */
export interface ResourceName {
  readonly plural: string;
  readonly kind: string;
  readonly group: string;
}

/** A refusal, answered as a Status object. */
export class ApiError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details: StatusDetails | undefined;
  readonly #continue: string | undefined;

  constructor(
    code: number,
    reason: string,
    message: string,
    details?: StatusDetails,
    continueToken?: string,
  ) {
    super(message);
    this.#continue = continueToken;
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  /** The body that a client reads. */
  status(): JsonObject {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: this.#continue === undefined ? {} : { continue: this.#continue },
      status: 'Failure',
      message: this.message,
      ...(this.reason && { reason: this.reason }),
      ...(this.details && { details: this.details }),
      code: this.code,
    };
  }
}

const dotted = (name: string, group: string) => (group ? `${name}.${group}` : name);

function detailsOf({ plural, group }: ResourceName, name: string): StatusDetails {
  return { name, ...(group && { group }), kind: plural };
}

/** 404 for an object that does not exist. */
export function notFound(resource: ResourceName, name: string): ApiError {
  const message = `${dotted(resource.plural, resource.group)} "${name}" not found`;
  return new ApiError(404, 'NotFound', message, detailsOf(resource, name));
}

/** 409 for a name that is taken. */
export function alreadyExists(resource: ResourceName, name: string): ApiError {
  const message = `${dotted(resource.plural, resource.group)} "${name}" already exists`;
  return new ApiError(409, 'AlreadyExists', message, detailsOf(resource, name));
}

/** 409 for a write that is based on an older object, or whose precondition does not hold. */
export function conflict(resource: ResourceName, name: string, why?: string): ApiError {
  const detail =
    why ?? 'the object has been modified; please apply your changes to the latest version and try again';
  const message = `Operation cannot be fulfilled on ${dotted(resource.plural, resource.group)} "${name}": ${detail}`;
  return new ApiError(409, 'Conflict', message, detailsOf(resource, name));
}

/** 422 with one cause per wrong field. Here details.kind is the kind, not the plural: so does a real server. */
export function invalid(resource: Omit<ResourceName, 'plural'>, name: string, causes: Cause[]): ApiError {
  const texts = causes.map(({ field, message }) => (field ? `${field}: ${message}` : message));
  const list = texts.length === 1 ? texts.join() : `[${texts.join(', ')}]`;
  const message = `${dotted(resource.kind, resource.group)} "${name}" is invalid: ${list}`;
  const { group, kind } = resource;
  return new ApiError(422, 'Invalid', message, {
    ...(name && { name }),
    ...(group && { group }),
    kind,
    causes,
  });
}

/** 403, for example in a namespace that is being deleted. */
export function forbidden(resource: ResourceName, name: string, why: string, causes?: Cause[]): ApiError {
  const message = `${dotted(resource.plural, resource.group)} "${name}" is forbidden: ${why}`;
  return new ApiError(403, 'Forbidden', message, { ...detailsOf(resource, name), ...(causes && { causes }) });
}

/** 400 for a request that cannot be understood. */
export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

/** 410 for a resource version that the history no longer reaches; the token goes on with a list all the same. */
export function expired(message: string, continueToken?: string): ApiError {
  return new ApiError(410, 'Expired', message, undefined, continueToken);
}
