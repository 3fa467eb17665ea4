import type { Value } from '@tribble/resource-repo/format';

/** What a request does, for counting and for deciding whether it may be sent twice. */
export type Verb = 'get' | 'list' | 'watch' | 'apply' | 'patch' | 'create' | 'update' | 'delete' | 'dry-run';

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
