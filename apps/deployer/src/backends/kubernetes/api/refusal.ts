import { isValueMap, type Value, type ValueMap, valueAt } from '@tribble/resource-repo/format';
import { ApiError, type Cause, saysTypedPatchFault } from './api-error.ts';

/** An answer that is no success. */
type RefusedAnswer = {
  status: number;
  headers?: { 'retry-after'?: string | undefined };
  text: string;
  body?: ValueMap;
};

/** Long enough for a reason; what is longer quotes whole manifests. */
const longestMessage = 500;

/** What an answer that is no success says. `sent` is what was to be written. */
export function refusal(request: string, answer: RefusedAnswer, sent?: Value): ApiError {
  const { status, text, body } = answer;
  const said = body?.['message'];
  const message = typeof said === 'string' ? said : text || 'no message';
  const shown = quotesSecrets(status, sent) ? withheld : message.slice(0, longestMessage);
  const hint = missesNamespace(status, body)
    ? ' (create it, or set createNamespace: true in deployers.yaml)'
    : '';
  const reason = body?.['reason'];
  return new ApiError(
    `the API server answered ${status} to ${request}: ${shown}${hint}`,
    isTransient(status, message),
    {
      status,
      reason: typeof reason === 'string' ? reason : '',
      causes: causesOf(body),
      serverMessage: shown,
      isStatus: body?.['kind'] === 'Status',
    },
  );
}

/** The error that an `ERROR` event of a watch is. */
export function errorOf(request: string, status: ValueMap): ApiError {
  const { code } = status;
  return refusal(request, { status: typeof code === 'number' ? code : 500, text: '', body: status });
}

function causesOf(body: ValueMap | undefined): Cause[] {
  const causes = valueAt(body ?? {}, ['details', 'causes']);
  const word = (value: Value | undefined) => (typeof value === 'string' ? value : '');
  return (Array.isArray(causes) ? causes : []).filter(isValueMap).map((cause) => {
    return { reason: word(cause['reason']), message: word(cause['message']), field: word(cause['field']) };
  });
}

const withheld =
  'its message is withheld, since it may quote the values of the Secret; ask it by `kubectl apply --server-side --dry-run=server`';

/** Faults of the content are told by quoting the content. */
function quotesSecrets(status: number, sent: Value | undefined): boolean {
  return isValueMap(sent) && sent['kind'] === 'Secret' && (status === 400 || status === 422 || status >= 500);
}

function missesNamespace(status: number, body: ValueMap | undefined): boolean {
  return status === 404 && valueAt(body ?? {}, ['details', 'kind']) === 'namespaces';
}

/** Expired credentials, lost races and a server in trouble pass; a manifest that does not fit the schema is a 500, too. */
function isTransient(status: number, message: string): boolean {
  if (status === 401 || status === 409 || status === 429) return true;
  return status >= 500 && !saysTypedPatchFault(message);
}
