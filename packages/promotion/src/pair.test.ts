import { describe, expect, it } from '@jest/globals';
import { blobId, History, type Transition } from '@tribble/resource-repo/format';
import { candidateOf } from './candidate.ts';
import { factsOf, snapshotOf, transitionOf } from './testing.ts';

/** Commits, oldest first: in each of them these files get these texts; null takes a file away. */
type Commits = readonly Readonly<Record<string, string | null>>[];

function candidateAfter(commits: Commits, options: Partial<Transition>) {
  const past = new History();
  const files = new Map<string, string>();
  for (const commit of commits) {
    const changes = Object.entries(commit).map(([path, text]) => {
      if (text === null) files.delete(path);
      else files.set(path, text);
      return { path, id: text === null ? undefined : blobId(text) };
    });
    past.add({ revision: '0', parents: [], author: 'Ann', committedAt: '2026-11-21T00:00:00Z', changes });
  }
  const facts = factsOf(snapshotOf({ ...Object.fromEntries(files), 'pp/base/s1.yaml': 'base' }), { past });
  const candidate = candidateOf(facts, transitionOf(options));
  return {
    changes: candidate?.changes.map(({ resource, to }) => `${resource} ${to ?? 'gone'}`),
    leftOut: candidate?.leftOut.map(({ resource, reason, message }) => `${resource} ${reason}: ${message}`),
  };
}

const dev = 'dev/version/s1.yaml';
const pp = 'pp/version/s1.yaml';
const other = { 'dev/version/s2.yaml': 'version: 1', 'pp/version/s2.yaml': 'version: 1' };

describe('propagateDeletes', () => {
  it.each<{ name: string; commits: Commits; changes: string[] }>([
    {
      name: 'deletes what the source had once',
      commits: [{ ...other, [dev]: 'version: 1' }, { [pp]: 'version: 1' }, { [dev]: null }],
      changes: ['s1 gone'],
    },
    {
      name: 'deletes it whatever extension it had',
      commits: [{ ...other, 'dev/version/s1.json': '{}' }, { [pp]: '' }, { 'dev/version/s1.json': null }],
      changes: ['s1 gone'],
    },
    {
      name: 'leaves what never was in the source',
      commits: [other, { [pp]: 'version: 1' }],
      changes: [],
    },
  ])('$name', ({ commits, changes }) => {
    expect(candidateAfter(commits, { propagateDeletes: true })).toEqual({ changes, leftOut: [] });
    expect(candidateAfter(commits, {}).changes).toEqual([]);
  });

  it('deletes what one of several sources had once', () => {
    const commits = [{ ...other, [dev]: 'version: 1', [pp]: 'version: 1' }, { [dev]: null }];
    const options = { sources: ['qa', 'dev'], propagateDeletes: true };
    expect(candidateAfter(commits, options).changes).toContain('s1 gone');
  });
});

describe('any of several sources', () => {
  const any = { sources: ['eu', 'us'], needs: 'any' } as const;
  const [eu, us] = ['eu/version/s1.yaml', 'us/version/s1.yaml'];
  const moved: Commits = [{ [eu]: 'version: 1' }, { [us]: 'version: 2' }, { [pp]: 'version: 2' }];

  it('never goes back to what is older where the newer one is taken away', () => {
    const kept = 's1 SourcesDiffer: us has it no more, and what eu has is older than what came from there';
    for (const propagateDeletes of [false, true])
      expect(candidateAfter([...moved, { [us]: null }], { ...any, propagateDeletes })).toEqual({
        changes: [],
        leftOut: [kept],
      });
  });

  it('nor where the newer one had been there before', () => {
    const again: Commits = [{ [us]: 'version: 2' }, { [us]: 'version: 0' }, ...moved];
    expect(candidateAfter([...again, { [us]: null }], any).changes).toEqual([]);
  });

  it.each<{ name: string; commits: Commits; change: string }>([
    {
      name: 'a version that is newer than the removal',
      commits: [...moved, { [us]: null }, { [eu]: 'version: 3' }],
      change: 's1 3',
    },
    {
      name: 'what is left, where the newer one never moved',
      commits: [{ [pp]: 'version: 0' }, { [eu]: 'version: 1' }, { [us]: 'version: 2' }, { [us]: null }],
      change: 's1 1',
    },
    {
      name: 'what is left, over what somebody deployed by hand',
      commits: [...moved, { [us]: null, [pp]: 'version: 9' }],
      change: 's1 1',
    },
    { name: 'the first version', commits: [{ [eu]: 'version: 1' }], change: 's1 1' },
  ])('moves $name', ({ commits, change }) => {
    expect(candidateAfter(commits, any)).toEqual({ changes: [change], leftOut: [] });
  });
});
