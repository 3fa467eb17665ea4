import { describe, expect, it } from '@jest/globals';
import { blobId, type CommitFacts, History } from '@tribble/resource-repo/format';
import { decide } from './decide.ts';
import type { Facts } from './facts.ts';
import { allGates, gatesOf } from './gates/index.ts';
import { factsOf, reportOf, snapshotOf } from './testing.ts';

type Files = Record<string, string>;

const version = (environment: string, resources: Record<string, number>): Files =>
  Object.fromEntries(
    Object.entries(resources).map(([name, value]) => [
      `${environment}/version/${name}.yaml`,
      `version: ${value}`,
    ]),
  );
const bases = (environment: string, ...names: string[]): Files =>
  Object.fromEntries(names.map((name) => [`${environment}/base/${name}.yaml`, 'base']));

function decided(transitions: string, files: Files, facts: Partial<Facts> = {}) {
  const snapshot = snapshotOf({ ...files, 'transitions.yaml': `transitions:\n${transitions}` });
  const decision = decide(
    factsOf(snapshot, { statusOf: (name) => reportOf(snapshot, name), ...facts }),
    gatesOf(allGates),
  );
  const { step } = decision;
  return {
    step:
      step?.kind === 'move'
        ? `${step.name}: ${step.candidate.changes.map(({ resource, to }) => `${resource} ${to ?? 'gone'}`).join(', ')}`
        : undefined,
    leftOut: step?.kind === 'move' ? step.candidate.leftOut : decision.judged.get('pp')?.candidate?.leftOut,
    result: decision.judged.get('pp')?.result,
    problems: decision.problems.map(
      ({ line, column, message, hint }) => `${line}:${column} ${message} (${hint})`,
    ),
    until: decision.until,
    paused: decision.paused,
  };
}

describe('a transition with several sources', () => {
  const both = (needs: string, more = '') =>
    `  pp: {source: [eu, us], sources: ${needs}, target: pp, preconditions: [SourceClean]${more}}\n`;
  const target = { ...version('pp', { s1: 1 }), ...bases('pp', 's1') };

  it('that needs all moves what all have', () => {
    const files = { ...target, ...version('eu', { s1: 2 }), ...version('us', { s1: 2 }) };
    expect(decided(both('all'), files).step).toBe('pp: s1 2');
  });

  it.each([{ s1: 3 }, { s1: 1 }, { other: 2 }])('that needs all leaves what one has otherwise: %j', (us) => {
    const files = { ...target, ...version('eu', { s1: 2 }), ...version('us', us), ...bases('pp', 'other') };
    const { step, leftOut } = decided(both('all'), files);
    expect(step).toBeUndefined();
    expect(leftOut).toContainEqual({
      resource: 's1',
      reason: 'SourcesDiffer',
      message: 'eu, us do not hold the same version',
    });
  });

  it('that needs all asks the gates of each', () => {
    const files = { ...target, ...version('eu', { s1: 2 }), ...version('us', { s1: 2 }) };
    const snapshot = snapshotOf(files);
    const statusOf = (name: string) => reportOf(snapshot, name, name === 'us' ? 'Failed' : 'Clean');
    expect(decided(both('all'), files, { statusOf }).result).toMatchObject({
      result: 'CheckFailed',
      message: expect.stringContaining('us is Failed'),
    });
    expect(decided(both('any'), files, { statusOf }).step).toBe('pp: s1 2');
  });

  it('of which any will do takes the version that came last, and does not take turns', () => {
    const files = { ...target, ...version('eu', { s1: 2 }), ...version('us', { s1: 3 }) };
    const past = new History();
    const commit = (path: string): CommitFacts => ({
      revision: '0',
      parents: [],
      author: 'Ann',
      committedAt: '2026-11-21T00:00:00Z',
      changes: [{ path, id: '1' }],
    });
    past.add(commit('us/version/s1.yaml'));
    past.add(commit('eu/version/s1.yaml'));
    expect(decided(both('any'), files, { past }).step).toBe('pp: s1 2');
    expect(decided(both('any'), { ...files, ...version('pp', { s1: 2 }) }, { past }).step).toBeUndefined();
  });

  it('deletes only what none of them has any more', () => {
    const files = {
      ...target,
      ...version('eu', { s2: 1 }),
      ...version('us', { s2: 1 }),
      ...version('pp', { s1: 1, s2: 1 }),
    };
    const past = new History();
    const [path, id] = ['us/version/s1.yaml', blobId('version: 1')];
    const commit = { revision: '0', parents: [], author: 'Ann', committedAt: '2026-11-21T00:00:00Z' };
    past.add({ ...commit, changes: [{ path, id }] });
    past.add({ ...commit, changes: [{ path, id: undefined, before: id }] });
    const rule = both('any', ', propagateDeletes: true');
    expect(decided(rule, files, { past }).step).toBe('pp: s1 gone');
    const one = { ...files, ...version('us', { s1: 1 }) };
    expect(decided(rule, one, { past }).step).toBeUndefined();
  });

  it('must say whether it needs all or any', () => {
    expect(decided('  pp: {source: [eu, us], target: pp}\n', target).problems).toEqual([
      expect.stringContaining('pp.source: has several'),
    ]);
  });
});

describe('two transitions into one environment', () => {
  const files = {
    ...version('eu', { a: 2, b: 2 }),
    ...version('us', { a: 3, b: 3 }),
    ...version('pp', { a: 1, b: 1 }),
    ...bases('pp', 'a', 'b'),
  };

  it('move where each has its own resources', () => {
    const transitions =
      '  pp: {source: eu, target: pp, resources: {include: [a]}}\n  us: {source: us, target: pp, resources: {exclude: [a]}}\n';
    expect(decided(transitions, files).step).toBe('pp: a 2');
    expect(decided(transitions, { ...files, ...version('pp', { a: 2, b: 1 }) }).step).toBe('us: b 3');
  });

  it('both stop where they would take turns, with the resource, the place and what to do', () => {
    const transitions =
      '  pp: {source: eu, target: pp}\n  us: {source: us, target: pp, resources: {include: [b]}}\n';
    const { step, problems } = decided(transitions, files);
    expect(step).toBeUndefined();
    expect(problems).toEqual([
      expect.stringMatching(
        /^2:20 transitions\.pp\.target: us moves b to pp too \(give each its own `resources`/,
      ),
      expect.stringMatching(/^3:20 transitions\.us\.target: pp moves b to pp too/),
    ]);
  });
});

it('a glob that could take for ever is never tried', () => {
  const name = 'a'.repeat(150);
  const files = { ...version('eu', { [name]: 2 }), ...version('us', { [name]: 3 }), ...bases('pp', name) };
  const evil = `{include: ["${'*a'.repeat(12)}b"]}`;
  const transitions = `  pp: {source: eu, target: pp, resources: ${evil}}\n  us: {source: us, target: pp}\n`;
  const { step, problems } = decided(transitions, files);
  expect(step).toBe(`us: ${name} 3`);
  expect(problems).toEqual([expect.stringContaining('too many * and {a,b}')]);
});

it('transitions in a circle move nothing; the others do', () => {
  const transitions =
    '  pp: {source: dev, target: pp}\n  dev: {source: pp, target: dev}\n  qa: {source: dev, target: qa}\n';
  const files = {
    ...version('dev', { s1: 2 }),
    ...version('pp', { s1: 1 }),
    ...bases('pp', 's1'),
    ...bases('qa', 's1'),
  };
  const { step, problems } = decided(transitions, files);
  expect(step).toBe('qa: s1 2');
  expect(problems).toEqual([
    expect.stringContaining('goes round in a circle: pp -> dev -> pp'),
    expect.stringContaining('goes round in a circle: dev -> pp -> dev'),
  ]);
});

describe('what moves together', () => {
  const rule = (more = '') =>
    `  pp: {source: dev, target: pp, perResource: true, preconditions: [SourceClean], together: ["payments/*"${more}]}\n`;
  const files = {
    ...version('dev', { 'payments/api': 2, 'payments/db': 2, s1: 2 }),
    ...version('pp', { 'payments/api': 1, 'payments/db': 1, s1: 1 }),
    ...bases('pp', 'payments/api', 'payments/db', 's1'),
  };

  it('moves', () => {
    expect(decided(rule(), files).step).toBe('pp: payments/api 2, payments/db 2, s1 2');
  });

  it.each([
    {
      name: 'locked',
      more: { 'pp/locks.yaml': 'resource_locks: {payments/db: {reasons: [audit]}}' },
      why: 'audit',
    },
    {
      name: 'without a base',
      more: { 'pp/base/payments/db.yaml': undefined },
      why: 'pp/base/payments/db.yaml is missing',
    },
    { name: 'unreadable', more: { 'dev/version/payments/db.yaml': 'vresion: 1' }, why: 'version: missing' },
  ])('stays where one of it is $name', ({ more, why }) => {
    const kept = Object.fromEntries(
      Object.entries({ ...files, ...more }).filter(([, text]) => text !== undefined),
    ) as Files;
    const { step, leftOut } = decided(rule(), kept);
    expect(step).toBe('pp: s1 2');
    expect(leftOut).toContainEqual({
      resource: 'payments/api',
      reason: 'Together',
      message: `moves together with payments/db: ${why}`,
    });
  });

  it('stays where a gate holds one of it, and groups that share a member stay both', () => {
    const snapshot = snapshotOf(files);
    const statusOf = (name: string) => {
      const report = reportOf(snapshot, name);
      report.resources['payments/db'] = {
        ...report.resources['payments/db'],
        status: 'Failed',
        reason: 'Failed',
        objects: [],
      };
      return report;
    };
    expect(decided(rule(), files, { statusOf }).step).toBe('pp: s1 2');
    expect(decided(rule(', "{s1,payments/api}"'), files, { statusOf }).step).toBeUndefined();
  });

  it('does not wait for what the transition excludes', () => {
    const rest = rule().replace('perResource', 'resources: {exclude: [payments/db]}, perResource');
    expect(decided(rest, files).step).toBe('pp: payments/api 2, s1 2');
  });
});

describe('a pause', () => {
  const transitions = '  pp: {source: dev, target: pp}\n';
  const files = { ...version('dev', { s1: 2 }), ...version('pp', { s1: 1 }), ...bases('pp', 's1') };
  const pause = (text: string) => decided(transitions, { ...files, 'pauses.yaml': text });

  it('of all stops everything, with reason, owner and end', () => {
    const text = 'all: {reasons: [{reason: incident 42, by: Ann, until: "2026-11-21T13:00:00Z"}]}';
    expect(pause(text)).toMatchObject({
      step: undefined,
      result: {
        result: 'Skipped',
        reason: 'Paused',
        message: 'incident 42',
        time: '2026-11-21T13:00:00.000Z',
      },
      until: '2026-11-21T13:00:00.000Z',
      paused: [{ reason: 'incident 42', by: 'Ann' }],
    });
  });

  it('of all ends by itself also where no transition is judged', () => {
    const text = 'all: {reasons: [{reason: incident 42, until: "2026-11-21T13:00:00Z"}]}';
    expect(decided('  pp: {source: pp, target: pp}\n', { ...files, 'pauses.yaml': text }).until).toBe(
      '2026-11-21T13:00:00.000Z',
    );
  });

  it('of one stops that one', () => {
    expect(pause('transitions: {pp: {reasons: [later]}}')).toMatchObject({
      step: undefined,
      result: { reason: 'Paused', message: 'later' },
      paused: [],
    });
    expect(pause('transitions: {other: {reasons: [later]}}').step).toBe('pp: s1 2');
  });

  it('is looked at again when one of its reasons ends, be the others for ever', () => {
    const reasons = '{reasons: [for ever, {reason: short, until: "2026-11-21T13:00:00Z"}]}';
    const again = '2026-11-21T13:00:00.000Z';
    expect(pause(`all: ${reasons}`)).toMatchObject({ result: { reason: 'Paused' }, until: again });
    const locked = (text: string) => decided(transitions, { ...files, 'pp/locks.yaml': text });
    expect(locked(`env_lock: ${reasons}`)).toMatchObject({
      result: { reason: 'TargetLocked' },
      until: again,
    });
    expect(locked(`resource_locks: {s1: ${reasons}}`)).toMatchObject({
      leftOut: [{ resource: 's1', reason: 'Locked', message: 'for ever; short' }],
      until: again,
    });
  });

  it('until the last second there is does not hide what ends before', () => {
    const [last, short] = ['9999-12-31T23:59:59-05:00', '2026-11-21T13:00:00Z'];
    const lock = (until: string) => `{reasons: [{reason: x, until: "${until}"}]}`;
    const more = { ...version('dev', { s2: 2 }), ...bases('pp', 's2') };
    const locks = `resource_locks: {s1: ${lock(last)}, s2: ${lock(short)}}`;
    const { until, leftOut } = decided(transitions, { ...files, ...more, 'pp/locks.yaml': locks });
    expect(until).toBe('2026-11-21T13:00:00.000Z');
    expect(leftOut?.map((each) => each.until)).toEqual(['9999-12-31T23:59:59.999Z', until]);
  });

  it('ends by itself', () => {
    expect(pause('all: {reasons: [{reason: over, until: "2026-11-21T12:00:00Z"}]}').step).toBe('pp: s1 2');
  });

  it.each(['all: [', 'all: yes', 'everything: {}'])('holds for everything where the file is %j', (text) => {
    const { step, result, problems } = pause(text);
    expect(step).toBeUndefined();
    expect(result).toMatchObject({ reason: 'Paused' });
    expect(problems).toHaveLength(1);
  });
});
