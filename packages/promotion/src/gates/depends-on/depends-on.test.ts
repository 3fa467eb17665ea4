import { describe, expect, it } from '@jest/globals';
import type { EnvironmentStatus, ResourceStatus } from '@tribble/api';
import { blobId } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import type { Change } from '../../change.ts';
import { factsOf, gateInput, reportOf, snapshotOf } from '../../testing.ts';
import type { Verdict } from '../../verdict.ts';
import { dependsOn } from './index.ts';

const snapshot = snapshotOf({
  'dev/version/db.yaml': 'version: 1.5.0',
  'pp/version/db.yaml': 'version: 1.4.0',
  'pp/version/queue.yaml': 'version: 7',
  'pp/version/bad.yaml': 'vresion: 7',
  'pp/version/hash.yaml': 'version: 3f2a91c',
  'pp/version/twice.yaml': 'version: 1',
  'pp/version/twice.yml': 'version: 2',
  'pp/deployable/whole.yaml': 'kind: Whole',
});
const report: EnvironmentStatus = {
  ...reportOf(snapshot, 'pp'),
  resources: {
    ...reportOf(snapshot, 'pp').resources,
    whole: { status: 'Clean', reason: 'Clean', objects: [] },
  },
};

/** The report with db in another state. */
function dbWith(change: Partial<ResourceStatus>): EnvironmentStatus {
  const own = report.resources['db'];
  if (own === undefined) throw new Error('nobody reports db');
  return { ...report, resources: { ...report.resources, db: { ...own, ...change } } };
}

const s1: Change = { resource: 's1', to: '1', versionId: blobId('version: 1'), sources: ['dev'] };
const db = (to: string): Change => ({
  resource: 'db',
  from: '1.4.0',
  to,
  versionId: blobId(to),
  sources: ['dev'],
});

type Case = {
  options: unknown;
  status?: EnvironmentStatus | undefined;
  changes?: readonly Change[];
  resource?: string;
};

function judge(given: Case): Verdict {
  const read = dependsOn.read(given.options);
  if ('faults' in read) throw new Error(read.faults.map(({ message }) => message).join('; '));
  if (read.gate.kind !== 'pure') throw new Error('it asks');
  const status = 'status' in given ? given.status : report;
  const facts = factsOf(snapshot, { statusOf: (name) => (name === 'pp' ? status : undefined) });
  const { changes = [s1], resource } = given;
  return read.gate.check(gateInput(facts, { changes, ...(resource !== undefined && { resource }) }));
}

const needs = (version: string, name = 'db') => ({ resources: { [name]: version } });

describe('a dependency', () => {
  it.each<Case & { name: string; kind: Verdict['kind']; reason: string }>([
    {
      name: 'is there and Clean',
      options: needs('1.4.0'),
      kind: 'pass',
      reason: 'db 1.4.0 is Clean in pp',
    },
    { name: 'is beyond', options: needs('v1.3'), kind: 'pass', reason: 'db 1.4.0 is Clean in pp' },
    { name: 'is of any version', options: needs('*'), kind: 'pass', reason: 'db 1.4.0 is Clean in pp' },
    { name: 'is a number', options: needs('7', 'queue'), kind: 'pass', reason: 'queue 7 is Clean in pp' },
    {
      name: 'is too old, though newer elsewhere',
      options: needs('1.5.0'),
      kind: 'wait',
      reason: 'db is 1.4.0 in pp and needs 1.5.0',
    },
    {
      name: 'is missing',
      options: needs('1', 'constructor'),
      kind: 'wait',
      reason: 'constructor is not in pp and needs 1',
    },
    {
      name: 'is missing in any version',
      options: needs('*', 'none'),
      kind: 'wait',
      reason: 'none is not in pp and must be',
    },
    {
      name: 'cannot be compared',
      options: needs('1.4.0', 'hash'),
      kind: 'unknown',
      reason: 'hash: 3f2a91c and 1.4.0 cannot be compared; only versions such as 1.4.0 and plain numbers can',
    },
    {
      name: 'is exactly that hash',
      options: needs('3f2a91c', 'hash'),
      kind: 'pass',
      reason: 'hash 3f2a91c is Clean in pp',
    },
    {
      name: 'cannot be read',
      options: needs('*', 'bad'),
      kind: 'unknown',
      reason: 'pp/version/bad.yaml cannot be read',
    },
    {
      name: 'is there twice',
      options: needs('1', 'twice'),
      kind: 'unknown',
      reason: 'pp has two versions of twice: keep one of pp/version/twice.yaml, pp/version/twice.yml',
    },
    {
      name: 'is a whole manifest',
      options: needs('*', 'whole'),
      kind: 'pass',
      reason: 'whole is Clean in pp',
    },
    {
      name: 'is a whole manifest without a version',
      options: needs('1', 'whole'),
      kind: 'unknown',
      reason: 'whole is a whole manifest in pp, which has no version: only "*" can be asked of it',
    },
    {
      name: 'is in progress',
      options: needs('1.4.0'),
      status: dbWith({ status: 'InProgress', reason: 'NotAllUpdated', message: '1 of 2' }),
      kind: 'wait',
      reason: 'db 1.4.0 is not Clean in pp: db in pp is InProgress (1 of 2)',
    },
    {
      name: 'failed',
      options: needs('1.4.0'),
      status: dbWith({ status: 'Failed', reason: 'Failed', message: 'no image' }),
      kind: 'wait',
      reason: 'db 1.4.0 is not Clean in pp: db in pp is Failed (no image)',
    },
    {
      name: 'need not be Clean',
      options: { ...needs('1.4.0'), clean: false },
      status: undefined,
      kind: 'pass',
      reason: 'db 1.4.0 is in pp',
    },
    {
      name: 'is frozen at another version',
      options: needs('1.4.0'),
      status: dbWith({ version: '1.3.0', versionId: 'b'.repeat(40) }),
      kind: 'wait',
      reason: 'db 1.4.0 is not Clean in pp: pp runs 1.3.0 of db, not this version',
    },
    {
      name: 'is not deployed at the newest commit',
      options: needs('1.4.0'),
      status: { ...report, tree: 'a'.repeat(40) },
      kind: 'wait',
      reason: 'db 1.4.0 is not Clean in pp: pp: its newest commit is not reported as deployed yet',
    },
    {
      name: 'is reported by nobody',
      options: needs('1.4.0'),
      status: undefined,
      kind: 'unknown',
      reason: 'db 1.4.0 is not Clean in pp: no deployer reports on pp',
    },
    {
      name: 'is unknown to the deployer',
      options: needs('1.4.0'),
      status: { ...report, resources: {} },
      kind: 'unknown',
      reason: 'db 1.4.0 is not Clean in pp: the deployer does not know db in pp',
    },
  ])('$name', ({ kind, reason, ...given }) => {
    expect(judge(given)).toMatchObject({ kind, reason });
  });

  it('says what it judged, and what that rests on', () => {
    const revision = 'c'.repeat(40);
    expect(judge({ options: needs('1.4.0'), status: dbWith({ revision }) })).toEqual({
      kind: 'pass',
      reason: 'db 1.4.0 is Clean in pp',
      judged: `db 1.4.0 in pp, for s1 1 (${blobId('version: 1').slice(0, 12)}) in dev`,
      evidence: [{ text: 'db 1.4.0 is Clean in pp', revision }],
    });
  });
});

describe('a change that moves what it depends on', () => {
  it.each<Case & { name: string; kind: Verdict['kind']; reason: string }>([
    {
      name: 'brings it with it',
      options: needs('1.5.0'),
      changes: [s1, db('1.5.0')],
      kind: 'pass',
      reason: 'db 1.5.0 comes with this very change',
    },
    {
      name: 'is that resource itself',
      options: needs('1.5.0'),
      changes: [db('1.5.0')],
      resource: 'db',
      kind: 'pass',
      reason: 'db 1.5.0 comes with this very change',
    },
    {
      name: 'brings one that is still too old',
      options: needs('1.6.0'),
      changes: [s1, db('1.5.0')],
      kind: 'wait',
      reason: 'db would be 1.5.0 in pp and needs 1.6.0',
    },
    {
      name: 'would take it back',
      options: needs('1.4.0'),
      changes: [s1, db('1.3.0')],
      kind: 'wait',
      reason: 'db would be 1.3.0 in pp and needs 1.4.0',
    },
    {
      name: 'removes it',
      options: needs('*'),
      changes: [s1, { resource: 'db', from: '1.4.0', sources: ['dev'] }],
      kind: 'fail',
      reason: 'this very change removes db from pp',
    },
    {
      name: 'brings one that cannot be compared',
      options: needs('1.4.0'),
      changes: [s1, db('3f2a91c')],
      kind: 'unknown',
      reason: 'db: 3f2a91c and 1.4.0 cannot be compared; only versions such as 1.4.0 and plain numbers can',
    },
    {
      name: 'brings one that cannot be read',
      options: needs('*'),
      changes: [s1, { resource: 'db', versionId: 'x', sources: ['dev'] }],
      kind: 'unknown',
      reason: 'the version of db that comes cannot be read',
    },
  ])('$name', ({ kind, reason, ...given }) => {
    expect(judge(given)).toMatchObject({ kind, reason });
  });
});

it('comes with the change, too, where it comes from another source', () => {
  const read = dependsOn.read(needs('1.5.0'));
  if (!('gate' in read) || read.gate.kind !== 'pure') throw new Error('it asks');
  const all = [s1, { ...db('1.5.0'), sources: ['eu'] }];
  expect(read.gate.check(gateInput(factsOf(snapshot), { changes: [s1], all })).kind).toBe('pass');
});

describe('several dependencies', () => {
  it('all have to be there', () => {
    expect(judge({ options: { resources: { db: '1.4.0', queue: '7' } } })).toMatchObject({
      kind: 'pass',
      reason: 'db 1.4.0 is Clean in pp; queue 7 is Clean in pp',
    });
    expect(judge({ options: { resources: { db: '1.4.0', queue: '8' } } })).toMatchObject({
      kind: 'wait',
      reason: 'queue is 7 in pp and needs 8',
    });
  });

  it('are decided by the one that cannot be told, which is named first; three are named', () => {
    const resources = { db: '2.0.0', queue: '8', none: '1', hash: '1.4.0' };
    expect(judge({ options: { resources } })).toMatchObject({
      kind: 'unknown',
      reason: [
        'hash: 3f2a91c and 1.4.0 cannot be compared; only versions such as 1.4.0 and plain numbers can',
        'db is 1.4.0 in pp and needs 2.0.0',
        'queue is 7 in pp and needs 8',
        '1 more',
      ].join('; '),
    });
  });
});

describe('the options', () => {
  it.each<{ options: unknown; message: string; keys: PropertyKey[] }>([
    { options: undefined, message: 'DependsOn needs options', keys: [] },
    {
      options: {},
      message: 'DependsOn: expected a map of resources to versions, for example {payments/db: "1.4.0"}',
      keys: ['resources'],
    },
    {
      options: { resources: ['db'] },
      message: 'DependsOn: expected a map of resources to versions, for example {payments/db: "1.4.0"}',
      keys: ['resources'],
    },
    { options: { resources: {} }, message: 'DependsOn: expected at least one resource', keys: ['resources'] },
    {
      options: { resources: { db: 1.1 } },
      message: 'DependsOn: expected a version in quotes, for example "1.4.0", or "*" for any',
      keys: ['resources', 'db'],
    },
    {
      options: { resources: { db: ' ' } },
      message: 'DependsOn: expected a version in quotes, for example "1.4.0", or "*" for any',
      keys: ['resources', 'db'],
    },
    {
      options: { resources: { '../db': '1' } },
      message: 'DependsOn: is no name of a resource',
      keys: ['resources', '../db'],
    },
    {
      options: { resources: { db: '1' }, clean: 'no' },
      message: 'DependsOn: expected true or false',
      keys: ['clean'],
    },
    {
      options: { resources: { db: '1' }, cleen: true },
      message: 'DependsOn has no option "cleen"',
      keys: ['cleen'],
    },
  ])('$options', ({ options, message, keys }) => {
    const read = dependsOn.read(options);
    expect('faults' in read && read.faults).toEqual([{ message, keys, hint: expect.any(String) as unknown }]);
  });

  it('lose no resource, whatever it is called', () => {
    const resources: unknown = JSON.parse('{"__proto__": "9", "constructor": "9"}');
    expect(judge({ options: { resources } })).toMatchObject({
      kind: 'wait',
      reason: '__proto__ is not in pp and needs 9; constructor is not in pp and needs 9',
    });
  });

  it('never throw, and pass only where all that they name is there', () => {
    const resources = fc.oneof(
      fc.anything(),
      fc.dictionary(
        fc.oneof(fc.string(), fc.constantFrom('db', 'queue', 'hash', 'whole', 'none')),
        fc.oneof(fc.anything(), fc.constantFrom('*', '1', '1.4.0', '3f2a91c', '7')),
      ),
    );
    const options = fc.oneof(
      fc.anything(),
      fc.record({ resources, clean: fc.oneof(fc.boolean(), fc.anything()) }, { requiredKeys: [] }),
    );
    fc.assert(
      fc.property(options, (value) => {
        const read = dependsOn.read(value);
        if ('faults' in read) expect(read.faults.length).toBeGreaterThan(0);
        else if (judge({ options: value }).kind === 'pass') {
          const names = Object.keys((value as { resources: object }).resources);
          expect(['db', 'queue', 'hash', 'whole']).toEqual(expect.arrayContaining(names));
        }
      }),
    );
  });
});
