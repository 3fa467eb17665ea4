/** Figures as people read them. */
import Table from 'cli-table3';
import type { Comparison } from './compare.ts';
import type { Result } from './contestant.ts';
import { type Scenario, scenarios } from './options.ts';

const descriptions: Readonly<Record<Scenario, string>> = {
  first: 'first apply',
  unchanged: 'a turn at rest',
  all: 'one image changed in all',
  one: 'one app changed',
};

/** What each contestant did in each scenario. */
export function comparisonTable(comparison: Comparison): string {
  const head = ['scenario', 'who', 'wall', 'CPU', 'peak memory', 'requests', ''];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const scenario of scenarios) {
    for (const [who, results] of comparison) {
      const result = results.get(scenario);
      if (result !== undefined) table.push([descriptions[scenario], who, ...cells(result)]);
    }
  }
  return table.toString();
}

function cells({ wall, cpu, peakMemory, requests, note = '' }: Result): string[] {
  return [
    milliseconds(wall),
    cpu === undefined ? '-' : milliseconds(cpu),
    peakMemory === undefined ? '-' : `${(peakMemory / 2 ** 20).toFixed(0)} MiB`,
    requests === undefined ? '-' : requestsText(requests),
    note,
  ];
}

export function milliseconds(value: number): string {
  return value < 1_000 ? `${value.toFixed(1)} ms` : `${(value / 1_000).toFixed(2)} s`;
}

function requestsText(requests: Readonly<Record<string, number>>): string {
  const parts = Object.entries(requests).map(([verb, count]) => `${count} ${verb}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

/** A target of the design, what was measured, and whether it is met. */
export type Verdict = { target: string; measured: string; isMet: boolean };

/** The targets that the measured scenarios say something of. */
export function verdicts(comparison: Comparison): Verdict[] {
  const of = (who: string, scenario: Scenario) => comparison.get(who)?.get(scenario);
  const found: Verdict[] = [];
  for (const scenario of ['first', 'all'] as const) {
    const [own, loop, kubectl] = ['deployer', 'bare loop', 'kubectl'].map((who) => of(who, scenario));
    const what = descriptions[scenario];
    if (own && loop)
      found.push(ratio(`${what}: at most 2 × the bare loop`, own.wall / loop.wall, (x) => x <= 2));
    if (own && kubectl)
      found.push(ratio(`${what}: at least 2 × faster than kubectl`, kubectl.wall / own.wall, (x) => x >= 2));
  }
  const rest = of('deployer', 'unchanged');
  if (rest?.cpu === undefined) return found;
  const { cpu, requests = {} } = rest;
  const isIdle = Object.keys(requests).length === 0;
  found.push({ target: 'a turn at rest: no request', measured: requestsText(requests), isMet: isIdle });
  found.push({
    target: 'a turn at rest: below 100 ms of CPU',
    measured: milliseconds(cpu),
    isMet: cpu < 100,
  });
  return found;
}

function ratio(target: string, value: number, isMet: (value: number) => boolean): Verdict {
  return { target, measured: `${value.toFixed(2)} ×`, isMet: isMet(value) };
}

export function verdictTable(list: readonly Verdict[]): string {
  const table = new Table({ head: ['target', 'measured', ''], style: { head: [], border: [] } });
  for (const { target, measured, isMet } of list) table.push([target, measured, isMet ? 'met' : 'MISSED']);
  return table.toString();
}
