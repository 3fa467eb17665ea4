import type { HttpQuestion } from '@tribble/promotion';
import { type Clock, redact } from '@tribble/service-kit';
import { type Ask, messageOf, type Said } from '../asking.ts';
import { within } from '../within.ts';
import { fillHeaders, type HeaderVariables, masking } from './headers.ts';
import { isHostAmong } from './hosts.ts';
import { redirectOf, type Sent } from './redirect.ts';

const mostRedirects = 5;
const mostBytes = 1_024 * 1_024;
const ownHeaders = { accept: 'application/json, */*;q=0.5', 'user-agent': 'tribble-transitioner' };

export type HttpAskerOptions = {
  /** The only hosts that may be asked. */
  hosts: readonly string[];
  variables: HeaderVariables;
  clock: Clock;
};

/** Asks over HTTP. No value of an environment variable is in what comes of it, whatever the other side sends back. */
export function httpAsker({ hosts, variables, clock }: HttpAskerOptions): Ask<HttpQuestion> {
  return async (question, signal) => {
    const url = new URL(question.url);
    const { headers, secrets } = fillHeaders(question, variables);
    const hide = masking(secrets);
    // A service may tell secrets of its own, too.
    const mask = (text: string) => redact(hide(text));
    const sent: Sent = { url, method: question.method, headers, body: question.body };
    try {
      return await within({ clock, milliseconds: question.timeout, signal }, (ending) =>
        exchange(sent, { hosts, mask, hasSecrets: secrets.length > 0, signal: ending }),
      );
    } catch (error) {
      return { kind: 'error', message: mask(from(url, messageOf(error))) };
    }
  };
}

/** Says who did it, once. */
const from = ({ host }: URL, told: string) => (told.startsWith(`${host} `) ? told : `${host}: ${told}`);

type Rules = {
  hosts: readonly string[];
  mask: (text: string) => string;
  hasSecrets: boolean;
  signal: AbortSignal;
};

async function exchange(first: Sent, { hosts, mask, hasSecrets, signal }: Rules): Promise<Said> {
  let sent = first;
  for (let count = 0; count <= mostRedirects; count += 1) {
    if (!isHostAmong(sent.url, hosts))
      throw new Error(`${sent.url.host} is not one of the hosts that gates may ask: see gate_hosts`);
    const response = await send(sent, signal);
    const next = redirectOf(response, sent, hasSecrets);
    if (next === undefined)
      return { kind: 'http', status: response.status, body: mask(await textOf(response)) };
    await response.body?.cancel();
    sent = next;
  }
  throw new Error(`redirects more than ${mostRedirects} times`);
}

function send({ url, method, headers, body }: Sent, signal: AbortSignal): Promise<Response> {
  return fetch(url, {
    method,
    headers: { ...ownHeaders, ...lowerCased(headers) },
    ...(body !== undefined && { body }),
    redirect: 'manual',
    signal,
  });
}

/** One header has one name, however it is written. */
function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > mostBytes) throw new Error('answers with more than 1 MiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
