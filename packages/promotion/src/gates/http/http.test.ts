import { describe, expect, it } from '@jest/globals';
import { blobId, History } from '@tribble/resource-repo/format';
import type { Answer, HttpQuestion } from '../../question.ts';
import { factsOf, gateInput } from '../../testing.ts';
import type { ReadyGate } from '../gate.ts';
import { http } from './index.ts';

const at = '2026-11-21T12:00:00.000Z';
const revision = '3'.repeat(40);
const past = new History();
past.add({
  revision,
  parents: [],
  author: 'Ann',
  committedAt: at,
  changes: [{ path: 'dev/version/s1.yaml', id: blobId('version: 1') }],
});
const input = gateInput(factsOf({ 'dev/version/s1.yaml': 'version: 1' }, { past }));

function gateOf(options: object): Extract<ReadyGate, { kind: 'asking' }> {
  const read = http.read(options);
  if (!('gate' in read) || read.gate.kind !== 'asking') throw new Error(JSON.stringify(read));
  return read.gate;
}

const faultsOf = (options: unknown) => {
  const read = http.read(options);
  return 'faults' in read ? read.faults : [];
};

function questionOf(options: object): Omit<HttpQuestion, 'about'> {
  const asked = gateOf(options).ask(input);
  if (!('question' in asked) || asked.question.kind !== 'http') throw new Error(JSON.stringify(asked));
  return asked.question;
}

const url = 'https://qa.example.org/verdict?sha=${revision}';
const link = `https://qa.example.org/verdict?sha=${revision}`;
const judged = `s1 1 (${blobId('version: 1').slice(0, 12)}) in dev`;

describe('the question', () => {
  it('is a GET every 30 seconds that waits for 10', () => {
    expect(questionOf({ url })).toEqual({
      kind: 'http',
      method: 'GET',
      url: link,
      headers: {},
      interval: 30_000,
      timeout: 10_000,
    });
  });

  it('takes all options, and leaves environment variables in headers to who asks', () => {
    const headers = { Authorization: 'Bearer ${QA_TOKEN}' };
    const options = { url, method: 'POST', headers, body: 'sha=${revision}', interval: '1m', timeout: '5s' };
    expect(questionOf(options)).toEqual({
      kind: 'http',
      method: 'POST',
      url: link,
      headers,
      body: `sha=${revision}`,
      interval: 60_000,
      timeout: 5_000,
    });
  });

  it('sends a value as JSON, whatever the version says', () => {
    const nasty = gateInput(input.facts, {
      changes: [{ resource: 's1', to: '1", "admin": true', sources: ['dev'] }],
    });
    const asked = gateOf({ url, method: 'POST', body: { version: '${version}' } }).ask(nasty);
    expect(asked).toMatchObject({
      question: {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version: '1", "admin": true' }),
      },
    });
    const headers = { 'Content-Type': 'application/vnd.qa+json' };
    expect(questionOf({ url, method: 'POST', headers, body: {} }).headers).toEqual(headers);
  });

  it('is not asked where a variable has no value', () => {
    const silent = gateInput(factsOf({}));
    expect(gateOf({ url }).ask(silent)).toEqual({
      verdict: {
        kind: 'unknown',
        reason: 'the history does not tell which commit brought the versions to dev',
        judged,
      },
    });
    const body = gateOf({ url: 'https://x', method: 'POST', body: ['${revision}'] });
    expect(body.ask(silent)).toMatchObject({ verdict: { kind: 'unknown' } });
  });
});

describe('the verdict', () => {
  const answer = (status: number, body: unknown): Answer => ({
    at,
    kind: 'http',
    status,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const check = (options: object, given: Answer) => gateOf({ url, ...options }).check(input, given);

  it.each<{ name: string; options: object; given: Answer; kind: string; reason: string; text: string }>([
    {
      name: 'any 2xx, where nothing is expected',
      options: {},
      given: answer(204, ''),
      kind: 'pass',
      reason: 'answered 204',
      text: 'status 204',
    },
    {
      name: 'all as expected',
      options: { expect: { status: 200, '/ok': true, '/a~1b/0': { c: 1, d: 2 } } },
      given: answer(200, { ok: true, 'a/b': [{ d: 2, c: 1 }] }),
      kind: 'pass',
      reason: 'answered that /ok is true, /a~1b/0 is {"c":1,"d":2}',
      text: 'status 200\n/ok is true\n/a~1b/0 is {"c":1,"d":2}',
    },
    {
      name: 'one of several statuses',
      options: { expect: { status: [200, 404] } },
      given: answer(404, 'none'),
      kind: 'pass',
      reason: 'answered 404',
      text: 'status 404',
    },
    {
      name: 'another status, with the words of the service and not its times',
      options: {},
      given: answer(503, { timestamp: 'now', detail: 'starting' }),
      kind: 'wait',
      reason: 'answered 503, not 2xx',
      text: 'status 503\nstarting',
    },
    {
      name: 'another status with a long page',
      options: { expect: { status: [200, 201] } },
      given: answer(500, 'x'.repeat(600)),
      kind: 'wait',
      reason: 'answered 500, not 200 or 201',
      text: `status 500\n${'x'.repeat(500)}…`,
    },
    {
      name: 'a value that is not as expected: "true" is not true',
      options: { expect: { '/ok': true } },
      given: answer(200, { ok: 'true' }),
      kind: 'wait',
      reason: 'answered that /ok is "true", not true',
      text: 'status 200\n/ok is "true"',
    },
    {
      name: 'a value that is missing',
      options: { expect: { '/constructor': null } },
      given: answer(200, {}),
      kind: 'wait',
      reason: 'answered that /constructor is missing, not null',
      text: 'status 200\n/constructor is missing',
    },
    {
      name: 'no JSON where a value is looked for',
      options: { expect: { '/ok': true } },
      given: answer(200, '<html>'),
      kind: 'unknown',
      reason: 'answered 200 without JSON, in which /ok was looked for',
      text: 'status 200',
    },
    {
      name: 'a value that means no',
      options: { expect: { '/verdict': 'ok' }, failOn: { status: 410, '/verdict': 'rejected' } },
      given: answer(200, { verdict: 'rejected' }),
      kind: 'fail',
      reason: 'answered that /verdict is "rejected"',
      text: 'status 200\n/verdict is "rejected"',
    },
    {
      name: 'a status that means no',
      options: { failOn: { status: 410, '/verdict': 'rejected' } },
      given: answer(410, 'gone'),
      kind: 'fail',
      reason: 'answered 410',
      text: 'status 410\ngone',
    },
  ])('on $name', ({ options, given, kind, reason, text }) => {
    expect(check(options, given)).toEqual({
      kind,
      reason: `qa.example.org ${reason}`,
      judged,
      evidence: [{ text, link }],
    });
  });

  it.each<Answer>([
    { at, kind: 'error', message: 'qa.example.org did not answer within 10s' },
    { at, kind: 'command', exitCode: 0, output: '' },
  ])('is unknown where there is no answer: $kind', (given) => {
    const reason = given.kind === 'error' ? given.message : 'the answer is of another kind';
    expect(check({}, given)).toEqual({ kind: 'unknown', reason, judged });
  });
});

describe('options', () => {
  it.each([
    [{}, ['url']],
    [{ url: 'ftp://x' }, ['url']],
    [{ url, method: 'PUT' }, ['method']],
    [{ url, body: 'x' }, ['body']],
    [{ url, method: 'POST', body: '${sha}' }, ['body']],
    [{ url, headers: { 'a b': 'x' } }, ['headers', 'a b']],
    [{ url, headers: { a: 1 } }, ['headers', 'a']],
    [{ url, headers: { a: 'x\r\nb: y' } }, ['headers', 'a']],
    [{ url, headers: { Host: 'x' } }, ['headers', 'Host']],
    [{ url, headers: { a: '${version}' } }, ['headers', 'a']],
    [{ url, expect: { ok: true } }, ['expect']],
    [{ url, expect: { status: 'ok' } }, ['expect', 'status']],
    [{ url, expect: { status: [] } }, ['expect', 'status']],
    [{ url, failOn: { status: 42 } }, ['failOn', 'status']],
    [{ url, interval: '10ms' }, ['interval']],
    [{ url, timeout: 5 }, ['timeout']],
  ])('%j has a fault', (options, keys) => {
    const [fault, second] = faultsOf(options);
    expect(fault?.keys).toEqual(keys);
    expect(second).toBeUndefined();
  });

  it('that are not known are named', () => {
    expect(faultsOf({ url, expects: {} })).toMatchObject([
      { message: 'Http has no option "expects"', hint: 'did you mean "expect"?' },
    ]);
  });
});
