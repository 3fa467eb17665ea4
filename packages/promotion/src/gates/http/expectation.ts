import { canonicalJson, type Value, valueAt } from '@tribble/resource-repo/format';
import { z } from 'zod';
import { remember } from '../../remember.ts';
import type { Answer } from '../../question.ts';
import { beginningOf } from '../question-verdict.ts';

export type HttpAnswer = Extract<Answer, { kind: 'http' }>;

const statusFault = 'expected a status such as 200, or a list of them';
const status = z.int(statusFault).min(100, statusFault).max(599, statusFault);

/** What an answer may say: its status, and values of its JSON by JSON pointer. */
const written = z
  .object({ status: z.union([status, z.array(status).min(1, statusFault)], statusFault).optional() })
  .catchall(z.json('expected a value of JSON'))
  .refine((keys) => Object.keys(keys).every((key) => key === 'status' || key.startsWith('/')), {
    error: 'expected `status` and JSON pointers such as "/ok"',
  });

/** A part of an answer, for people, with where it was found. */
export type Finding = { message: string; evidence: string };

type Part = { pointer: string; value: Value };
export type Expectation = { status?: readonly number[]; parts: readonly Part[] };

export const expectation = written.transform(({ status: statuses, ...values }): Expectation => ({
  ...(statuses !== undefined && { status: [statuses].flat() }),
  parts: Object.entries(values).map(([pointer, value]) => ({ pointer, value })),
}));

/** The first thing that is not as expected; undefined where all is. Without a status any 2xx is. */
export function unmet(
  answer: HttpAnswer,
  { status: statuses, parts }: Expectation,
): Finding | 'no JSON' | undefined {
  const isExpected = statuses
    ? statuses.includes(answer.status)
    : answer.status >= 200 && answer.status < 300;
  if (!isExpected)
    return {
      message: `answered ${answer.status}, not ${statuses?.join(' or ') ?? '2xx'}`,
      evidence: evidence(answer, wordsOf(answer)),
    };
  if (parts.length === 0) return undefined;
  const document = documentOf(answer);
  if (document === undefined) return 'no JSON';
  const part = parts.find((each) => !isMet(document.value, each));
  if (part === undefined) return undefined;
  const found = at(document.value, part.pointer);
  return {
    message: `answered that ${describe(part.pointer, found)}, not ${shown(part.value)}`,
    evidence: evidence(answer, describe(part.pointer, found)),
  };
}

/** The first thing that is as in an expectation of which one part is enough; undefined where nothing is. */
export function anyMet(answer: HttpAnswer, { status: statuses, parts }: Expectation): Finding | undefined {
  if (statuses?.includes(answer.status))
    return { message: `answered ${answer.status}`, evidence: evidence(answer, wordsOf(answer)) };
  const document = documentOf(answer);
  const part = document && parts.find((each) => isMet(document.value, each));
  if (part === undefined) return undefined;
  const found = describe(part.pointer, part.value);
  return { message: `answered that ${found}`, evidence: evidence(answer, found) };
}

/** What convinced. */
export function met(answer: HttpAnswer, { parts }: Expectation): Finding {
  const found = parts.map(({ pointer, value }) => describe(pointer, value));
  const message = found.length === 0 ? `answered ${answer.status}` : `answered that ${found.join(', ')}`;
  return { message, evidence: evidence(answer, found.join('\n')) };
}

/** Read once for each answer, however many decisions go by it. */
const documentOf = remember(({ body }: HttpAnswer): { value: Value } | undefined => {
  try {
    return { value: JSON.parse(body) as Value };
  } catch {
    return undefined;
  }
});

function isMet(document: Value, { pointer, value }: Part): boolean {
  const found = at(document, pointer);
  return found !== undefined && canonicalJson(found) === canonicalJson(value);
}

function at(document: Value, pointer: string): Value | undefined {
  const parts = pointer.split('/').slice(1);
  return valueAt(
    document,
    parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')),
  );
}

const shown = (value: Value) => beginningOf(JSON.stringify(value));
const describe = (pointer: string, value: Value | undefined) =>
  value === undefined ? `${pointer} is missing` : `${pointer} is ${shown(value)}`;

function evidence({ status: code }: HttpAnswer, words: string): string {
  return [`status ${code}`, words].filter((line) => line !== '').join('\n');
}

/** What a service says of its refusal. Only its words where it has some: times and request ids change with each asking. */
function wordsOf(answer: HttpAnswer): string {
  const document = documentOf(answer);
  const words = ['detail', 'message', 'error', 'title'].map(
    (key) => document && valueAt(document.value, [key]),
  );
  return beginningOf(words.find((each) => typeof each === 'string') ?? answer.body.trim());
}
