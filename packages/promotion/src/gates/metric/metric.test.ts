import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Answer } from '../../question.ts';
import { factsOf, gateInput } from '../../testing.ts';
import type { ReadyGate } from '../gate.ts';
import { metric } from './index.ts';

const at = '2026-11-21T12:00:00.000Z';
const input = gateInput(factsOf({}));
const server = 'http://prometheus:9090/';
const query = 'rate(errors{namespace="${source}"}[5m])';

function gateOf(options: object): Extract<ReadyGate, { kind: 'asking' }> {
  const read = metric.read({ server, query, ...options });
  if (!('gate' in read) || read.gate.kind !== 'asking') throw new Error(JSON.stringify(read));
  return read.gate;
}

const answer = (data: unknown, status = 200): Answer => ({
  at,
  kind: 'http',
  status,
  body: JSON.stringify(data),
});
const success = (resultType: string, result: unknown) =>
  answer({ status: 'success', data: { resultType, result } });
const vector = (...series: [labels: Record<string, string>, value: string][]) =>
  success(
    'vector',
    series.map(([labels, value], index) => ({ metric: labels, value: [1_000 + index, value] })),
  );
const none = {};

describe('the question', () => {
  it('is an instant query', () => {
    const encoded = encodeURIComponent('rate(errors{namespace="dev"}[5m])');
    expect(gateOf({ below: 1, headers: { Authorization: 'Bearer ${TOKEN}' } }).ask(input)).toEqual({
      question: {
        kind: 'http',
        method: 'GET',
        url: `http://prometheus:9090/api/v1/query?query=${encoded}`,
        headers: { Authorization: 'Bearer ${TOKEN}' },
        interval: 60_000,
        timeout: 10_000,
      },
    });
  });

  it.each(['1"} or vector(1)', "1' or 2", '`', '\\', '1\n2', '1) or (1'])('never takes %j into it', (to) => {
    const other = gateInput(input.facts, { changes: [{ resource: 's1', to, sources: ['dev'] }] });
    expect(gateOf({ below: 1, query: 'up{version="${version}"}' }).ask(other)).toMatchObject({
      verdict: {
        kind: 'unknown',
        reason: expect.stringContaining('which cannot stand in a query') as unknown,
      },
    });
  });
});

describe('the verdict', () => {
  it.each<{ options: object; given: Answer; kind: string; reason: string }>([
    { options: { below: 1 }, given: vector([none, '0.123456']), kind: 'pass', reason: '0.123 is below 1' },
    { options: { below: 1 }, given: vector([none, '1']), kind: 'fail', reason: '1 is not below 1' },
    { options: { atMost: 1 }, given: vector([none, '1']), kind: 'pass', reason: '1 is at most 1' },
    {
      options: { atMost: 1 },
      given: vector([none, '1.0001']),
      kind: 'fail',
      reason: '1.0001 is not at most 1',
    },
    { options: { above: 1 }, given: vector([none, '1']), kind: 'fail', reason: '1 is not above 1' },
    { options: { above: 1 }, given: vector([none, '+Inf']), kind: 'pass', reason: 'Infinity is above 1' },
    {
      options: { above: 1 },
      given: vector([none, '-Inf']),
      kind: 'fail',
      reason: '-Infinity is not above 1',
    },
    {
      options: { atLeast: 0.99 },
      given: vector([none, '0.99']),
      kind: 'pass',
      reason: '0.99 is at least 0.99',
    },
    { options: { above: 0 }, given: success('scalar', [1, '2']), kind: 'pass', reason: '2 is above 0' },
    {
      options: { below: 5 },
      given: vector([{ __name__: 'errors', pod: 'a' }, '1'], [{ pod: 'b"' }, '7'], [{ pod: 'c' }, '6']),
      kind: 'fail',
      reason: '7 of {pod="b\\""} is not below 5',
    },
    {
      options: { above: 5 },
      given: vector([{ __name__: 'up', pod: 'a' }, '6'], [{ pod: 'b' }, '7']),
      kind: 'pass',
      reason: '6 of up{pod="a"} is above 5',
    },
    {
      options: { below: 5 },
      given: vector([{ pod: 'a' }, '1'], [{ pod: 'b' }, 'NaN']),
      kind: 'unknown',
      reason: 'NaN of {pod="b"} is not below 5',
    },
    { options: { below: 5 }, given: vector(), kind: 'unknown', reason: 'the query has no data' },
    { options: { below: 5, noData: 'pass' }, given: vector(), kind: 'pass', reason: 'the query has no data' },
    { options: { below: 5, noData: 'fail' }, given: vector(), kind: 'fail', reason: 'the query has no data' },
    {
      options: { below: 5, noData: 'pass' },
      given: success('matrix', []),
      kind: 'unknown',
      reason: expect.stringContaining('answered no vector and no scalar') as unknown as string,
    },
    {
      options: { below: 5 },
      given: success('vector', [{ metric: {}, histogram: [1, {}] }]),
      kind: 'unknown',
      reason: expect.stringContaining('answered something that is no number') as unknown as string,
    },
    {
      options: { below: 5 },
      given: answer({ status: 'error', errorType: 'bad_data', error: 'parse error at char 4' }, 400),
      kind: 'unknown',
      reason: 'http://prometheus:9090/ says: parse error at char 4 (status 400)',
    },
    {
      options: { below: 5, noData: 'pass' },
      given: { at, kind: 'http', status: 200, body: '<html>' },
      kind: 'unknown',
      reason: 'http://prometheus:9090/ answered without JSON (status 200)',
    },
    {
      options: { below: 5, noData: 'pass' },
      given: { at, kind: 'error', message: 'refused' },
      kind: 'unknown',
      reason: 'refused',
    },
  ])('$kind: $reason', ({ options, given, kind, reason }) => {
    expect(gateOf(options).check(input, given)).toMatchObject({ kind, reason });
  });

  it('shows the query, with a link to what it answers', () => {
    const { evidence } = gateOf({ below: 1 }).check(input, vector([none, '0']));
    const text = 'rate(errors{namespace="dev"}[5m])';
    expect(evidence).toEqual([
      { text, link: `http://prometheus:9090/api/v1/query?query=${encodeURIComponent(text)}` },
    ]);
  });

  it('passes only where every series is as it must be', () => {
    const values = fc.array(fc.oneof(fc.double(), fc.constantFrom(1, 0, Infinity, NaN)), { minLength: 1 });
    fc.assert(
      fc.property(values, (list) => {
        const text = (value: number) =>
          Number.isFinite(value) ? String(value) : String(value).replace('inity', '');
        const given = vector(...list.map((value): [Record<string, string>, string] => [none, text(value)]));
        for (const [option, holds] of [
          ['below', (value: number) => value < 1],
          ['atLeast', (value: number) => value >= 1],
        ] as const)
          expect(gateOf({ [option]: 1 }).check(input, given).kind === 'pass').toBe(list.every(holds));
      }),
    );
  });
});

describe('options', () => {
  it.each([
    [{ server, query }, []],
    [{ server, query, above: 1, below: 2 }, []],
    [{ server, query, above: '1' }, ['above']],
    [{ server, query: '', above: 1 }, ['query']],
    [{ server, query: '${sha}', above: 1 }, ['query']],
    [{ server: 'prometheus:9090', query, above: 1 }, ['server']],
    [{ server, query, above: 1, noData: 'wait' }, ['noData']],
    [{ server, query, above: 1, headers: { Host: 'x' } }, ['headers', 'Host']],
    [{ server, query, abov: 1 }, ['abov']],
  ])('%j has a fault', (options, keys) => {
    const read = metric.read(options);
    expect('faults' in read && read.faults[0]?.keys).toEqual(keys);
  });
});
