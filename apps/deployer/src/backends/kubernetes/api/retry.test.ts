import { describe, expect, it } from '@jest/globals';
import { fakeClock } from '@tribble/service-kit/testing';
import { NoAnswerError } from './exchange.ts';
import { apiHarness, json, status, text } from './harness.contract.ts';
import { type Outcome, retryDelay } from './retry.ts';

const { clientOfAnswers } = apiHarness();

const answer = (code: number, body: Record<string, string> = {}, retryAfter?: string): Outcome => ({
  answer: {
    status: code,
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    text: JSON.stringify(body),
    body,
  },
});
const broken = (code: string): Outcome => ({
  error: new NoAnswerError(Object.assign(new Error(code), { code })),
});
const typed = {
  reason: 'InternalError',
  message: 'failed to create typed patch object (dev/s1): field not declared',
};

describe('retryDelay', () => {
  it.each<{ name: string; outcome: Outcome; repeatable?: number; other?: number }>([
    { name: '200', outcome: answer(200) },
    { name: '400', outcome: answer(400) },
    { name: '401', outcome: answer(401) },
    { name: '403', outcome: answer(403) },
    { name: '404', outcome: answer(404) },
    { name: '409', outcome: answer(409) },
    { name: '410', outcome: answer(410) },
    { name: '422', outcome: answer(422) },
    { name: '429', outcome: answer(429), repeatable: 250, other: 250 },
    { name: '429 with a wish', outcome: answer(429, {}, '2'), repeatable: 2_250, other: 2_250 },
    { name: '429 with a long wish', outcome: answer(429, {}, '3600'), repeatable: 30_250, other: 30_250 },
    { name: '429 with a date', outcome: answer(429, {}, 'Fri, 31 Dec 1999'), repeatable: 250, other: 250 },
    { name: '500 without a reason', outcome: answer(500) },
    {
      name: '500 of a webhook that is down',
      outcome: answer(500, { reason: 'InternalError' }),
      repeatable: 250,
    },
    { name: '500 of a slow server', outcome: answer(500, { reason: 'ServerTimeout' }), repeatable: 250 },
    { name: '500 of a slow store', outcome: answer(500, { reason: 'Timeout' }), repeatable: 250 },
    { name: '500 of a manifest that does not fit', outcome: answer(500, typed) },
    { name: '501', outcome: answer(501) },
    { name: '502', outcome: answer(502), repeatable: 250 },
    { name: '503', outcome: answer(503), repeatable: 250 },
    { name: '503 with a wish', outcome: answer(503, {}, '1'), repeatable: 1_250, other: 1_250 },
    { name: '504', outcome: answer(504), repeatable: 250 },
    { name: 'a reset', outcome: broken('ECONNRESET'), repeatable: 250 },
    { name: 'a broken pipe', outcome: broken('EPIPE'), repeatable: 250 },
    { name: 'a refused connection', outcome: broken('ECONNREFUSED') },
    { name: 'a certificate', outcome: broken('CERT_HAS_EXPIRED') },
    {
      name: 'a reset within the answer',
      outcome: { error: Object.assign(new Error(), { code: 'ECONNRESET' }) },
    },
  ])('$name', ({ outcome, repeatable, other }) => {
    const delayOf = (isRepeatable: boolean, tries = 1) =>
      retryDelay(outcome, { isRepeatable }, tries, () => 1);
    expect(delayOf(true)).toBe(repeatable);
    expect(delayOf(false)).toBe(other);
    expect(delayOf(true, 3)).toBeUndefined();
  });

  it('doubles, with jitter', () => {
    const delay = (tries: number, chance: number) =>
      retryDelay(answer(502), { isRepeatable: true }, tries, () => chance);
    expect([delay(1, 1), delay(2, 1), delay(1, 0), delay(2, 0)]).toEqual([250, 500, 125, 250]);
  });
});

describe('a server that is too busy', () => {
  it('is left alone for as long as it asks, and asked three times at most', async () => {
    const clock = fakeClock();
    const times: number[] = [];
    const client = await clientOfAnswers(
      (request, response) => {
        times.push(clock.now().getTime());
        json(429, status(429, 'too many requests', { reason: 'TooManyRequests' }), { 'retry-after': '7' })(
          request,
          response,
        );
      },
      { clock, random: () => 1 },
    );
    const refused = client.create('/xs', { kind: 'ConfigMap' });
    const checked = expect(refused).rejects.toMatchObject({ status: 429, retryAfter: 7, transient: true });
    await moved(clock, () => times.length === 3);
    await expect(refused).rejects.toThrow(
      'the API server answered 429 to POST /xs: too many requests (sent 3 times; it asks to be left alone for 7 s)',
    );
    await checked;
    expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 7_250, 14_750]);
    expect(client.requests()).toEqual({ create: 3 });
  });

  it('that recovers is not spoken of', async () => {
    const clock = fakeClock();
    let count = 0;
    const client = await clientOfAnswers(
      (request, response) => {
        count += 1;
        if (count < 3) text(503, '')(request, response);
        else json(200, { count })(request, response);
      },
      { clock },
    );
    const found = client.get('/x');
    await moved(clock, () => count === 3);
    await expect(found).resolves.toEqual({ count: 3 });
  });

  it('is not waited for by a client that is closed', async () => {
    const clock = fakeClock();
    const client = await clientOfAnswers(json(429, {}, { 'retry-after': '9' }), { clock });
    const refused = expect(client.get('/x')).rejects.toThrow('its client was closed');
    await moved(
      clock,
      () => client.requests()['get'] === 1 && clock.waiting().some((wait) => wait < 10_000),
      0,
    );
    client.close();
    await refused;
    expect(clock.waiting()).toEqual([]);
  });
});

/** Lets time pass, the next timer that is a wait and no time limit first, until it is as wanted. */
async function moved(
  clock: ReturnType<typeof fakeClock>,
  isWanted: () => boolean,
  step = Infinity,
): Promise<void> {
  while (!isWanted()) {
    const [next = 0] = clock.waiting();
    await clock.advance(next < 20_000 ? Math.min(next, step) : 0);
  }
}
