import { isValueMap, type Value } from '@tribble/resource-repo/format';

/** One value of an instant query; the name is empty where the value has no labels. */
export type Series = { name: string; value: number };

/** What Prometheus answers, or why that cannot be judged. */
export type Queried = { series: readonly Series[] } | { fault: string };

const longestName = 200;

/** Reads the answer to an instant query: a vector or a scalar. */
export function seriesOf(body: string): Queried {
  const document = parse(body);
  if (!isValueMap(document)) return { fault: 'answered without JSON' };
  const { status, error, data } = document;
  if (status !== 'success')
    return { fault: typeof error === 'string' ? `says: ${error}` : 'answered no result' };
  if (!isValueMap(data)) return { fault: 'answered no result' };
  const { resultType, result } = data;
  if (resultType === 'scalar') return together([seriesAt({}, result)]);
  if (resultType !== 'vector' || !Array.isArray(result))
    return { fault: 'answered no vector and no scalar; write a query that gives one value for each series' };
  return together(
    result.map((each) => (isValueMap(each) ? seriesAt(each['metric'], each['value']) : undefined)),
  );
}

function together(series: readonly (Series | undefined)[]): Queried {
  const known = series.filter((each) => each !== undefined);
  if (known.length < series.length) return { fault: 'answered something that is no number' };
  return { series: known };
}

function seriesAt(labels: Value | undefined, sample: Value | undefined): Series | undefined {
  const text = Array.isArray(sample) ? sample[1] : undefined;
  if (typeof text !== 'string' || text === '') return undefined;
  const value = Number(text.replace(/^([+-]?)Inf$/, '$1Infinity'));
  // NaN is an answer: a ratio of nothing to nothing.
  if (Number.isNaN(value) && text !== 'NaN') return undefined;
  return { name: nameOf(labels), value };
}

function nameOf(labels: Value | undefined): string {
  if (!isValueMap(labels)) return '';
  const { __name__: metric = '', ...own } = labels;
  const pairs = Object.entries(own).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  const name = `${typeof metric === 'string' ? metric : ''}${pairs.length > 0 ? `{${pairs.join(', ')}}` : ''}`;
  return name.length <= longestName ? name : `${name.slice(0, longestName)}…`;
}

function parse(body: string): Value | undefined {
  try {
    return JSON.parse(body) as Value;
  } catch {
    return undefined;
  }
}
