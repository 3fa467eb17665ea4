import type { RequestOptions } from 'node:https';
import type { Value } from '@tribble/resource-repo/format';
import type { Credentials } from './credentials.ts';
import { json } from './media-types.ts';

/** What a request does, for counting and for deciding whether it may be sent twice. */
type Verb = 'get' | 'list' | 'watch' | 'apply' | 'patch' | 'create' | 'update' | 'delete' | 'dry-run';

/** A request to the API server, before credentials and connection. */
export type ApiRequest = {
  verb: Verb;
  method: 'GET' | 'PATCH' | 'POST' | 'PUT' | 'DELETE';
  /** With the query. */
  path: string;
  accept?: string;
  headers?: Readonly<Record<string, string>>;
  body?: { type: string; value: Value };
  /** Whether sending it twice comes to the same as sending it once. */
  isRepeatable: boolean;
};

/** A path with more query. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
): string {
  const parts = Object.entries(query).flatMap(([key, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[key, String(value)]],
  );
  if (parts.length === 0) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(parts).toString()}`;
}

/** A path as messages show it: selectors and tokens tell nobody anything. */
export function pathWithoutQuery(path: string): string {
  return path.split('?', 1)[0] ?? path;
}

const userAgent = `cautious-tribble/${process.env['TRIBBLE_VERSION'] ?? 'development'}`;

/** What Node's http needs to send a request. */
export function optionsOf(
  { method, accept = json, headers, body }: ApiRequest,
  credentials: Pick<Credentials, 'headers' | 'auth'>,
  as: string | undefined,
): RequestOptions & { payload?: string } {
  const payload = body && JSON.stringify(body.value);
  return {
    method,
    headers: {
      ...headers,
      accept,
      'user-agent': userAgent,
      ...credentials.headers,
      ...(as !== undefined && { 'impersonate-user': as }),
      ...(body &&
        payload !== undefined && { 'content-type': body.type, 'content-length': Buffer.byteLength(payload) }),
    },
    ...(credentials.auth !== undefined && { auth: credentials.auth }),
    ...(payload !== undefined && { payload }),
  };
}
