import { ApiError, invalid } from '../api-error.ts';
import { type JsonObject } from '../json.ts';
import { required, unsupported } from '../kinds/causes.ts';
import { type Subresource } from '../kinds/kind.ts';
import { type Target, type WriteOptions } from '../registry/write.ts';
import { type ResourcePath } from './resource-path.ts';

/** A request for objects, read from HTTP. */
export interface ApiRequest {
  readonly method: string;
  readonly path: ResourcePath;
  readonly query: URLSearchParams;
  readonly contentType: string | undefined;
  readonly userAgent: string;
  readonly body: Buffer;
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
export function writeOptions({ query, userAgent, path }: ApiRequest): WriteOptions {
  const manager = query.get('fieldManager') ?? (userAgent.split('/')[0] || 'unknown');
  const subresource = subresourceOf(path);
  return { manager, dryRun: isDryRun(query), ...(subresource && { subresource }) };
}

/** Whether the request only asks what would happen. */
export function isDryRun(query: URLSearchParams): boolean {
  const wanted = query.getAll('dryRun').filter((value) => value !== '');
  if (wanted.every((value) => value === 'All')) return wanted.length > 0;
  const options = { kind: 'PatchOptions', group: 'meta.k8s.io' };
  throw invalid(options, '', [unsupported('dryRun', wanted, ['All'])]);
}

/** 422 for a server-side apply without the name of its manager. */
export function refuseMissingManager(query: URLSearchParams): void {
  if (query.get('fieldManager')) return;
  const options = { kind: 'PatchOptions', group: 'meta.k8s.io' };
  throw invalid(options, '', [required('fieldManager', 'is required for apply patch')]);
}
