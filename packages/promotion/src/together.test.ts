import { describe, expect, it } from '@jest/globals';
import type { RolloutStatus } from '@tribble/api';
import { decide, type Decision } from './decide.ts';
import { detail } from './detail/index.ts';
import { explain } from './explain/index.ts';
import type { Facts } from './facts.ts';
import { allGates, gatesOf } from './gates/index.ts';
import { factsOf, reportOf, snapshotOf } from './testing.ts';
import { judgedAsOne } from './together.ts';

const gates = gatesOf(allGates);
const names = ['payments/api', 'payments/db', 'payments/web', 's1'];

/** Versions of an environment, all of which have a base there. */
function environment(name: string, versions: Record<string, number>): Record<string, string> {
  const bases = names.map((each): [string, string] => [`${name}/base/${each}.yaml`, 'base']);
  const files = Object.entries(versions).map(([each, value]): [string, string] => [
    `${name}/version/${each}.yaml`,
    `version: ${value}`,
  ]);
  return Object.fromEntries([...bases, ...files]);
}

/** Everything is Clean in pp but for these. */
function factsWith(files: Record<string, string>, states: Record<string, RolloutStatus> = {}): Facts {
  const snapshot = snapshotOf(files);
  const report = reportOf(snapshot, 'pp');
  for (const [name, status] of Object.entries(states)) {
    const reason = status === 'Failed' ? 'Failed' : 'NotAllUpdated';
    report.resources[name] = { ...report.resources[name], status, reason, objects: [] };
  }
  return factsOf(snapshot, { statusOf: (name) => (name === 'pp' ? report : undefined) });
}

const moved = ({ step }: Decision) =>
  step?.kind === 'move' ? step.candidate.changes.map(({ resource }) => resource) : [];
const toProd = (gate: string, more = '') =>
  `  prod: {source: pp, target: prod, perResource: true, preconditions: [${gate}], together: ["payments/*"]${more}}\n`;

describe('a group of which a gate holds one', () => {
  const transitions = `transitions:\n${toProd('SourceClean')}  pp: {source: dev, target: pp}\n`;
  const files = {
    'transitions.yaml': transitions,
    ...environment('dev', { 'payments/api': 2, 'payments/db': 2, 'payments/web': 1, s1: 2 }),
    ...environment('pp', { 'payments/api': 2, 'payments/db': 1, s1: 1 }),
    ...environment('prod', { 'payments/api': 1, 'payments/db': 1, s1: 1 }),
  };

  it('stays in the source as it is, with what does not change by now and what is new', () => {
    const decision = decide(factsWith(files, { 'payments/api': 'InProgress' }), gates);
    expect(moved(decision)).toEqual(['s1']);
  });

  it('but for what only another version can mend', () => {
    const both = { ...files, ...environment('prod', { 'payments/db': 0 }) };
    const states = { 'payments/api': 'InProgress', 'payments/db': 'Failed' } as const;
    expect(moved(decide(factsWith(both, states), gates))).toEqual(['payments/db', 's1']);
  });
});

describe('a group that is judged by resource', () => {
  const pending = {
    ...environment('pp', { 'payments/api': 2, 'payments/db': 2, s1: 2 }),
    ...environment('prod', { 'payments/api': 1, 'payments/db': 1, s1: 1 }),
  };
  const withRule = (gate: string) => ({
    ...pending,
    'transitions.yaml': `transitions:\n${toProd(gate, ', resources: {exclude: [s1]}')}roles: {all: [ann@example.org]}\n`,
  });

  it('brings what one of it depends on along', () => {
    const files = withRule('{DependsOn: {resources: {payments/db: "2"}}}');
    expect(moved(decide(factsWith(files), gates))).toEqual(['payments/api', 'payments/db']);
  });

  it('is approved as one, by the id that people are shown', () => {
    const files = withRule('{Approval: {from: [all]}}');
    const asked = { versionOf: () => undefined, changelogOf: () => undefined };
    const shown = detail(factsWith(files), gates, 'prod', asked);
    const ids = new Set('fault' in shown ? [] : shown.pending.map(({ change }) => change));
    expect(ids.size).toBe(1);
    const [change = ''] = ids;
    const told = explain(factsWith(files), gates, { resource: 'payments/api', environment: 'prod' });
    expect(JSON.stringify(told)).toContain(change);
    const by = [{ change, by: 'Ann <ann@example.org>', at: '2026-11-21T11:00:00Z' }];
    const approved = { ...files, 'approvals.yaml': JSON.stringify({ approvals: { prod: by } }) };
    expect(moved(decide(factsWith(files), gates))).toEqual([]);
    expect(moved(decide(factsWith(approved), gates))).toEqual(['payments/api', 'payments/db']);
  });
});

it('who brought a group is looked up once for each of it, however many are judged', () => {
  const lookUps = (count: number) => {
    const group = Object.fromEntries(Array.from({ length: count }, (_, index) => [`payments/s${index}`, 2]));
    const bases = Object.keys(group).map((name) => [`prod/base/${name}.yaml`, 'base'] as const);
    const gate = '{Approval: {from: [ann@example.org], separation: true}}';
    const rules = { 'transitions.yaml': `transitions:\n${toProd(gate)}` };
    const facts = factsOf({ ...rules, ...environment('pp', group), ...Object.fromEntries(bases) });
    let asked = 0;
    const versionFile = (path: string) => {
      asked += 1;
      return facts.past.versionFile(path);
    };
    const past = { versionFile, lastChange: () => undefined, runs: () => [] };
    expect(decide({ ...facts, past }, gates).judged.get('prod')?.verdicts).toHaveLength(count);
    return asked;
  };
  const few = lookUps(10);
  expect(few).toBeGreaterThan(0);
  expect(lookUps(20)).toBe(2 * few);
});

describe('what is judged as one', () => {
  const changes = ['a/x', 'a/y', 'b/x', 'c'].map((resource) => ({ resource, sources: [] }));
  it.each([
    { rule: { perResource: false, together: [] }, expected: ['a/x', 'a/y', 'b/x', 'c'] },
    { rule: { perResource: true, together: [] }, expected: ['a/x'] },
    { rule: { perResource: true, together: ['a/*'] }, expected: ['a/x', 'a/y'] },
    { rule: { perResource: true, together: ['a/*', '*/x'] }, expected: ['a/x', 'a/y', 'b/x'] },
  ])('$rule', ({ rule, expected }) => {
    const asOneWith = judgedAsOne(rule, changes);
    for (const change of changes.filter(({ resource }) => expected.includes(resource)))
      expect(
        asOneWith(change)
          .map(({ resource }) => resource)
          .sort(),
      ).toEqual(expected);
  });
});
