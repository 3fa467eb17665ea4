import { describe, expect, it } from '@jest/globals';
import type { EnvironmentStatus, ResourceStatus } from '@tribble/api';
import { factsOf, gateInput, reportOf, snapshotOf } from '../../testing.ts';
import type { GateInput } from '../gate.ts';
import { sourceClean } from './index.ts';

const snapshot = snapshotOf({
  'dev/version/s1.yaml': 'version: 2',
  'dev/version/constructor.yaml': 'version: 1',
});
const clean = reportOf(snapshot, 'dev');
const own = (name: string) => ({ objects: [], ...clean.resources[name] });

function check(status: EnvironmentStatus | undefined, resource?: string) {
  const asked: string[] = [];
  const facts = factsOf(snapshot, {
    statusOf: (environment) => {
      asked.push(environment);
      return status;
    },
  });
  const { kind, reason } = judge(gateInput(facts, { ...(resource !== undefined && { resource }) }));
  expect(asked).toEqual(['dev']);
  return { kind, reason };
}

function judge(input: GateInput) {
  const read = sourceClean.read(undefined);
  if (!('gate' in read) || read.gate.kind !== 'pure') throw new Error('SourceClean takes no options');
  return read.gate.check(input);
}

/** The report with one resource in another state. */
function withResource(
  name: string,
  change: Partial<EnvironmentStatus['resources'][string]>,
): EnvironmentStatus {
  const resource = { status: 'Clean', reason: 'Clean', ...own(name), ...change } as const;
  return { ...clean, resources: { ...clean.resources, [name]: resource } };
}

describe('an environment as a whole', () => {
  it.each<{ name: string; status: EnvironmentStatus | undefined; verdict: unknown }>([
    { name: 'clean and current', status: clean, verdict: { kind: 'pass', reason: 'dev is Clean' } },
    {
      name: 'nobody reports',
      status: undefined,
      verdict: { kind: 'unknown', reason: 'no deployer reports on dev' },
    },
    {
      name: 'an older tree',
      status: { ...clean, tree: 'a'.repeat(40) },
      verdict: { kind: 'hold', reason: 'dev: its newest commit is not reported as deployed yet' },
    },
    {
      name: 'no tree, with the deployer’s words',
      status: { type: 'Mock', status: 'Outdated', message: 'paused', resources: {}, problems: [] },
      verdict: { kind: 'hold', reason: 'dev: paused' },
    },
    {
      name: 'an older tree that failed: the newer one may be its mending',
      status: { ...clean, tree: 'a'.repeat(40), status: 'Failed' },
      verdict: { kind: 'hold', reason: 'dev: its newest commit is not reported as deployed yet' },
    },
    {
      name: 'in progress',
      status: {
        ...withResource('s1', { status: 'InProgress', reason: 'NotAllUpdated' }),
        status: 'InProgress',
      },
      verdict: { kind: 'hold', reason: 'dev is InProgress: s1 (NotAllUpdated)' },
    },
    {
      name: 'outdated, without a reason',
      status: { ...clean, status: 'Outdated' },
      verdict: { kind: 'hold', reason: 'dev is Outdated: no reason was given' },
    },
    {
      name: 'failed, with a message',
      status: {
        ...withResource('s1', { status: 'Failed', reason: 'Failed', message: 'no image' }),
        status: 'Failed',
      },
      verdict: { kind: 'fail', reason: 'dev is Failed: s1 (no image)' },
    },
    {
      name: 'failed as a whole',
      status: { ...clean, status: 'Failed', message: 'no such context' },
      verdict: { kind: 'fail', reason: 'dev is Failed: no such context' },
    },
    {
      name: 'failed by a problem',
      status: { ...clean, status: 'Failed', problems: [{ path: 'dev/base/x.yaml', message: 'bad' }] },
      verdict: { kind: 'fail', reason: 'dev is Failed: bad' },
    },
    {
      name: 'frozen at an older version',
      status: { ...withResource('s1', { version: '1', versionId: 'b'.repeat(40) }), frozen: 'f'.repeat(40) },
      verdict: { kind: 'fail', reason: 'dev runs 1 of s1, not what git says, frozen at ffffffffffff' },
    },
    {
      name: 'one resource frozen at an older version',
      status: withResource('s1', { version: '1', versionId: 'b'.repeat(40) }),
      verdict: { kind: 'fail', reason: 'dev runs 1 of s1, not what git says' },
    },
    {
      name: 'frozen at what git says',
      status: { ...clean, frozen: 'f'.repeat(40) },
      verdict: { kind: 'pass', reason: 'dev is Clean' },
    },
    {
      name: 'a version that nobody reports',
      status: { ...clean, resources: { s1: { status: 'Clean', reason: 'Clean', ...own('s1') } } },
      verdict: { kind: 'fail', reason: 'dev runs no version of constructor, not what git says' },
    },
  ])('$name', ({ status, verdict }) => {
    expect(check(status)).toEqual(verdict);
  });

  it('does not pass while a freeze keeps what git has removed', () => {
    const removed = { ...own('s1'), status: 'Clean', reason: 'Clean', versionId: 'c'.repeat(40) } as const;
    const status = { ...clean, frozen: 'f'.repeat(40), resources: { ...clean.resources, s9: removed } };
    const reason = 'dev runs 2 of s9, not what git says, frozen at ffffffffffff';
    expect(check(status)).toEqual({ kind: 'fail', reason });
  });

  it('passes with a whole manifest, which has no version', () => {
    const manifest: ResourceStatus = { status: 'Clean', reason: 'Clean', objects: [] };
    expect(check({ ...clean, resources: { ...clean.resources, s9: manifest } }).kind).toBe('pass');
  });

  it('names three resources at most', () => {
    const failed: ResourceStatus = { status: 'Failed', reason: 'Failed', objects: [] };
    const resources = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, failed]));
    expect(check({ ...clean, status: 'Failed', resources })).toEqual({
      kind: 'fail',
      reason: 'dev is Failed: a (Failed), b (Failed), c (Failed), 2 more',
    });
  });

  it('does not pass for a source without a folder', () => {
    expect(judge(gateInput(factsOf({}, { statusOf: () => clean }))).kind).toBe('hold');
    const { tree: _tree, ...without } = clean;
    expect(judge(gateInput(factsOf({}, { statusOf: () => without }))).kind).toBe('hold');
  });
});

describe('one resource', () => {
  it.each<{ name: string; status: EnvironmentStatus; verdict: unknown }>([
    {
      name: 'clean, while another failed',
      status: { ...withResource('constructor', { status: 'Failed', reason: 'Failed' }), status: 'Failed' },
      verdict: { kind: 'pass', reason: 's1 is Clean in dev' },
    },
    {
      name: 'in progress',
      status: withResource('s1', { status: 'InProgress', reason: 'OldReplicasPending', message: '1 of 2' }),
      verdict: { kind: 'hold', reason: 's1 in dev is InProgress (1 of 2)' },
    },
    {
      name: 'failed',
      status: withResource('s1', { status: 'Failed', reason: 'Invalid' }),
      verdict: { kind: 'fail', reason: 's1 in dev is Failed (Invalid)' },
    },
    {
      name: 'not known to the deployer',
      status: { ...clean, resources: {} },
      verdict: { kind: 'unknown', reason: 'the deployer does not know s1 in dev' },
    },
    {
      name: 'frozen',
      status: withResource('s1', { versionId: 'b'.repeat(40) }),
      verdict: { kind: 'fail', reason: 'dev runs 2 of s1, not what git says' },
    },
    {
      name: 'an older tree',
      status: { ...clean, tree: 'a'.repeat(40) },
      verdict: { kind: 'hold', reason: 'dev: its newest commit is not reported as deployed yet' },
    },
  ])('$name', ({ status, verdict }) => {
    expect(check(status, 's1')).toEqual(verdict);
  });

  it.each<{ name: string; status: EnvironmentStatus; verdict: unknown }>([
    {
      name: 'is gone once the deployer has seen that',
      status: clean,
      verdict: { kind: 'pass', reason: 's9 is gone from dev' },
    },
    {
      name: 'is not gone for a deployer that has not',
      status: { ...clean, tree: 'a'.repeat(40) },
      verdict: { kind: 'hold', reason: 'dev: its newest commit is not reported as deployed yet' },
    },
    {
      name: 'is judged while it is still reported',
      status: withResource('s9', {
        status: 'InProgress',
        reason: 'NotAllUpdated',
        versionId: 'c'.repeat(40),
      }),
      verdict: { kind: 'hold', reason: 's9 in dev is InProgress (NotAllUpdated)' },
    },
    {
      name: 'is not gone while a freeze keeps it',
      status: withResource('s9', { version: '1', versionId: 'c'.repeat(40) }),
      verdict: { kind: 'fail', reason: 'dev runs 1 of s9, not what git says' },
    },
    {
      name: 'is not taken for gone where the frozen revision cannot be read',
      status: {
        ...clean,
        status: 'Failed',
        frozen: 'f'.repeat(40),
        problems: [{ path: 'dev/locks.yaml', message: 'revision ffffffffffff cannot be read' }],
      },
      verdict: { kind: 'unknown', reason: 'the deployer does not know s9 in dev' },
    },
    {
      name: 'may be a whole manifest now',
      status: withResource('s9', {}),
      verdict: { kind: 'pass', reason: 's9 is Clean in dev' },
    },
  ])('of which git has no version any more $name', ({ status, verdict }) => {
    expect(check(status, 's9')).toEqual(verdict);
  });

  it('is not mistaken for what every object has', () => {
    expect(check({ ...clean, resources: {} }, 'constructor')).toEqual({
      kind: 'unknown',
      reason: 'the deployer does not know constructor in dev',
    });
  });
});
