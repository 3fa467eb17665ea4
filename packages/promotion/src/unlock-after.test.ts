import { describe, expect, it } from '@jest/globals';
import { blobId, History } from '@tribble/resource-repo/format';
import { decide } from './decide.ts';
import { allGates, gatesOf } from './gates/index.ts';
import { factsOf } from './testing.ts';

const hotfix = blobId('version: hotfix');
const files = {
  'transitions.yaml':
    'transitions: {prod: {source: pp, target: prod, unlockAfter: true}, pp: {source: dev, target: pp}}',
  'dev/version/s1.yaml': 'version: next',
  'pp/version/s1.yaml': 'version: hotfix',
  'prod/version/s1.yaml': 'version: hotfix',
  'pp/base/s1.yaml': '',
  'prod/base/s1.yaml': '',
  'pp/locks.yaml': 'resource_locks: {s1: {reasons: [hotfix for prod]}, s2: {reasons: [mine]}}',
};

type Happening = 'hotfix' | 'lock' | 'move' | 'next';
const changed: Record<Happening, { path: string; id: string }> = {
  hotfix: { path: 'pp/version/s1.yaml', id: hotfix },
  lock: { path: 'pp/locks.yaml', id: 'locks' },
  move: { path: 'prod/version/s1.yaml', id: hotfix },
  next: { path: 'dev/version/s1.yaml', id: blobId('version: next') },
};

/** What happened, one commit each, a minute apart from 10:00 on. */
function historyOf(order: readonly Happening[]): History {
  const history = new History();
  for (const [index, each] of order.entries())
    history.add({
      revision: each,
      parents: [],
      author: 'Ann',
      committedAt: new Date(Date.UTC(2026, 10, 21, 10, index)).toISOString(),
      ...(each === 'move' && {
        trailers: [
          ['Tribble-Action', 'transition'],
          ['Tribble-Transition', 'prod'],
          ['Tribble-Target', 'prod'],
        ],
      }),
      changes: [changed[each]],
    });
  return history;
}

const usual: readonly Happening[] = ['hotfix', 'lock', 'move', 'next'];

function decided(order = usual, more: Record<string, string> = {}) {
  const decision = decide(factsOf({ ...files, ...more }, { past: historyOf(order) }), gatesOf(allGates));
  const { step } = decision;
  return { ...decision, unlock: step?.kind === 'unlock' ? step : undefined };
}

const locked = (reasons: string) => ({ 'pp/locks.yaml': `resource_locks: {s1: {reasons: ${reasons}}}` });

describe('a lock that has served', () => {
  it('is taken away, and no other', () => {
    const { unlock } = decided();
    expect(unlock).toMatchObject({ environment: 'pp', resources: ['s1'], locks: { path: 'pp/locks.yaml' } });
    expect(unlock?.locks.text).not.toContain('hotfix');
    expect(unlock?.locks.text).toContain('mine');
  });

  it('is taken away by its own time, whatever else was locked since', () => {
    const order: readonly Happening[] = ['hotfix', 'move', 'lock', 'next'];
    const before = '{reason: hotfix, at: "2026-11-21T10:00:30Z"}';
    expect(decided(order, locked(`[${before}]`)).unlock?.resources).toEqual(['s1']);
    const after = '{reason: audit, at: "2026-11-21T10:01:30Z"}';
    const both = decided(order, locked(`[${before}, ${after}]`)).unlock?.locks.text;
    expect(both).toContain('audit');
    expect(both).not.toContain('hotfix');
  });
});

describe('what stays', () => {
  it.each<{ name: string; order?: readonly Happening[]; more?: Record<string, string> }>([
    { name: 'a lock that came after the move', order: ['hotfix', 'move', 'lock', 'next'] },
    {
      name: 'a lock whose version has not arrived',
      more: { 'prod/version/s1.yaml': 'version: 1', 'prod/locks.yaml': 'env_lock: {reasons: [x]}' },
    },
    { name: 'a version that a person brought', order: ['hotfix', 'lock', 'next'] },
    { name: 'a lock while what would replace it is older', order: ['next', 'hotfix', 'lock', 'move'] },
    { name: 'a lock of the whole environment', more: { 'pp/locks.yaml': 'env_lock: {reasons: [x]}' } },
    { name: 'a lock while paused', more: { 'pauses.yaml': 'all: {reasons: [incident]}' } },
    { name: 'a lock of a rollback', more: locked('[{reason: rolled back, by: Tribble transitioner}]') },
    {
      name: 'a lock of what the transition does not move',
      more: {
        'transitions.yaml':
          'transitions: {prod: {source: pp, target: prod, unlockAfter: true, resources: {exclude: [s1]}}}',
      },
    },
    {
      name: 'anything, unless asked for',
      more: { 'transitions.yaml': 'transitions: {prod: {source: pp, target: prod}}' },
    },
  ])('$name', ({ order, more }) => {
    expect(decided(order, more).unlock).toBeUndefined();
  });
});

it('a lock file that cannot be written is a problem, and stops nothing else', () => {
  const { step, problems } = decided(usual, {
    'pp/locks.yaml': 'resource_locks: {s1: &a {reasons: [hotfix for prod]}, s3: *a}',
    'qa/base/s1.yaml': '',
    'transitions.yaml': `${files['transitions.yaml'].slice(0, -1)}, qa: {source: dev, target: qa}}`,
  });
  expect(step).toMatchObject({ kind: 'move', name: 'qa' });
  expect(problems).toMatchObject([
    { path: 'pp/locks.yaml', message: expect.stringContaining('has aliases') },
  ]);
});
