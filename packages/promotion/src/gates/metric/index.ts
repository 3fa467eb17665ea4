import { z } from 'zod';
import { describeChanges } from '../../judge-source.ts';
import type { Verdict, VerdictKind } from '../../verdict.ts';
import { defineAskingGate, type GateInput } from '../gate.ts';
import { addressFaults, fillAddress, variableFaults } from '../http-address.ts';
import { atLeastASecond, headerFaults, headers } from '../question-options.ts';
import { fill, type Filled, type Write } from '../question-variables.ts';
import { expectAnswer, unknown } from '../question-verdict.ts';
import { type Series, seriesOf } from './series.ts';
import { comparisonNames, comparisons, type Threshold, worstOf } from './threshold.ts';

const limit = z.number('expected a number').optional();

const options = z
  .strictObject({
    /** The address of Prometheus, or of what speaks its API; a path before `/api/v1` belongs to it. */
    server: z.string('expected the address of a Prometheus, such as http://prometheus:9090'),
    query: z.string('expected a query in PromQL').min(1, 'expected a query in PromQL'),
    above: limit,
    below: limit,
    atLeast: limit,
    atMost: limit,
    /** What it means that there is no series at all. */
    noData: z.enum(['pass', 'fail', 'unknown'], 'expected pass, fail or unknown').default('unknown'),
    headers,
    interval: atLeastASecond.default(60_000),
    timeout: atLeastASecond.default(10_000),
  })
  .transform(({ above, below, atLeast, atMost, ...rest }, context) => {
    const limits = { above, below, atLeast, atMost };
    const [threshold, second] = comparisonNames.flatMap((comparison): Threshold[] => {
      const value = limits[comparison];
      return value === undefined ? [] : [{ comparison, limit: value }];
    });
    if (threshold !== undefined && second === undefined) return { ...rest, threshold };
    context.addIssue(`expected one of ${comparisonNames.join(', ')}`);
    return z.NEVER;
  });
type Options = z.output<typeof options>;

/** A value never ends the string in a query that it stands in. */
const quoted: Write = {
  place: 'a query',
  write: (value) => (/^[\w.+:/@~-]*$/.test(value) ? value : undefined),
};

/** A value in Prometheus is as it should be. */
export const metric = defineAskingGate({
  type: 'Metric',
  example: 'Metric: {server: "http://prometheus:9090", query: "…", below: 0.01}',
  options,
  faults: ({ server, query, headers: given }) => [
    ...addressFaults('server', server),
    ...variableFaults('query', query),
    ...headerFaults(given),
  ],
  ask: (input, given) => {
    const url = urlOf(input, given);
    if ('missing' in url) return { verdict: unknown(input, url.missing) };
    const { headers: sent, interval, timeout } = given;
    return {
      question: { kind: 'http', method: 'GET', url: url.value, headers: sent, interval, timeout },
    };
  },
  check: (input, given, answer) => {
    const expected = expectAnswer(input, answer, 'http');
    if ('verdict' in expected) return expected.verdict;
    const { kind, reason } = judge(given, expected.answer.body, expected.answer.status);
    const url = urlOf(input, given);
    const query = fill(given.query, input, quoted);
    const text = 'value' in query ? query.value : given.query;
    const evidence = [{ text, ...('value' in url && { link: url.value }) }];
    return { kind, reason, judged: describeChanges(input), evidence };
  },
});

function urlOf(input: GateInput, { server, query }: Options): Filled<string> {
  const base = fillAddress(server.replace(/\/+$/, ''), input);
  if ('missing' in base) return base;
  const filled = fill(query, input, quoted);
  if ('missing' in filled) return filled;
  return { value: `${base.value}/api/v1/query?query=${encodeURIComponent(filled.value)}` };
}

function judge(
  { threshold, noData, server }: Options,
  body: string,
  status: number,
): Pick<Verdict, 'kind' | 'reason'> {
  const queried = seriesOf(body);
  if ('fault' in queried) return { kind: 'unknown', reason: `${server} ${queried.fault} (status ${status})` };
  const [first, ...rest] = queried.series;
  if (first === undefined) return { kind: noData, reason: 'the query has no data' };
  const worst = worstOf([first, ...rest], threshold);
  const { holds, words } = comparisons[threshold.comparison];
  const isMet = holds(worst.value, threshold.limit);
  const kind: VerdictKind = Number.isNaN(worst.value) ? 'unknown' : isMet ? 'pass' : 'fail';
  return {
    kind,
    reason: `${describe(worst, threshold.limit)} is ${isMet ? '' : 'not '}${words} ${threshold.limit}`,
  };
}

/** Three digits: what changes behind them is no news, unless they would hide on which side of the limit it is. */
function describe({ name, value }: Series, limit: number): string {
  const rounded = Number(value.toPrecision(3));
  const text = String(rounded === limit ? value : rounded);
  return name === '' ? text : `${text} of ${name}`;
}
