import { describe, expect, it } from '@jest/globals';
import { History, type Transition } from '@tribble/resource-repo/format';
import { factsOf, transitionOf } from './testing.ts';
import { type Candidate, candidateOf, narrow } from './candidate.ts';

type Case = {
  name: string;
  files: Record<string, string>;
  transition?: Partial<Transition>;
  locks?: string;
  /** What the source had once. */
  once?: string[];
  changes?: unknown[];
  written?: Record<string, string | null>;
  leftOut?: unknown[];
};

/** The files that a candidate writes. */
const filesIn = (candidate: Candidate | undefined) =>
  Object.fromEntries([...(candidate?.files.values() ?? [])].flatMap((files) => [...files]));

const base = { 'pp/base/s1.yaml': 'base' };

const cases: Case[] = [
  {
    name: 'equal content is no change',
    files: { ...base, 'dev/version/s1.yaml': 'version: 1', 'pp/version/s1.yaml': 'version: 1' },
  },
  {
    name: 'a new version',
    files: { ...base, 'dev/version/s1.yaml': 'version: 1.10', 'pp/version/s1.yaml': 'version: 1.9' },
    changes: [{ resource: 's1', from: '1.9', to: '1.10' }],
    written: { 'pp/version/s1.yaml': 'version: 1.10' },
  },
  {
    name: 'the first version',
    files: { ...base, 'dev/version/s1.yaml': 'version: 1' },
    changes: [{ resource: 's1', to: '1' }],
    written: { 'pp/version/s1.yaml': 'version: 1' },
  },
  {
    name: 'the same version with other data is moved byte for byte',
    files: {
      ...base,
      'dev/version/s1.yaml': 'version: 1\nlevel: debug # ä\n',
      'pp/version/s1.yaml': 'version: 1',
    },
    changes: [{ resource: 's1', from: '1', to: '1' }],
    written: { 'pp/version/s1.yaml': 'version: 1\nlevel: debug # ä\n' },
  },
  {
    name: 'what the target holds need not be readable',
    files: { ...base, 'dev/version/s1.yaml': 'version: 1', 'pp/version/s1.yaml': '[' },
    changes: [{ resource: 's1', to: '1' }],
    written: { 'pp/version/s1.yaml': 'version: 1' },
  },
  {
    name: 'sub-folders, in the order of names; a base may have another extension',
    files: {
      'dev/version/z.yaml': 'version: 1',
      'dev/version/payments/api.yaml': 'version: 2',
      'pp/base/z.json': '{}',
      'pp/base/payments/api.jsonnet': '{}',
    },
    changes: [
      { resource: 'payments/api', to: '2' },
      { resource: 'z', to: '1' },
    ],
    written: { 'pp/version/payments/api.yaml': 'version: 2', 'pp/version/z.yaml': 'version: 1' },
  },
  {
    name: 'another extension in the source takes the place of the file in the target',
    files: { ...base, 'dev/version/s1.yml': 'version: 2', 'pp/version/s1.yaml': 'version: 1' },
    changes: [{ resource: 's1', from: '1', to: '2' }],
    written: { 'pp/version/s1.yml': 'version: 2', 'pp/version/s1.yaml': null },
  },
  {
    name: 'equal content under another extension is no change',
    files: { ...base, 'dev/version/s1.yml': 'version: 1', 'pp/version/s1.yaml': 'version: 1' },
  },
  {
    name: 'two files of one resource in the source',
    files: { ...base, 'dev/version/s1.yml': 'version: 2', 'dev/version/s1.yaml': 'version: 1' },
    leftOut: [
      { resource: 's1', reason: 'Invalid', message: 'keep one of dev/version/s1.yaml, dev/version/s1.yml' },
    ],
  },
  {
    name: 'two files of one resource in the target, one of them equal',
    files: {
      ...base,
      'dev/version/s1.yaml': 'version: 1',
      'pp/version/s1.yml': 'version: 2',
      'pp/version/s1.yaml': 'version: 1',
    },
    leftOut: [
      { resource: 's1', reason: 'Invalid', message: 'keep one of pp/version/s1.yaml, pp/version/s1.yml' },
    ],
  },
  {
    name: 'no base in the target',
    files: {
      'dev/version/s1.yaml': 'version: 1',
      'pp/base/s2.yaml': 'base',
      'pp/deployable/s1.yaml': 'whole',
    },
    leftOut: [{ resource: 's1', reason: 'NoBase', message: 'pp/base/s1.yaml is missing' }],
  },
  {
    name: 'no folder of the target',
    files: { 'dev/version/s1.yaml': 'version: 1' },
    leftOut: [{ resource: 's1', reason: 'NoBase', message: 'pp/base/s1.yaml is missing' }],
  },
  {
    name: 'a version that cannot be read',
    files: { ...base, 'dev/version/s1.yaml': 'vresion: 1' },
    leftOut: [{ resource: 's1', reason: 'Invalid', message: 'version: missing' }],
  },
  {
    name: 'a locked resource, and a lock that has expired',
    files: {
      ...base,
      'dev/version/s1.yaml': 'version: 1',
      'dev/version/s2.yaml': 'version: 1',
      'pp/base/s2.yaml': 'base',
    },
    locks: `resource_locks:
      s1: {reasons: [broken, {reason: tired, until: "2026-11-22T00:00:00Z"}]}
      s2: {reasons: [{reason: past, until: "2026-11-21T11:59:59Z"}]}`,
    changes: [{ resource: 's2', to: '1' }],
    written: { 'pp/version/s2.yaml': 'version: 1' },
    leftOut: [{ resource: 's1', reason: 'Locked', message: 'broken; tired' }],
  },
  {
    name: 'included and excluded by globs; being excluded is told before anything else',
    files: {
      'dev/version/payments/api.yaml': 'version: 1',
      'dev/version/payments/canary.yaml': '[',
      'dev/version/shop/api.yaml': 'version: 1',
      'pp/base/payments/api.yaml': 'base',
      'pp/base/payments/canary.yaml': 'base',
      'pp/base/shop/api.yaml': 'base',
    },
    transition: { include: ['payments/**'], exclude: ['**/canary'] },
    changes: [{ resource: 'payments/api', to: '1' }],
    written: { 'pp/version/payments/api.yaml': 'version: 1' },
  },
  {
    name: 'an empty list includes nothing',
    files: { ...base, 'dev/version/s1.yaml': 'version: 1' },
    transition: { include: [] },
  },
  {
    name: 'what is gone in the source stays in the target',
    files: {
      ...base,
      'dev/version/s2.yaml': 'version: 1',
      'pp/version/s1.yaml': 'version: 1',
      'pp/base/s2.yaml': '',
    },
    changes: [{ resource: 's2', to: '1' }],
    written: { 'pp/version/s2.yaml': 'version: 1' },
  },
  {
    name: 'unless deletes are propagated, which locks and globs hold back as well',
    files: {
      'dev/version/kept.yaml': 'version: 1',
      'pp/version/kept.yaml': 'version: 1',
      'pp/version/gone.yml': 'version: 3',
      'pp/version/locked.yaml': 'version: 1',
      'pp/version/excluded.yaml': 'version: 1',
    },
    transition: { propagateDeletes: true, exclude: ['excl*'] },
    locks: 'resource_locks: {locked: {reasons: [mine]}}',
    once: ['gone', 'locked', 'excluded'],
    changes: [{ resource: 'gone', from: '3' }],
    written: { 'pp/version/gone.yml': null },
    leftOut: [{ resource: 'locked', reason: 'Locked', message: 'mine' }],
  },
];

describe('what a transition would do', () => {
  it.each(cases)('$name', ({ files, transition, locks, once = [], ...expected }) => {
    const { changes = [], written = {}, leftOut = [] } = expected;
    const all = { ...files, ...(locks !== undefined && { 'pp/locks.yaml': locks }) };
    const past = new History();
    const had = once.map((name) => ({ path: `dev/version/${name}.yaml`, id: '1' }));
    past.add({
      revision: '0',
      parents: [],
      author: 'Ann',
      committedAt: '2026-11-21T00:00:00Z',
      changes: had,
    });
    const candidate = candidateOf(factsOf(all, { past }), transitionOf(transition));
    expect(candidate?.changes).toMatchObject(changes);
    expect(candidate?.changes).toHaveLength(changes.length);
    expect(filesIn(candidate)).toEqual(written);
    expect(candidate?.leftOut).toEqual(leftOut);
  });

  it.each([{}, { 'dev/base/s1.yaml': 'base', 'pp/version/s1.yaml': 'version: 1' }])(
    'is nothing at all for a source without versions, even to propagate deletes',
    (files) => {
      const transition = transitionOf({ propagateDeletes: true });
      expect(candidateOf(factsOf(files), transition)).toBeUndefined();
    },
  );
});

describe('narrowing', () => {
  const files = {
    'dev/version/s1.yml': 'version: 2',
    'dev/version/s2.yaml': 'version: 2',
    'pp/base/s1.yaml': '',
    'pp/base/s2.yaml': '',
    'pp/version/s1.yaml': 'version: 1',
  };
  const candidate = candidateOf(factsOf(files), transitionOf());

  it('takes every file of a held resource out, and says why', () => {
    const narrowed =
      candidate &&
      narrow(candidate, (name) => (name === 's1' ? { reason: 'Held', message: 'because' } : undefined));
    expect(narrowed).toMatchObject({
      changes: [{ resource: 's2', to: '2' }],
      files: new Map([['s2', new Map([['pp/version/s2.yaml', 'version: 2']])]]),
      leftOut: [{ resource: 's1', reason: 'Held', message: 'because' }],
    });
  });

  it('leaves a candidate as it is where nothing is held', () => {
    expect(candidate && narrow(candidate, () => undefined)).toEqual(candidate);
  });
});
