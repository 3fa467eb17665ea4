import { backoffDelay, type Clock, type Logger, type Random } from '@tribble/service-kit';
import { saysTypedPatchFault } from './api-error.ts';
import { pause } from './deadline.ts';
import { type Answer, NoAnswerError } from './exchange.ts';
import type { ApiRequest } from './requests.ts';

/** How often a request is sent at most. */
const mostTries = 3;

/** Nobody waits longer than this, whatever the server asks for. */
const longestWait = 30;

const steps = { base: 250, cap: 5_000 };

/** Reasons of a 500 that are the server's trouble of the moment, and no fault of the object. */
const passingReasons = new Set(['InternalError', 'ServerTimeout', 'Timeout']);

/** What came of sending a request once. */
export type Outcome = { answer: Answer } | { error: unknown };

/** After how many milliseconds to send it again, undefined for never. `tries` counts the requests sent so far. */
export function retryDelay(
  outcome: Outcome,
  { isRepeatable }: Pick<ApiRequest, 'isRepeatable'>,
  tries: number,
  random: Random,
): number | undefined {
  if (tries >= mostTries) return undefined;
  const delay = backoffDelay(tries, { ...steps, random });
  if ('error' in outcome) {
    const { error } = outcome;
    return isRepeatable && error instanceof NoAnswerError && error.isReset ? delay : undefined;
  }
  const wait = retryAfterOf(outcome.answer);
  // The server did nothing with it yet.
  if (wasNotBegun(outcome.answer)) return delay + Math.min(wait ?? 0, longestWait) * 1000;
  return isRepeatable && passes(outcome.answer) ? delay : undefined;
}

/** For how many seconds the server wants to be left alone. */
export function retryAfterOf({ headers }: Pick<Answer, 'headers'>): number | undefined {
  const seconds = headers['retry-after'];
  return seconds !== undefined && /^\d+$/.test(seconds) ? Number(seconds) : undefined;
}

function wasNotBegun(answer: Answer): boolean {
  return answer.status === 429 || (answer.status === 503 && retryAfterOf(answer) !== undefined);
}

function passes({ status, text, body }: Answer): boolean {
  if (status >= 502 && status <= 504) return true;
  const { reason, message } = body ?? {};
  if (status !== 500 || typeof reason !== 'string' || !passingReasons.has(reason)) return false;
  return !saysTypedPatchFault(typeof message === 'string' ? message : text);
}

export type RetryContext = { clock: Clock; random: Random; signal: AbortSignal; log: Logger | undefined };

/** Sends a request until there is an answer to give back. Tells how often it was sent. */
export async function withRetries(
  request: ApiRequest,
  send: () => Promise<Answer>,
  { clock, random, signal, log }: RetryContext,
): Promise<{ answer: Answer; tries: number }> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await outcomeOf(send);
    const delay = retryDelay(outcome, request, tries, random);
    if (delay === undefined) {
      if ('error' in outcome) throw outcome.error;
      return { answer: outcome.answer, tries };
    }
    const status = 'answer' in outcome ? outcome.answer.status : undefined;
    log?.debug({ verb: request.verb, path: request.path, status, delay }, 'request is sent again');
    await pause(clock, delay, signal);
  }
}

async function outcomeOf(send: () => Promise<Answer>): Promise<Outcome> {
  try {
    return { answer: await send() };
  } catch (error) {
    return { error };
  }
}
