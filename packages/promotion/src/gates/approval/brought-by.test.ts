import { describe, expect, it } from '@jest/globals';
import { blobId, type CommitFacts, History } from '@tribble/resource-repo/format';
import type { Change } from '../../change.ts';
import { factsOf } from '../../testing.ts';
import { broughtBy } from './brought-by.ts';

const files = {
  'latest/version/s1.yaml': 'version: 2',
  'dev/version/s1.yml': 'version: 2',
  'pp/version/s1.yaml': 'version: 1',
  'pp/version/s2.yaml': 'version: 1',
  'old/base/s1.yaml': '',
  'transitions.yaml': 'transitions: {dev: {source: latest, target: dev}}',
};
const two = blobId('version: 2');

/** With `by`, what the transitioner did from latest to dev. */
type Commit = [path: string, id: string | undefined, authorEmail?: string, by?: 'transition' | 'rollback'];

const moved = [
  ['Tribble-Transition', 'dev'],
  ['Tribble-Source', 'latest'],
  ['Tribble-Target', 'dev'],
] as const;

/** Commits of one file each, oldest first. */
function historyOf(commits: readonly Commit[]): History {
  const history = new History();
  for (const [index, [path, id, authorEmail, action]] of commits.entries()) {
    const facts: CommitFacts = {
      revision: `${index}`,
      parents: [],
      author: 'Somebody',
      ...(authorEmail !== undefined && { authorEmail }),
      committedAt: '2026-11-21T12:00:00.000Z',
      ...(action && { trailers: [['Tribble-Action', action], ...moved] }),
      changes: [{ path, id }],
    };
    history.add(facts);
  }
  return history;
}

const update: Change = { resource: 's1', from: '1', to: '2', versionId: two, sources: ['dev'] };
const removal: Change = { resource: 's2', from: '1', sources: ['dev'] };

describe('who brought a change', () => {
  it.each<{ name: string; change: Change; commits: Commit[]; mails: string[]; isUnknown?: boolean }>([
    {
      name: 'registered it, and not the service that moved it on',
      change: update,
      commits: [
        ['latest/version/s1.yaml', two, 'Ann@example.org'],
        ['dev/version/s1.yml', two, 'service@example.org', 'transition'],
      ],
      mails: ['ann@example.org'],
    },
    {
      name: 'put it back, beside the one who registered it',
      change: update,
      commits: [
        ['latest/version/s1.yaml', two, 'ann@example.org'],
        ['latest/version/s1.yaml', blobId('version: 3'), 'eve@example.org'],
        ['latest/version/s1.yaml', two, 'bob@example.org'],
        ['dev/version/s1.yml', two, 'service@example.org', 'transition'],
      ],
      mails: ['ann@example.org', 'bob@example.org'],
    },
    {
      name: 'put it back where it comes from at once, wherever it was before',
      change: update,
      commits: [
        ['latest/version/s1.yaml', two, 'ann@example.org'],
        ['dev/version/s1.yml', two, 'service@example.org', 'transition'],
        ['dev/version/s1.yml', blobId('version: 3'), 'eve@example.org'],
        ['dev/version/s1.yml', two, 'bob@example.org'],
      ],
      mails: ['ann@example.org', 'bob@example.org'],
    },
    {
      name: 'put it back without a mail address',
      change: update,
      commits: [
        ['latest/version/s1.yaml', two, 'ann@example.org'],
        ['dev/version/s1.yml', two],
      ],
      mails: ['ann@example.org'],
      isUnknown: true,
    },
    {
      name: 'is not the service that rolled back to it',
      change: update,
      commits: [
        ['latest/version/s1.yaml', two, 'ann@example.org'],
        ['dev/version/s1.yml', blobId('version: 3'), 'eve@example.org'],
        ['dev/version/s1.yml', two, 'service@example.org', 'rollback'],
      ],
      mails: ['ann@example.org'],
    },
    {
      name: 'wrote it first, wherever that was',
      change: update,
      commits: [
        ['pp/version/s1.json', two, 'bob@example.org'],
        ['latest/version/s1.yaml', two, 'ann@example.org'],
      ],
      mails: ['bob@example.org'],
    },
    {
      name: 'is not who brought another version',
      change: update,
      commits: [
        ['latest/version/s1.yaml', blobId('version: 1'), 'bob@example.org'],
        ['latest/version/s1.yaml', two, 'ann@example.org'],
      ],
      mails: ['ann@example.org'],
    },
    {
      name: 'has no mail address',
      change: update,
      commits: [
        ['latest/version/s1.yaml', two],
        ['dev/version/s1.yml', two, 'service@example.org', 'transition'],
      ],
      mails: [],
      isUnknown: true,
    },
    {
      name: 'has an empty mail address',
      change: update,
      commits: [['latest/version/s1.yaml', two, '']],
      mails: [],
      isUnknown: true,
    },
    { name: 'is in no commit', change: update, commits: [], mails: [], isUnknown: true },
    {
      name: 'removed it, and all who removed it elsewhere',
      change: removal,
      commits: [
        ['pp/version/s2.yaml', 'id', 'eve@example.org'],
        ['old/version/s2.yml', undefined, 'bob@example.org'],
        ['latest/version/s2.yaml', 'id', 'eve@example.org'],
        ['latest/version/s2.yaml', undefined, 'ann@example.org'],
        ['dev/version/s2.yaml', undefined, 'service@example.org'],
      ],
      mails: ['bob@example.org', 'ann@example.org', 'service@example.org'],
    },
    { name: 'removed it, unseen', change: removal, commits: [], mails: [], isUnknown: true },
  ])('$name', ({ change, commits, mails, isUnknown = false }) => {
    const found = broughtBy(factsOf(files, { past: historyOf(commits) }), [change]);
    expect([...found.mails].sort()).toEqual([...mails].sort());
    expect(found.unknown).toEqual(isUnknown ? [change] : []);
  });

  it('is not who put something newer where it came from', () => {
    const past = historyOf([
      ['latest/version/s1.yaml', two, 'ann@example.org'],
      ['dev/version/s1.yml', two, 'service@example.org', 'transition'],
      ['latest/version/s1.yaml', blobId('version: 3'), 'eve@example.org'],
    ]);
    const facts = factsOf({ ...files, 'latest/version/s1.yaml': 'version: 3' }, { past });
    expect([...broughtBy(facts, [update]).mails]).toEqual(['ann@example.org']);
  });

  it('is everybody who brought one of several', () => {
    const past = historyOf([
      ['latest/version/s1.yaml', two, 'ann@example.org'],
      ['dev/version/s2.yaml', undefined, 'bob@example.org'],
    ]);
    const { mails, unknown } = broughtBy(factsOf(files, { past }), [update, removal]);
    expect([...mails]).toEqual(['ann@example.org', 'bob@example.org']);
    expect(unknown).toEqual([]);
  });
});
