import { describe, expect, it } from '@jest/globals';
import { type CommitFacts, History } from './history.ts';

let count = 0;
const commit = (facts: Partial<CommitFacts> = {}): CommitFacts => {
  count += 1;
  return {
    revision: `c${count}`,
    parents: [],
    author: 'Ann',
    committedAt: '2026-11-21T12:00:00.000Z',
    changes: [],
    ...facts,
  };
};
const run = (transition: string, action = 'transition', more: Partial<CommitFacts> = {}): CommitFacts =>
  commit({
    trailers: [
      ['Tribble-Action', action],
      ['Tribble-Transition', transition],
      ['Tribble-Source', 'dev'],
      ['Tribble-Source', 'qa'],
      ['Tribble-Target', 'pp'],
      ['Tribble-Gate', 'Soak: pass'],
      ['Tribble-Gate', 'SourceClean: pass'],
    ],
    ...more,
  });
const folded = (...commits: CommitFacts[]) => {
  const history = new History();
  for (const each of commits) history.add(each);
  return history;
};

describe('the newest change of a path', () => {
  it('says who made it, with the mail address where it is known', () => {
    const history = folded(
      commit({ changes: [{ path: 'a', id: '1' }] }),
      commit({ authorEmail: 'ann@x', changes: [{ path: 'b', id: '1' }] }),
    );
    expect(history.lastChange('a')).not.toHaveProperty('authorEmail');
    expect(history.lastChange('b')).toMatchObject({ author: 'Ann', authorEmail: 'ann@x', order: 2 });
  });
});

describe('runs', () => {
  it('are what transitioners committed, by transition, oldest first', () => {
    const changes = [{ path: 'pp/version/a.yaml', id: '2', before: '1' }];
    const moved = run('pp', 'transition', { changes });
    const history = folded(moved, run('prod'), commit(), run('pp', 'rollback'), run('pp', 'unlock'));
    expect(history.runs('pp').map(({ action, order }) => [action, order])).toEqual([
      ['transition', 1],
      ['rollback', 4],
      ['unlock', 5],
    ]);
    expect(history.runs('pp')[0]).toEqual({
      revision: moved.revision,
      committedAt: moved.committedAt,
      order: 1,
      action: 'transition',
      transition: 'pp',
      sources: ['dev', 'qa'],
      target: 'pp',
      gates: ['Soak: pass', 'SourceClean: pass'],
      changes,
    });
    expect(history.runs('other')).toEqual([]);
  });

  it.each([
    ['another action', run('pp', 'deploy')],
    [
      'no target',
      commit({
        trailers: [
          ['Tribble-Action', 'transition'],
          ['Tribble-Transition', 'pp'],
        ],
      }),
    ],
    [
      'no transition',
      commit({
        trailers: [
          ['Tribble-Action', 'transition'],
          ['Tribble-Target', 'pp'],
        ],
      }),
    ],
    ['no trailers', commit()],
  ])('are not commits with %s', (_, other) => {
    expect(folded(other).runs('pp')).toEqual([]);
  });

  it('go on from those of the history below, which stays as it is', () => {
    const base = folded(run('pp'));
    const next = new History(base);
    next.add(run('pp', 'rollback'));
    expect(next.runs('pp').map(({ action, order }) => [action, order])).toEqual([
      ['transition', 1],
      ['rollback', 2],
    ]);
    expect(base.runs('pp')).toHaveLength(1);
  });

  it('are forgotten when there are a thousand newer ones', () => {
    const history = folded(...Array.from({ length: 1_005 }, () => run('pp')));
    expect(history.runs('pp')).toHaveLength(1_000);
    expect(history.runs('pp').at(-1)?.order).toBe(1_005);
    const next = new History(history);
    next.add(run('pp'));
    expect(next.runs('pp').map(({ order }) => order)).toEqual(
      Array.from({ length: 1_000 }, (_, index) => index + 7),
    );
  });
});
