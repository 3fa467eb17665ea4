import { describe, expect, it } from '@jest/globals';
import { blobId, History, parseLocks, type Run } from '@tribble/resource-repo/format';
import { decide } from './decide.ts';
import type { Facts } from './facts.ts';
import { allGates, gatesOf } from './gates/index.ts';
import { factsOf, fileOf, noon, outcomesOf, reportOf, snapshotOf } from './testing.ts';

type Files = Record<string, string>;
const [one, two] = [blobId('version: 1'), blobId('version: 2')];
const rule = (more = '') => `transitions:\n  prod: {source: pp, target: prod, onFailure: rollback${more}}\n`;
const files: Files = {
  'transitions.yaml': rule(),
  'pp/version/a.yaml': 'version: 2',
  'pp/version/b.yaml': 'version: 2',
  'prod/version/a.yaml': 'version: 2',
  'prod/version/b.yaml': 'version: 2',
  'prod/base/a.yaml': '',
  'prod/base/b.yaml': '',
};

type Moved = { at?: string; action?: Run['action']; before?: string | undefined; paths?: string[] };

/** A history in which the transition made these commits. */
function historyOf(...runs: Moved[]): History {
  const history = new History();
  for (const { at = '2026-11-21T11:55:00Z', action = 'transition', before, paths = ['a', 'b'] } of runs) {
    history.add({
      revision: 'f'.repeat(40),
      parents: [],
      author: 'Tribble transitioner',
      committedAt: at,
      trailers: [
        ['Tribble-Action', action],
        ['Tribble-Transition', 'prod'],
        ['Tribble-Target', 'prod'],
      ],
      changes: paths.map((name) => ({
        path: `prod/version/${name}.yaml`,
        id: action === 'rollback' ? one : two,
        before,
      })),
    });
  }
  return history;
}

const pathOf = (name: string) => `prod/version/${name}.yaml`;

type Case = { more?: Files; past?: History; failed?: string[]; facts?: Partial<Facts> };

function stepOf({ more = {}, past = historyOf({ before: one }), failed = ['a'], facts = {} }: Case = {}) {
  const snapshot = snapshotOf({ ...files, ...more });
  const statusOf = (name: string) => {
    const report = reportOf(snapshot, name);
    for (const each of name === 'prod' ? failed : [])
      report.resources[each] = {
        ...report.resources[each],
        status: 'Failed',
        reason: 'Failed',
        message: 'crash loop',
        objects: [],
      };
    return report;
  };
  const { step } = decide(factsOf(snapshot, { past, statusOf, ...facts }), gatesOf(allGates));
  return step?.kind === 'rollback' ? step : undefined;
}
const names = (step: ReturnType<typeof stepOf>) => step?.changes.map(({ resource }) => resource);

describe('a rollback', () => {
  it('takes back all that moved together, with the reason', () => {
    const step = stepOf();
    expect(step?.reason).toBe('a in prod is Failed (crash loop)');
    expect(step?.changes).toEqual([
      { resource: 'a', path: pathOf('a'), failed: two, restored: { path: pathOf('a'), id: one } },
      { resource: 'b', path: pathOf('b'), failed: two, restored: { path: pathOf('b'), id: one } },
    ]);
  });

  it('takes back what failed alone, where each resource is on its own; its group with it', () => {
    expect(names(stepOf({ more: { 'transitions.yaml': rule(', perResource: true') } }))).toEqual(['a']);
    const together = rule(', perResource: true, together: ["{a,b}"]');
    expect(names(stepOf({ more: { 'transitions.yaml': together } }))).toEqual(['a', 'b']);
  });

  it('has nothing to bring back for a first version, which is locked all the same', () => {
    expect(stepOf({ past: historyOf({}) })?.changes[0]).toEqual({
      resource: 'a',
      path: 'prod/version/a.yaml',
      failed: two,
    });
  });

  it.each<{ name: string; given: Case }>([
    {
      name: 'without being asked for',
      given: { more: { 'transitions.yaml': rule().replace(', onFailure: rollback', '') } },
    },
    { name: 'while nothing failed', given: { failed: [] } },
    {
      name: 'later than the time for it',
      given: { past: historyOf({ at: '2026-11-21T11:49:59Z', before: one }) },
    },
    {
      name: 'a second time',
      given: {
        past: historyOf({ before: one }, { action: 'rollback', before: two, at: '2026-11-21T11:56:00Z' }),
      },
    },
    {
      name: 'of a version that is no longer there',
      given: { more: { 'prod/version/a.yaml': 'version: 3' } },
    },
    {
      name: 'of what a person locked',
      given: { more: { 'prod/locks.yaml': 'env_lock: {reasons: [mine]}' } },
    },
    {
      name: 'of a resource that is locked',
      given: { more: { 'prod/locks.yaml': 'resource_locks: {a: {reasons: [mine]}}' } },
    },
    { name: 'while paused', given: { more: { 'pauses.yaml': 'all: {reasons: [stop]}' } } },
    { name: 'with a broken lock file', given: { more: { 'prod/locks.yaml': '[' } } },
    { name: 'by a report of an older tree', given: { facts: { statusOf: () => undefined } } },
  ])('does not happen $name', ({ given }) => {
    expect(stepOf(given)).toBeUndefined();
  });

  it('is not fooled by a failure of another version', () => {
    const snapshot = snapshotOf(files);
    const report = reportOf(snapshot, 'prod', 'Failed');
    report.resources['a'] = {
      ...report.resources['a'],
      status: 'Failed',
      reason: 'Failed',
      objects: [],
      versionId: one,
    };
    report.resources['b'] = { ...report.resources['b'], status: 'Clean', reason: 'Clean', objects: [] };
    expect(stepOf({ facts: { statusOf: () => report } })).toBeUndefined();
    expect(
      stepOf({ facts: { statusOf: () => ({ ...reportOf(snapshot, 'prod', 'Failed'), tree: 'old' }) } }),
    ).toBeUndefined();
  });

  it('happens after a restart for a failure that was recorded in time', () => {
    const past = historyOf({ at: '2026-11-21T10:00:00Z', before: one });
    const failedAt = (at: string) =>
      outcomesOf('prod', [
        { at, status: 'Failed', resources: new Map([['a', { status: 'Failed', versionId: two }]]) },
      ]);
    const soon = failedAt('2026-11-21T10:05:00.000Z');
    expect(names(stepOf({ past, facts: { outcomesOf: () => soon } }))).toEqual(['a', 'b']);
    const late = failedAt('2026-11-21T10:15:00.000Z');
    expect(stepOf({ past, facts: { outcomesOf: () => late } })).toBeUndefined();
  });

  it('takes its time from the rule', () => {
    const past = historyOf({ at: '2026-11-21T11:00:00Z', before: one });
    const within = (time: string) => rule().replace('rollback', `{rollback: {within: ${time}}}`);
    expect(stepOf({ past, more: { 'transitions.yaml': within('59m') } })).toBeUndefined();
    expect(stepOf({ past, more: { 'transitions.yaml': within('1h') } })).toBeDefined();
  });

  it('writes its locks beside what is there', () => {
    const locks = '# kept\nresource_locks: {other: {reasons: [mine]}}\n';
    const step = stepOf({ more: { 'prod/locks.yaml': locks } });
    expect(step?.locks.text).toContain('# kept');
    const { resources } = parseLocks(fileOf('prod/locks.yaml', step?.locks.text ?? '')).locks;
    const reason = 'rolled back by prod: a in prod is Failed (crash loop)';
    expect(resources.get('a')).toMatchObject([
      { reason, by: 'Tribble transitioner', at: noon.toISOString() },
    ]);
    expect([...resources.keys()]).toEqual(['other', 'a', 'b']);
  });

  it('whose locks cannot be written is a problem, and stops nothing else', () => {
    const more = {
      'prod/locks.yaml': 'resource_locks: {x: &a {reasons: [mine]}, y: *a}',
      'transitions.yaml': `${rule()}  pp: {source: dev, target: pp}\n`,
      'dev/version/c.yaml': 'version: 1',
      'pp/base/c.yaml': '',
    };
    const snapshot = snapshotOf({ ...files, ...more });
    const statusOf = (name: string) => {
      const report = reportOf(snapshot, name);
      if (name === 'prod')
        report.resources['a'] = { ...report.resources['a'], status: 'Failed', reason: 'Failed', objects: [] };
      return report;
    };
    const { step, problems } = decide(
      factsOf(snapshot, { past: historyOf({ before: one }), statusOf }),
      gatesOf(allGates),
    );
    expect(step).toMatchObject({ kind: 'move', name: 'pp' });
    expect(problems).toMatchObject([
      { path: 'prod/locks.yaml', message: expect.stringContaining('has aliases') },
    ]);
  });

  it('does not touch what the transition does not move any more', () => {
    expect(names(stepOf({ more: { 'transitions.yaml': rule(', resources: {exclude: [b]}') } }))).toEqual([
      'a',
    ]);
    expect(stepOf({ more: { 'transitions.yaml': rule(', resources: {exclude: [a]}') } })).toBeUndefined();
  });

  it('restores the file of another extension', () => {
    const past = new History();
    past.add({
      revision: 'f'.repeat(40),
      parents: [],
      author: 'Tribble transitioner',
      committedAt: '2026-11-21T11:55:00Z',
      trailers: [
        ['Tribble-Action', 'transition'],
        ['Tribble-Transition', 'prod'],
        ['Tribble-Target', 'prod'],
      ],
      changes: [
        { path: 'prod/version/a.yaml', id: two },
        { path: 'prod/version/a.yml', id: undefined, before: one },
      ],
    });
    expect(stepOf({ past })?.changes).toEqual([
      { resource: 'a', path: pathOf('a'), failed: two, restored: { path: 'prod/version/a.yml', id: one } },
    ]);
  });

  it('goes back to the last version that was Clean, not to one that failed too', () => {
    const failedBefore = blobId('version: broken');
    const past = historyOf({ at: '2026-11-21T10:00:00Z', before: one }, { before: failedBefore });
    const outcomes = outcomesOf('prod', [
      { at: '2026-11-21T09:00:00.000Z', resources: new Map([['a', { status: 'Clean', versionId: one }]]) },
    ]);
    const step = stepOf({ past, facts: { outcomesOf: () => outcomes } });
    expect(step?.changes.find(({ resource }) => resource === 'a')?.restored?.id).toBe(one);
    expect(stepOf({ past })?.changes[0]?.restored?.id).toBe(failedBefore);
  });
});
