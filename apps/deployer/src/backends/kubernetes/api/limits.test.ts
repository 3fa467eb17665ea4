import { describe, expect, it } from '@jest/globals';
import { apiHarness, json } from './harness.contract.ts';

const { clientOfAnswers } = apiHarness();

/** How long so many requests take at least, in milliseconds. */
async function timeOf(
  count: number,
  options: { qps?: number; burst?: number },
  headers = {},
): Promise<number> {
  const client = await clientOfAnswers(json(200, {}, headers), options);
  await client.get('/first');
  const begun = performance.now();
  await Promise.all(Array.from({ length: count }, () => client.get('/x')));
  return performance.now() - begun;
}

const fair = { 'x-kubernetes-pf-flowschema-uid': 'e0d2' };

describe('the rate of requests', () => {
  it('is bounded as asked', async () => {
    // Five at once, the first request included; the next ones when their half second is over.
    expect(await timeOf(9, { qps: 10, burst: 5 })).toBeGreaterThan(450);
  });

  it('is bounded as asked on a server that is fair by itself, too', async () => {
    expect(await timeOf(9, { qps: 10, burst: 5 }, fair)).toBeGreaterThan(450);
  });

  it('is bounded without being asked', async () => {
    expect(await timeOf(100, {})).toBeGreaterThan(1_500);
  });

  it('is not bounded where the server is fair by itself', async () => {
    expect(await timeOf(300, {}, fair)).toBeLessThan(4_000);
  });
});
