import { ApiError } from '../api-error.ts';
import { type JsonObject } from '../json.ts';
import { required } from '../kinds/causes.ts';
import { type Subresource } from '../kinds/kind.ts';
import { type FieldValidation, undecodableBody, undecodablePatch } from '../registry/decode.ts';
import { type Target, type WriteOptions } from '../registry/write.ts';
import { givenManager, invalidOption, isDryRun, validationMode } from './request-options.ts';
import { type ResourcePath } from './resource-path.ts';

/** A request for objects, read from HTTP. */
export interface ApiRequest {
  readonly method: string;
  readonly path: ResourcePath;
  readonly query: URLSearchParams;
  readonly contentType: string | undefined;
  readonly userAgent: string;
  readonly body: Buffer;
  /** Adds a warning to the answer. */
  readonly warn: (text: string) => void;
}

/** An answer before it is written in the form that the client wants. */
export interface ApiAnswer {
  readonly code: number;
  readonly body: JsonObject;
}

/** 405 for a method that a resource does not have. */
export function methodNotAllowed(): ApiError {
  const message = 'the server does not allow this method on the requested resource';
  return new ApiError(405, 'MethodNotAllowed', message, {});
}

/** The one object that the path names. */
export function targetOf({ kind, namespace, name }: ResourcePath): Target {
  if (name === undefined || namespace === undefined) throw methodNotAllowed();
  return { kind, namespace, name };
}

/** The subresource that the path names; undefined for the object itself. */
export function subresourceOf({ kind, subresource }: ResourcePath): Subresource | undefined {
  if (subresource === undefined) return undefined;
  const found = kind.subresources.find((door) => door === subresource);
  if (found) return found;
  throw new ApiError(404, 'NotFound', 'the server could not find the requested resource', {});
}

/** The options of a write. */
export function writeOptions(
  request: ApiRequest,
): WriteOptions & { readonly fieldValidation: FieldValidation } {
  const { method, query, userAgent, path, body } = request;
  const manager = givenManager(method, query) ?? (userAgent.split('/')[0] || 'unknown');
  const subresource = subresourceOf(path);
  const isPatch = method === 'PATCH';
  const refuse: FieldValidation['refuse'] = (kind, says) =>
    isPatch ? undecodablePatch(says, body.toString()) : undecodableBody(kind, says);
  return {
    manager,
    dryRun: isDryRun(method, query),
    isPatch,
    fieldValidation: { mode: validationMode(method, query), warn: request.warn, refuse },
    ...(subresource && { subresource }),
  };
}

/** 422 for a server-side apply without the name of its manager. */
export function refuseMissingManager(query: URLSearchParams): void {
  if (query.get('fieldManager')) return;
  throw invalidOption('PatchOptions', required('fieldManager', 'is required for apply patch'));
}
