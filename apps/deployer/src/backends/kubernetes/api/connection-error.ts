import { isNativeError } from 'node:util/types';
import { redact } from '@tribble/service-kit';
import { BackendError } from '../../backend.ts';
import { LateError } from './deadline.ts';
import { messageOf } from './error-message.ts';
import { NoAnswerError } from './exchange.ts';

/** The API server could not be asked, or its answer was cut. It is always worth trying again. */
export class ConnectionError extends BackendError {
  /** The system's word for it: ECONNREFUSED, CERT_HAS_EXPIRED; absent where there is none. */
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined, cause: unknown) {
    super(message, true, { cause });
    this.name = 'ConnectionError';
    this.code = code;
  }
}

/** The client was closed while the request was under way. */
export class ClosedError extends Error {
  constructor() {
    super('its client was closed');
    this.name = 'ClosedError';
  }
}

/** What a request that brought no whole answer failed of. */
export function connectionError(server: string, error: unknown): BackendError {
  if (error instanceof BackendError) return error;
  const cause = error instanceof NoAnswerError ? error.cause : error;
  const code = codeOf(cause);
  const said = redact(messageOf(cause));
  const hint = code === undefined ? undefined : hintOf(code);
  const what = wasUnanswered(error) ? `${server} does not answer` : `the answer of ${server} broke off`;
  const message = `${what}: ${said}${hint === undefined ? '' : ` (${hint})`}`;
  return new ConnectionError(message, code, cause);
}

function wasUnanswered(error: unknown): boolean {
  return error instanceof NoAnswerError || error instanceof LateError || error instanceof ClosedError;
}

function codeOf(error: unknown): string | undefined {
  if (!isNativeError(error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  const parts: unknown[] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  return parts.map(codeOf).find((code) => code !== undefined);
}

const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
]);

function hintOf(code: string): string | undefined {
  if (untrusted.has(code)) {
    return 'check certificate-authority of the cluster in the kubeconfig: the certificate of the server is signed by another';
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return 'check server and tls-server-name of the cluster in the kubeconfig';
  }
  if (code === 'CERT_HAS_EXPIRED') return 'the certificate of the server has to be renewed';
  if (/^ERR_SSL_.*ALERT/.test(code)) {
    return 'the server refuses the client certificate of the kubeconfig: it may have expired';
  }
  return undefined;
}
