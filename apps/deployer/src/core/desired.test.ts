import { describe, expect, it } from '@jest/globals';
import {
  blobId,
  type EnvironmentFiles,
  History,
  type Locks,
  noLocks,
  type RepositoryFile,
  type Snapshot,
} from '@tribble/resource-repo/format';
import { desiredEnvironment, frozenRevisions, locksOf } from './desired.ts';

type Files = Record<string, string | null>;

/** A repository in memory: each commit changes files of the one before. */
function repositoryOf(...commits: Files[]) {
  const history = new History();
  const snapshots = new Map<string, Snapshot>();
  let files = new Map<string, string>();
  for (const [index, changes] of commits.entries()) {
    const revision = `r${index + 1}`;
    files = new Map(files);
    for (const [path, text] of Object.entries(changes)) {
      if (text === null) files.delete(path);
      else files.set(path, text);
    }
    snapshots.set(revision, snapshotOf(revision, files));
    const changed = Object.entries(changes).map(([path, text]) => ({
      path,
      id: text === null ? undefined : blobId(text),
    }));
    history.add({
      parents: [],
      revision,
      author: 'Ann',
      committedAt: '2026-11-21T12:00:00.000Z',
      changes: changed,
    });
  }
  return { history, snapshots, head: snapshotOf('head', files) };
}

function snapshotOf(revision: string, files: ReadonlyMap<string, string>): Snapshot {
  const environments = new Map<string, EnvironmentFiles>();
  for (const [path, text] of files) {
    const [name = ''] = path.split('/');
    const file: RepositoryFile = { path, id: blobId(text), content: { text } };
    const before = environments.get(name)?.files ?? new Map<string, RepositoryFile>();
    environments.set(name, {
      name,
      tree: `tree-${revision}`,
      files: new Map([...before, [path, file]]),
      problems: [],
    });
  }
  return { revision, environments, configuration: new Map(), problems: [] };
}

const base = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {version: $version}\n';
const commits: Files[] = [
  { 'dev/base/s1.yaml': base, 'dev/version/s1.yaml': 'version: 1' },
  { 'dev/base/s2.yaml': base, 'dev/version/s2.yaml': 'version: 1' },
  { 'dev/version/s1.yaml': 'version: 2', 'dev/version/s2.yaml': 'version: 2' },
  { 'dev/base/s3.yaml': base, 'dev/version/s3.yaml': 'version: 1' },
];

/** What is desired of dev, as `version@revision` or `invalid`. */
function desire(locks: Partial<Locks>, changes: Files[] = commits, known?: readonly string[]) {
  const { head, snapshots, history } = repositoryOf(...changes);
  const files = head.environments.get('dev');
  if (files === undefined) throw new Error('the head has no dev');
  const frozen = new Map([...snapshots].filter(([revision]) => known?.includes(revision) ?? true));
  const environment = desiredEnvironment(files, { ...noLocks, ...locks }, frozen, history);
  const deployed = [...environment.resources.values()].map(({ name, version, revision }) => {
    return [name, `${version ?? 'whole'}@${revision}`];
  });
  const invalid = [...environment.invalid.keys()].map((name) => [name, 'invalid']);
  return { environment, found: Object.fromEntries([...deployed, ...invalid]) as Record<string, string> };
}

const freeze = (revision: string) => ({ freeze: { revision } });
const freezeOf = (freezes: Record<string, string>) => ({
  resourceFreezes: new Map(Object.entries(freezes).map(([name, revision]) => [name, { revision }])),
});

describe('desiredEnvironment', () => {
  const cases: { name: string; locks: Partial<Locks>; found: Record<string, string> }[] = [
    { name: 'is the head without a freeze', locks: {}, found: { s1: '2@r3', s2: '2@r3', s3: '1@r4' } },
    {
      name: 'is another revision where a freeze pins the environment to it',
      locks: freeze('r2'),
      found: { s1: '1@r1', s2: '1@r2' },
    },
    {
      name: 'is the head where a freeze pins it to that',
      locks: freeze('r4'),
      found: { s1: '2@r3', s2: '2@r3', s3: '1@r4' },
    },
    {
      name: 'has one resource of another revision where a freeze pins that one',
      locks: freezeOf({ s1: 'r1' }),
      found: { s1: '1@r1', s2: '2@r3', s3: '1@r4' },
    },
    {
      name: 'heeds the freeze of a resource before that of its environment',
      locks: { ...freeze('r2'), ...freezeOf({ s1: 'r3' }) },
      found: { s1: '2@r3', s2: '1@r2' },
    },
    {
      name: 'leaves a resource as it is whose frozen revision has none of that name',
      locks: freezeOf({ s3: 'r1' }),
      found: { s1: '2@r3', s2: '2@r3', s3: 'invalid' },
    },
    {
      name: 'leaves a resource as it is whose frozen revision cannot be read',
      locks: freezeOf({ s1: 'gone' }),
      found: { s1: 'invalid', s2: '2@r3', s3: '1@r4' },
    },
    {
      name: 'leaves everything as it is where the frozen revision of the environment cannot be read',
      locks: freeze('gone'),
      found: { s1: 'invalid', s2: 'invalid', s3: 'invalid' },
    },
  ];
  it.each(cases)('$name', ({ locks, found }) => {
    expect(desire(locks).found).toEqual(found);
  });

  it.each([
    ['the environment', freeze('r2')],
    ['a resource', freezeOf({ s1: 'r2' })],
  ])('reports the tree of the head, whatever a freeze of %s pins', (_, locks) => {
    expect(desire(locks).environment.tree).toBe('tree-head');
  });

  it('keeps deploying a frozen resource that the head has no more', () => {
    const removed = [...commits, { 'dev/version/s1.yaml': null, 'dev/base/s1.yaml': null }];
    expect(desire(freezeOf({ s1: 'r1' }), removed).found).toMatchObject({ s1: '1@r1' });
  });

  it('dates what is pinned by the freeze where the history does not know which commit brought it', () => {
    const changed = [...commits, { 'dev/base/s1.yaml': base.replace('{name: x}', '{name: y}') }];
    expect(desire(freezeOf({ s1: 'r4' }), changed).found).toMatchObject({ s1: '2@r4', s2: '2@r3' });
  });

  it('does not date what is pinned by a later commit of another environment', () => {
    const elsewhere = [...commits.slice(0, 2), { 'pp/version/s1.yaml': 'version: 1' }, ...commits.slice(2)];
    expect(desire(freeze('r3'), elsewhere).found).toEqual({ s1: '1@r1', s2: '1@r2' });
  });
});

describe('problems of freezes', () => {
  const hint = 'freeze at a commit of this repository that has it, or remove the freeze';

  it.each([
    ['cannot be read', 'gone', 'revision gone cannot be read'],
    ['has no such folder', 'r1', 'revision r1 has no folder dev'],
  ])('one, not one for each resource, where a revision %s', (_, revision, message) => {
    const later = [{ 'pp/version/s1.yaml': 'version: 1' }, ...commits];
    const { environment } = desire(freeze(revision), later);
    const expected = { path: 'dev/locks.yaml', message: `freeze: ${message}`, hint };
    expect(environment.problems).toEqual([expected]);
    expect([...environment.invalid.values()]).toEqual([[expected], [expected], [expected]]);
  });

  it('one of the resource that the revision does not have', () => {
    expect(desire(freezeOf({ s3: 'r1' })).environment.problems).toEqual([
      { path: 'dev/locks.yaml', message: 'freeze: revision r1 has no resource s3', hint },
    ]);
  });

  const broken: Files[] = [
    { 'dev/base/s1.yaml': '- no map', 'dev/version/s1.yaml': 'version: 1' },
    { 'dev/base/s1.yaml': base, 'dev/base/s2.yaml': '- no map', 'dev/version/s2.yaml': 'version: 1' },
  ];
  it.each([
    ['the environment', freeze('r1'), { s1: 'invalid' }, [['dev/base/s1.yaml', 'r1']]],
    [
      'a resource',
      freezeOf({ s1: 'r1' }),
      { s1: 'invalid', s2: 'invalid' },
      [
        ['dev/base/s2.yaml', undefined],
        ['dev/base/s1.yaml', 'r1'],
      ],
    ],
    [
      'a resource that is broken at the head',
      freezeOf({ s2: 'r1' }),
      { s1: '1@r2', s2: 'invalid' },
      [['dev/locks.yaml', undefined]],
    ],
  ])('name the revision of a file that is not the head’s: %s', (_, locks, found, places) => {
    const desired = desire(locks, broken);
    expect(desired.found).toEqual(found);
    expect(desired.environment.problems.map(({ path, revision }) => [path, revision])).toEqual(places);
  });

  it('a freeze at a good revision mends what is broken at the head', () => {
    const { found, environment } = desire(freezeOf({ s1: 'r1' }), [
      ...commits,
      { 'dev/base/s1.yaml': '- no map' },
    ]);
    expect(found).toMatchObject({ s1: '1@r1' });
    expect(environment.problems).toEqual([]);
  });
});

describe('locks', () => {
  it('are read from the file of the environment', () => {
    const revision = 'a'.repeat(40);
    const { head } = repositoryOf({ 'dev/locks.yaml': `freeze: {revision: "${revision}"}` });
    expect(locksOf(head, 'dev')).toEqual({ locks: { ...noLocks, freeze: { revision } }, problems: [] });
    expect(locksOf(head, 'pp')).toEqual({ locks: noLocks, problems: [] });
  });

  it.each([
    ['none', {}, []],
    ['the environment', freeze('r1'), ['r1']],
    ['resources', freezeOf({ s1: 'r1', s2: 'r2', s3: 'r1' }), ['r1', 'r2']],
    ['both', { ...freeze('r3'), ...freezeOf({ s1: 'r1' }) }, ['r3', 'r1']],
  ])('name the revisions that are needed: %s', (_, locks: Partial<Locks>, revisions) => {
    expect([...frozenRevisions({ ...noLocks, ...locks })]).toEqual(revisions);
  });
});
