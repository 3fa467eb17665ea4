import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import fc from 'fast-check';
import type { Snapshot } from './format/snapshot.ts';
import { fileAt } from './format/snapshot.ts';
import { withFiles } from './format/with-files.ts';
import { openResourceRepo, type ResourceRepo } from './repo.ts';
import { temporaryFolder, testOptions } from './testing.ts';

const folder = temporaryFolder();
let fixture: Fixture;
let repo: ResourceRepo;
beforeAll(async () => {
  fixture = await createRepository(`
commits:
  - name: first
    files:
      deployers.yaml: "deployers: {}"
      dev/base/s1.yaml: "kind: X"
      dev/version/s1.yaml: "version: 1"
      dev/version/README.md: words
      pp/version/s1.yaml: "version: 1"
      prod/locks.yaml: "env_lock: {reasons: [x]}"
      notes/readme.md: hello
`);
  repo = await openResourceRepo(testOptions(fixture.path, await folder.make()));
  await repo.fetch();
});
afterAll(async () => {
  await repo.close();
  await fixture.remove();
});

function first(): Snapshot {
  if (repo.head === undefined) throw new Error('nothing was fetched');
  return repo.head.snapshot;
}
const edited = (snapshot: Snapshot, files: Record<string, string | null>) =>
  withFiles(snapshot, new Map(Object.entries(files)));

/** All that a snapshot holds, without the ids that are not git's. */
const contentOf = ({ environments, configuration, problems }: Snapshot) => ({
  environments: [...environments].map(([key, { name, files, problems: found }]) => ({
    ...{ key, name, files: [...files], problems: [...found].sort((a, b) => (a.path < b.path ? -1 : 1)) },
  })),
  configuration: [...configuration],
  problems,
});

describe('the snapshot after an edit', () => {
  it('shares all that the edit leaves alone', () => {
    const before = first();
    const after = edited(before, { 'dev/version/s1.yaml': 'version: 2' });
    expect(after.environments.get('pp')).toBe(before.environments.get('pp'));
    expect(after.configuration).toBe(before.configuration);
    const [dev, devBefore] = [after, before].map(({ environments }) => environments.get('dev'));
    expect(dev?.tree).not.toBe(devBefore?.tree);
    expect(dev?.files.get('dev/base/s1.yaml')).toBe(devBefore?.files.get('dev/base/s1.yaml'));
    expect(fileAt(after, 'dev/version/s1.yaml')?.content).toEqual({ text: 'version: 2' });
    expect(fileAt(before, 'dev/version/s1.yaml')?.content).toEqual({ text: 'version: 1' });
  });

  it('is the same object where nothing changes', () => {
    const before = first();
    expect(edited(before, {})).toBe(before);
    expect(edited(before, { 'dev/version/s1.yaml': 'version: 1', 'dev/version/s9.yaml': null })).toBe(before);
  });

  it('has environments that appear, in the order of git, and none that are left empty', () => {
    const before = first();
    const after = edited(before, {
      'dev-eu/version/s1.yaml': 'version: 1',
      'prod/locks.yaml': null,
      'a/locks.yaml': '',
      'outside/s1.yaml': 'x',
    });
    expect([...after.environments.keys()]).toEqual(['a', 'dev-eu', 'dev', 'pp']);
  });

  it('has equal ids for equal content alone', () => {
    const before = first();
    const one = { 'dev/version/s1.yaml': 'version: 2', 'pauses.yaml': 'all:' };
    const again = edited(before, Object.fromEntries(Object.entries(one).reverse()));
    const after = edited(before, one);
    expect(again).toEqual(after);
    const other = edited(before, { ...one, 'dev/version/s1.yaml': 'version: 3' });
    expect(other.revision).not.toBe(after.revision);
    expect(other.environments.get('dev')?.tree).not.toBe(after.environments.get('dev')?.tree);
    const back = edited(edited(before, { 'dev/version/s2.yaml': '' }), { 'dev/version/s2.yaml': null });
    expect(back.environments.get('dev')?.files).toEqual(before.environments.get('dev')?.files);
  });

  it('leaves an environment unread that has no end', () => {
    const before = first();
    const locks = { path: 'pp/locks.yaml', id: 'tree', content: { fault: 'too many' } };
    const unread = { name: 'pp', tree: 'tree', files: new Map([[locks.path, locks]]), problems: [] };
    const environments = new Map([...before.environments, ['pp', unread] as const]);
    const after = edited({ ...before, environments }, { 'pp/locks.yaml': '', 'pp/version/s1.yaml': '' });
    expect(after.environments.get('pp')).toBe(unread);
  });

  it('holds what git holds after the same edits, whatever they are', async () => {
    const path = fc.oneof(
      fc
        .tuple(
          fc.constantFrom('dev', 'pp', 'prod', 'new', 'new.eu', 'new-eu', '-no', 'no..pe'),
          fc.constantFrom('base', 'version', 'deployable', 'other'),
          fc.constantFrom(
            's1.yaml',
            's2.json',
            'a/b.yml',
            'a/c.jsonnet',
            'sp ace.yaml',
            'x..yaml',
            'README.md',
            '.yaml',
          ),
        )
        .map((parts) => parts.join('/')),
      fc.constantFrom(
        'dev/locks.yaml',
        'prod/locks.yaml',
        'new/locks.yaml',
        'pauses.yaml',
        'transitions.yaml',
      ),
      fc.constantFrom('deployers.yaml', 'approvals.yaml', 'README.md', 'notes/readme.md', 'dev/notes.yaml'),
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('version: 1', '', '\ufeffversion: 1', 'nul \0', '\ud800', 'x'.repeat(2 ** 21 + 1)),
    );
    const edit = fc.dictionary(path, fc.option(text), { maxKeys: 6, noNullPrototype: true });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
        const before = first();
        const commits = edits.map((files) =>
          repo.commit(() => ({ files: new Map(Object.entries(files)), message: { subject: 'x' } })),
        );
        await Promise.all(commits);
        expect(contentOf(edits.reduce(edited, before))).toEqual(contentOf(first()));
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});
