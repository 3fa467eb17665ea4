import { isValueMap, type Value, type ValueMap, valueAt } from '@tribble/resource-repo/format';
import { ApiError, type Cause, saysTypedPatchFault } from './api-error.ts';
import type { Answer } from './exchange.ts';
import { retryAfterOf } from './retry.ts';
import { faultyField, immutability, isHarmless, scrubbed } from './scrub.ts';

/** What was asked for. `sent` is what was to be written. */
type Asked = { method: string; path: string; sent?: Value | undefined; tries?: number };

type RefusedAnswer = Pick<Answer, 'status' | 'text' | 'body' | 'headers'>;

/** What an answer that is no success says, without the values of Secrets. */
export function refusal({ method, path, sent, tries = 1 }: Asked, answer: RefusedAnswer): ApiError {
  const { status, text, body } = answer;
  const said = textOf(body?.['message']) || text.trim() || 'no message';
  const reason = textOf(body?.['reason']);
  const isSecret = concernsSecret(path, sent);
  const causes = causesOf(body, isSecret);
  const serverMessage = isSecret ? wordsOfSecret(said, reason, causes) : scrubbed(said);
  const retryAfter = retryAfterOf(answer);
  const hints = [
    hintOf(status, body, causes),
    tries > 1 && `sent ${tries} times`,
    retryAfter !== undefined && `it asks to be left alone for ${retryAfter} s`,
  ].filter(Boolean);
  const hint = hints.length > 0 ? ` (${hints.join('; ')})` : '';
  const message = `the API server answered ${status} to ${method} ${path}: ${serverMessage}${hint}`;
  return new ApiError(message, isTransient({ status, said, causes, body }), {
    status,
    reason,
    causes,
    ...(retryAfter !== undefined && { retryAfter }),
    serverMessage,
    isStatus: isStatus(body),
    isTypedPatchFault: status === 500 && saysTypedPatchFault(said),
  });
}

/** The error that an `ERROR` event of a watch is. */
export function errorOf(path: string, status: ValueMap): ApiError {
  const { code } = status;
  const answer = { status: typeof code === 'number' ? code : 500, headers: {}, text: '', body: status };
  return refusal({ method: 'WATCH', path }, answer);
}

function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

function isStatus(body: ValueMap | undefined): boolean {
  return body?.['kind'] === 'Status';
}

function concernsSecret(path: string, sent: Value | undefined): boolean {
  return /\/secrets(?:\/|$)/.test(path) || (isValueMap(sent) && sent['kind'] === 'Secret');
}

function causesOf(body: ValueMap | undefined, isSecret: boolean): Cause[] {
  const causes = valueAt(body ?? {}, ['details', 'causes']);
  return (Array.isArray(causes) ? causes : []).filter(isValueMap).map((cause) => {
    const reason = textOf(cause['reason']);
    const said = textOf(cause['message']);
    // Who holds a field is no value of it.
    const isShown = !isSecret || reason === 'FieldManagerConflict' || isHarmless(said);
    const message = isShown ? scrubbed(said) : (immutability(said) ?? '');
    return { reason, message, field: textOf(cause['field']) };
  });
}

/** The server's words where they are known to hold no value; else the reason and the fields. */
function wordsOfSecret(said: string, reason: string, causes: readonly Cause[]): string {
  if (isHarmless(said)) return said;
  const ofSchema = saysTypedPatchFault(said) ? 'it does not fit the schema of a Secret' : 'refused';
  const fields = [...new Set([...causes.map(({ field }) => field), faultyField(said) ?? ''])].filter(Boolean);
  const at = fields.length > 0 ? ` at ${fields.join(', ')}` : '';
  return `${reason || ofSchema}${at} (more is not shown, since it may quote the values of the Secret)`;
}

function hintOf(status: number, body: ValueMap | undefined, causes: readonly Cause[]): string | undefined {
  if (status === 401) return 'the credentials of the kubeconfig are not accepted: they may have expired';
  if (status === 404 && valueAt(body ?? {}, ['details', 'kind']) === 'namespaces') {
    return 'create it, or set createNamespace: true in deployers.yaml';
  }
  if (status === 404 && !isStatus(body))
    return 'nothing is served there: is its kind defined, and the address right?';
  if (isTerminating(causes)) return 'it goes on when the namespace is gone';
  return undefined;
}

function isTerminating(causes: readonly Cause[]): boolean {
  return causes.some(({ reason }) => reason === 'NamespaceTerminating');
}

const passing = new Set([401, 408, 409, 410, 429]);

type Refused = { status: number; said: string; causes: readonly Cause[]; body: ValueMap | undefined };

/** Expired credentials, lost races and a server in trouble pass; a manifest that does not fit the schema is a 500, too. */
function isTransient({ status, said, causes, body }: Refused): boolean {
  if (passing.has(status)) return true;
  if (status === 404) return !isStatus(body);
  if (status === 403) return isTerminating(causes) || /(?:exceeded|failed) quota: /.test(said);
  return status >= 500 && !saysTypedPatchFault(said);
}
