import { z } from 'zod';
import { describeChanges } from '../../judge-source.ts';
import type { Evidence, Verdict } from '../../verdict.ts';
import { defineAskingGate, type GateInput } from '../gate.ts';
import { addressFaults, fillAddress, variableFaults } from '../http-address.ts';
import { atLeastASecond, headerFaults, headers } from '../question-options.ts';
import { fill } from '../question-variables.ts';
import { expectAnswer, unknown } from '../question-verdict.ts';
import { anyMet, expectation, type Finding, type HttpAnswer, met, unmet } from './expectation.ts';

const options = z.strictObject({
  /** The address, with `${NAME}` for what is judged. */
  url: z.string('expected an address such as https://qa.example.org/verdict?sha=${revision}'),
  method: z.enum(['GET', 'POST'], 'expected GET or POST').default('GET'),
  headers,
  /** A text, or a value that is sent as JSON. */
  body: z.json('expected a text, or a value of JSON').optional(),
  /** What it must answer to pass; any 2xx where nothing is said. Until then the transition waits. */
  expect: expectation.default({ parts: [] }),
  /** Answers that mean no; one of them is enough. */
  failOn: expectation.default({ parts: [] }),
  interval: atLeastASecond.default(30_000),
  timeout: atLeastASecond.default(10_000),
});
type Options = z.output<typeof options>;

/** A service somewhere says so. */
export const http = defineAskingGate({
  type: 'Http',
  example: 'Http: {url: "https://qa.example.org/verdict?sha=${revision}", expect: {"/ok": true}}',
  options,
  faults: ({ url, headers: given, method, body }) => [
    ...addressFaults('url', url),
    ...headerFaults(given),
    ...(body === undefined ? [] : variableFaults('body', body)),
    ...(body !== undefined && method === 'GET'
      ? [{ message: 'a GET has no body', keys: ['body'], hint: 'write method: POST' }]
      : []),
  ],
  ask: (input, { url: template, method, headers: given, body, interval, timeout }) => {
    const url = fillAddress(template, input);
    if ('missing' in url) return { verdict: unknown(input, url.missing) };
    const request = { kind: 'http', method, url: url.value, interval, timeout } as const;
    if (body === undefined) return { question: { ...request, headers: given } };
    const filled = fill(body, input);
    if ('missing' in filled) return { verdict: unknown(input, filled.missing) };
    return typeof filled.value === 'string'
      ? { question: { ...request, headers: given, body: filled.value } }
      : { question: { ...request, headers: asJson(given), body: JSON.stringify(filled.value) } };
  },
  check: (input, given, answer) => {
    const expected = expectAnswer(input, answer, 'http');
    return 'verdict' in expected ? expected.verdict : judge(input, given, expected.answer);
  },
});

function asJson(given: Readonly<Record<string, string>>): Record<string, string> {
  const isGiven = Object.keys(given).some((name) => name.toLowerCase() === 'content-type');
  return isGiven ? { ...given } : { ...given, 'content-type': 'application/json' };
}

function judge(input: GateInput, { url: template, expect, failOn }: Options, answer: HttpAnswer): Verdict {
  const filled = fillAddress(template, input);
  const link = 'value' in filled ? filled.value : template;
  const verdict = (kind: Verdict['kind'], { message, evidence }: Finding): Verdict => {
    const proof: Evidence = { text: evidence, link };
    return { kind, reason: `${hostOf(link)} ${message}`, judged: describeChanges(input), evidence: [proof] };
  };
  const refusal = anyMet(answer, failOn);
  if (refusal) return verdict('fail', refusal);
  const missing = unmet(answer, expect);
  if (missing === undefined) return verdict('pass', met(answer, expect));
  if (missing !== 'no JSON') return verdict('wait', missing);
  return verdict('unknown', {
    message: `answered ${answer.status} without JSON, in which ${expect.parts[0]?.pointer ?? ''} was looked for`,
    evidence: `status ${answer.status}`,
  });
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url);
