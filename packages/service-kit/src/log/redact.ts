import { EventEmitter } from 'node:events';
import { isNativeError } from 'node:util/types';
import { stdSerializers } from 'pino';

const hidden = '***';

/**
 * `user:token@` or `token@` of a URL: what stands between `//` and the last `@` before the path. It looks back for the scheme instead
 * of forward from it, so that long texts take no longer than they are.
 */
const userinfo = /(?<=[a-z0-9+.-]:\/\/)[^\s/?#"<>\\]*@/gi;

/** `Authorization: Bearer …` in a text, also as a property of JSON in a text. */
const authorization =
  /(\bauthorization\\?["']?\s*[:=]\s*\\?["']?(?:bearer|basic|token|digest)\s+)[^\s"'\\,;]+/gi;

/** Tokens that are known by their form: those of GitHub, GitLab and Slack. */
const tokens =
  /(?<![A-Za-z0-9])(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abpr]-[\w-]{10,})/g;

/** A signed token (JWT). It begins where no other may be going on, so that long texts take no longer than they are. */
const signedToken = /(?<![\w-])eyJ[\w-]{5,}\.eyJ[\w-]{5,}\.[\w-]{5,}/g;

const secretKeys = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** Takes the credentials out of every URL in a text. */
export function redactUrl(text: string): string {
  return text.replace(userinfo, `${hidden}@`);
}

/** Takes credentials out of a text: those of URLs and authorization headers, and tokens wherever they stand. */
export function redact(text: string): string {
  return redactUrl(text)
    .replace(authorization, `$1${hidden}`)
    .replace(tokens, hidden)
    .replace(signedToken, hidden);
}

/** A copy without secrets: texts, authorization headers, the data of Kubernetes Secrets, at any depth. */
export function redactValue(value: unknown, key = '', ancestors: readonly object[] = []): unknown {
  if (value !== undefined && value !== null && secretKeys.has(key.toLowerCase())) return hidden;
  if (typeof value === 'string') return redact(value);
  if (typeof value !== 'object' || value === null) return value;
  if (ancestors.includes(value)) return '[circular]';
  if (isNativeError(value)) return redactObject(stdSerializers.errWithCause(value), [...ancestors, value]);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  // Sockets, requests and the like are no data; what has a toJSON decides for itself (the line is redacted again as text).
  if (value instanceof EventEmitter || 'toJSON' in value) return value;
  if (Array.isArray(value)) return value.map((item) => redactValue(item, '', [...ancestors, value]));
  return redactObject(value, [...ancestors, value]);
}

function redactObject(value: object, ancestors: readonly object[]): Record<string, unknown> {
  const isSecret = 'kind' in value && value.kind === 'Secret';
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => {
    if (key === lastApplied) return [key, hidden] as const;
    if (isSecret && (key === 'data' || key === 'stringData')) return [key, hideValues(item)] as const;
    return [key, redactValue(item, key, ancestors)] as const;
  });
  return Object.fromEntries(entries);
}

function hideValues(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return hidden;
  return Object.fromEntries(Object.keys(data).map((key) => [key, hidden]));
}
