import { expect, it } from '@jest/globals';
import { blobId, History } from '@tribble/resource-repo/format';
import { decide } from './decide.ts';
import { allGates, gatesOf } from './gates/index.ts';
import { factsOf } from './testing.ts';

const hotfix = blobId('version: hotfix');
const files = {
  'transitions.yaml': 'transitions: {prod: {source: pp, target: prod, unlockAfter: true}}',
  'pp/version/s1.yaml': 'version: hotfix',
  'prod/version/s1.yaml': 'version: hotfix',
  'prod/base/s1.yaml': '',
  'pp/locks.yaml': 'resource_locks: {s1: {reasons: [hotfix for prod]}, s2: {reasons: [mine]}}',
};

/** The lock and the move, in this order or the other way round. */
function historyOf(order: readonly ('lock' | 'move')[]): History {
  const history = new History();
  for (const each of order)
    history.add({
      revision: each,
      parents: [],
      author: 'Ann',
      committedAt: '2026-11-21T10:00:00Z',
      ...(each === 'move' && {
        trailers: [
          ['Tribble-Action', 'transition'],
          ['Tribble-Transition', 'prod'],
          ['Tribble-Target', 'prod'],
        ],
      }),
      changes:
        each === 'move'
          ? [{ path: 'prod/version/s1.yaml', id: hotfix }]
          : [{ path: 'pp/locks.yaml', id: 'locks' }],
    });
  return history;
}

const stepOf = (order: readonly ('lock' | 'move')[], more = {}) =>
  decide(factsOf({ ...files, ...more }, { past: historyOf(order) }), gatesOf(allGates)).step;

it('a lock that has served is taken away', () => {
  expect(stepOf(['lock', 'move'])).toMatchObject({ kind: 'unlock', environment: 'pp', resources: ['s1'] });
});

it.each([
  { name: 'a lock that came after the move', order: ['move', 'lock'] as const, more: {} },
  {
    name: 'a lock whose version has not arrived',
    order: ['lock', 'move'] as const,
    more: { 'prod/version/s1.yaml': 'version: 1', 'prod/locks.yaml': 'env_lock: {reasons: [x]}' },
  },
  { name: 'a version that a person brought', order: ['lock'] as const, more: {} },
  {
    name: 'a lock of the whole environment',
    order: ['lock', 'move'] as const,
    more: { 'pp/locks.yaml': 'env_lock: {reasons: [x]}' },
  },
  {
    name: 'anything, unless asked for',
    order: ['lock', 'move'] as const,
    more: { 'transitions.yaml': 'transitions: {prod: {source: pp, target: prod}}' },
  },
])('$name stays', ({ order, more }) => {
  expect(stepOf(order, more)).toBeUndefined();
});
