import { type ValueMap, valueAt } from '@tribble/resource-repo/format';
import { BackendError } from '../../backend.ts';
import type { Answer } from './exchange.ts';

/** Long enough for a reason; what is longer quotes whole manifests. */
const longestMessage = 500;

/** What an answer that is no success says. `sent` is the object that was to be applied. */
export function refusal(request: string, { status, text, body }: Answer, sent?: ValueMap): BackendError {
  const said = body?.['message'];
  const message = typeof said === 'string' ? said : text || 'no message';
  const shown = quotesSecrets(status, sent) ? withheld : message.slice(0, longestMessage);
  const hint = missesNamespace(status, body)
    ? ' (create it, or set createNamespace: true in deployers.yaml)'
    : '';
  return new BackendError(
    `the API server answered ${status} to ${request}: ${shown}${hint}`,
    isTransient(status, message),
  );
}

const withheld =
  'its message is withheld, since it may quote the values of the Secret; ask it by `kubectl apply --server-side --dry-run=server`';

/** Faults of the content are told by quoting the content. */
function quotesSecrets(status: number, sent: ValueMap | undefined): boolean {
  return sent?.['kind'] === 'Secret' && (status === 400 || status === 422 || status >= 500);
}

function missesNamespace(status: number, body: ValueMap | undefined): boolean {
  return status === 404 && valueAt(body ?? {}, ['details', 'kind']) === 'namespaces';
}

/** Expired credentials, lost races and a server in trouble pass; a manifest that does not fit the schema is a 500, too. */
function isTransient(status: number, message: string): boolean {
  if (status === 401 || status === 409 || status === 429) return true;
  return status >= 500 && !/^failed to (?:create typed patch object|convert new object)/.test(message);
}
