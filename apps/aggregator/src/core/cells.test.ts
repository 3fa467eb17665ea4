import { describe, expect, it } from '@jest/globals';
import type { EnvironmentStatus, ResourceStatus } from '@tribble/api';
import { type EnvironmentFiles, noLocks, parseLocks } from '@tribble/resource-repo/format';
import { fileOf, lastChanges, noon, revisionOf, snapshotOf } from '../testing.ts';
import { cellsOf } from './cells.ts';

const files = snapshotOf({
  'dev/base/s1.yaml': 'base',
  'dev/version/s1.yaml': 'version: 1.10',
  'dev/base/waiting.yaml': 'base',
  'dev/deployable/whole.yaml': 'whole',
  'dev/version/bad.yaml': 'vresion: 1',
  'dev/version/constructor.yaml': 'version: 1',
}).environments.get('dev') as EnvironmentFiles;
const changes = lastChanges({
  'dev/base/s1.yaml': 5,
  'dev/version/s1.yaml': 3,
  'dev/deployable/whole.yaml': 2,
  'dev/version/bad.yaml': 4,
  'dev/version/constructor.yaml': 6,
});
const change = (order: number) => ({
  commit: revisionOf(order),
  since: '2026-11-20T10:00:00.000Z',
  author: `Author ${order}`,
});

function cells(status?: EnvironmentStatus, locks = noLocks) {
  return Object.fromEntries(cellsOf({ files, locks, status, lastChange: changes, now: noon }));
}
const report = (resources: Record<string, ResourceStatus>, more = {}): EnvironmentStatus => ({
  type: 'Mock',
  status: 'Clean',
  resources,
  problems: [],
  ...more,
});
const resource = (order: number, more: Partial<ResourceStatus> = {}): ResourceStatus => ({
  status: 'Clean',
  reason: 'Clean',
  revision: revisionOf(order),
  objects: [],
  ...more,
});

describe('what git says of each resource', () => {
  it('is its version and the newest commit of all its files; a base alone is no cell', () => {
    expect(cells()).toEqual({
      s1: { version: '1.10', versionId: fileOf('', 'version: 1.10').id, ...change(5), locks: [] },
      whole: { ...change(2), locks: [] },
      bad: { versionId: fileOf('', 'vresion: 1').id, ...change(4), locks: [] },
      constructor: { version: '1', versionId: fileOf('', 'version: 1').id, ...change(6), locks: [] },
    });
  });

  it('with the locks that hold now', () => {
    const text = 'resource_locks: {s1: {reasons: [mine, {reason: old, until: "2020-01-01T00:00:00Z"}]}}';
    const { locks } = parseLocks(fileOf('dev/locks.yaml', text));
    expect(cells(undefined, locks)['s1']?.locks).toEqual([{ reason: 'mine' }]);
    expect(cells(undefined, locks)['whole']?.locks).toEqual([]);
  });
});

describe('what the deployer makes of it', () => {
  const rollout = ({ s1 }: ReturnType<typeof cells>) => {
    const { status, reason, message, liveVersion, liveRevision } = s1 ?? { locks: [] };
    return { status, reason, message, liveVersion, liveRevision };
  };

  it.each([
    {
      name: 'its own words',
      status: report({ s1: resource(5, { message: 'fine' }) }),
      expected: { status: 'Clean', reason: 'Clean', message: 'fine' },
    },
    {
      name: 'nothing yet',
      status: report({}),
      expected: { status: 'Outdated', reason: 'NotDeployed', message: 'the deployer has not seen it yet' },
    },
    {
      name: 'an older commit, whatever came of it',
      status: report({
        s1: resource(3, { status: 'Failed', reason: 'Failed', liveVersion: '1', liveRevision: 'r' }),
      }),
      expected: {
        status: 'Outdated',
        reason: 'OutOfDate',
        message: 'the deployer has not seen the newest commit yet',
        liveVersion: '1',
        liveRevision: 'r',
      },
    },
    {
      name: 'files with a problem, which have no revision',
      status: report({ s1: { status: 'Failed', reason: 'Invalid', message: 'bad', objects: [] } }),
      expected: { status: 'Failed', reason: 'Invalid', message: 'bad' },
    },
    {
      name: 'an older commit by a freeze',
      status: report({ s1: resource(3, { liveVersion: '1' }) }, { frozen: revisionOf(3) }),
      expected: { status: 'Clean', reason: 'Clean', message: 'frozen at 3333333', liveVersion: '1' },
    },
  ])('$name', ({ status, expected }) => {
    expect(rollout(cells(status))).toEqual(expected);
  });

  it.each([
    { name: 'now', revision: 5, reason: 'Failed' },
    { name: 'of an older commit', revision: 3, reason: 'OutOfDate' },
  ])('tells which objects are not well $name', ({ revision, reason }) => {
    const web = { kind: 'Deployment', name: 'web', status: 'Failed', reason: 'Failed' } as const;
    const status = report({
      s1: resource(revision, { status: 'Failed', reason: 'Failed', objects: [web] }),
    });
    expect(cells(status)['s1']).toMatchObject({ reason, objects: [web] });
  });

  it('is not mistaken for what every object has', () => {
    expect(cells(report({}))['constructor']).toMatchObject({ status: 'Outdated', reason: 'NotDeployed' });
  });

  it('is absent where nobody reports', () => {
    expect('status' in (cells()['s1'] ?? {})).toBe(false);
  });
});
