import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createRepository, expectTree, type Fixture } from '@tribble/git-fixture';
import { blobId } from './format/digest.ts';
import type { Edit } from './format/edit.ts';
import type { Trailer } from './format/trailers.ts';
import { type Head, openResourceRepo, type RepoOptions, type ResourceRepo } from './repo.ts';
import { temporaryFolder, testOptions } from './testing.ts';

const folder = temporaryFolder();
const opened: { close(): Promise<void> }[] = [];
const fixtures: Fixture[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((repo) => repo.close()));
  await Promise.all(fixtures.splice(0).map((fixture) => fixture.remove()));
});

async function repository(yaml: string): Promise<Fixture> {
  const fixture = await createRepository(yaml);
  fixtures.push(fixture);
  return fixture;
}

async function open(fixture: Fixture, options: Partial<RepoOptions> = {}): Promise<ResourceRepo> {
  const repo = await openResourceRepo({ ...testOptions(fixture.path, await folder.make()), ...options });
  opened.push(repo);
  return repo;
}

const write = (files: Record<string, string | null>, subject = 'edit'): Edit => ({
  files: new Map(Object.entries(files)),
  message: { subject, trailers: [['Tribble-Action', 'deploy']] },
});

const simple = `
commits:
  - name: first
    files:
      deployers.yaml: "deployers: {}"
      dev/version/s1.yaml: "version: 1"
      dev/version/s2.yaml: "version: 1"
      notes/readme.md: hello
  - name: second
    author: Ann <ann@example.org>
    files: {dev/version/s1.yaml: "version: 2", notes/readme.md: changed}
  - name: elsewhere
    files: {pp/version/s1.yaml: "version: 2"}
`;

describe('reading', () => {
  it('gives the head with environments, configuration and history', async () => {
    const fixture = await repository(simple);
    const head = await (await open(fixture)).fetch();
    expect(head?.branch).toBe('main');
    expect(head?.snapshot.revision).toBe(fixture.commit('elsewhere'));
    expect([...(head?.snapshot.environments.keys() ?? [])]).toEqual(['dev', 'pp']);
    expect([...(head?.snapshot.configuration.keys() ?? [])]).toEqual(['deployers.yaml']);
    expect(head?.snapshot.environments.get('dev')?.tree).toBe(await fixture.git('rev-parse', 'main:dev'));
    expect(head?.history.lastChange('dev/version/s2.yaml')?.revision).toBe(fixture.commit('first'));
    expect(head?.history.lastChange('dev/version/s1.yaml')).toMatchObject({
      revision: fixture.commit('second'),
      author: 'Ann',
      order: 2,
    });
  });

  it('reads only what is new, and reuses what did not change', async () => {
    const fixture = await repository(simple);
    await fixture.setRef('main', 'second');
    const repo = await open(fixture);
    const before = await repo.fetch();
    expect(await repo.fetch()).toBe(before);
    await fixture.setRef('main', 'elsewhere');
    const after = await repo.fetch();
    expect(after?.snapshot.environments.get('dev')).toBe(before?.snapshot.environments.get('dev'));
    expect(after?.history).toBe(before?.history);
    expect(after?.history.lastChange('pp/version/s1.yaml')?.order).toBe(3);
  });

  it('takes a merge as one change of the first parent’s line', async () => {
    const fixture = await repository(`
commits:
  - {name: root, files: {dev/version/s1.yaml: "version: 1"}}
  - {name: side, files: {dev/version/s1.yaml: "version: 2"}}
  - {name: merge, parents: [root, side], files: {dev/version/s1.yaml: "version: 2"}}
`);
    const head = await (await open(fixture)).fetch();
    expect(head?.history.lastChange('dev/version/s1.yaml')?.revision).toBe(fixture.commit('merge'));
  });

  it('forgets no version when somebody’s merge turns the line of the branch', async () => {
    const fixture = await repository(`
commits:
  - {name: root, files: {latest/version/fox.yaml: "version: 0"}}
  - {name: one, parent: root, files: {latest/version/fox.yaml: "version: 1"}}
  - {name: two, parent: one, files: {latest/version/fox.yaml: "version: 2"}}
  - {name: local, parent: root, files: {notes.txt: mine}}
  - {name: turned, parents: [local, two], files: {latest/version/fox.yaml: "version: 2"}}
refs: {main: two}
`);
    const running = await open(fixture);
    await running.fetch();
    await fixture.setRef('main', 'turned');
    const known = (repo: ResourceRepo) =>
      [...(repo.head?.history.versionFile('latest/version/fox.yaml').keys() ?? [])].sort();
    await running.fetch();
    const fresh = await open(fixture);
    await fresh.fetch();
    expect(known(running)).toHaveLength(3);
    expect(known(fresh)).toEqual(known(running));
    for (const repo of [running, fresh]) {
      expect(repo.head?.history.lastChange('latest/version/fox.yaml')?.revision).toBe(
        fixture.commit('turned'),
      );
    }
  });

  it('reads again from the beginning when the branch was rewritten', async () => {
    const fixture = await repository(`${simple}
  - {name: rewritten, parent: first, files: {dev/version/s2.yaml: "version: 9"}}
refs: {main: elsewhere}
`);
    const repo = await open(fixture);
    await repo.fetch();
    await fixture.setRef('main', 'rewritten');
    const head = await repo.fetch();
    expect(head?.history.lastChange('dev/version/s1.yaml')?.revision).toBe(fixture.commit('first'));
    expect(head?.history.lastChange('pp/version/s1.yaml')).toBeUndefined();
  });

  it('knows every content that a version file had', async () => {
    const fixture = await repository(simple);
    const repo = await open(fixture);
    const head = await repo.fetch();
    const contents = [...(head?.history.versionFile('dev/version/s1.yaml') ?? [])];
    expect(contents.map(([, { revision }]) => revision)).toEqual([
      fixture.commit('first'),
      fixture.commit('second'),
    ]);
    expect(await Promise.all(contents.map(([id]) => repo.blob(id)))).toEqual(['version: 1', 'version: 2']);
  });

  it('has no head for a repository without a commit, and finds the first one', async () => {
    const fixture = await repository(simple);
    await fixture.git('update-ref', '-d', 'refs/heads/main');
    const repo = await open(fixture);
    expect(await repo.fetch()).toBeUndefined();
    await expect(repo.commit(() => write({ a: 'x' }))).rejects.toThrow('no commit yet');
    await fixture.setRef('main', 'first');
    expect((await repo.fetch())?.snapshot.revision).toBe(fixture.commit('first'));
  });

  it('takes relative paths from where the service was started', async () => {
    const fixture = await repository(simple);
    const here = process.cwd();
    const options = testOptions(relative(here, fixture.path), relative(here, await folder.make()));
    const repo = await openResourceRepo(options);
    opened.push(repo);
    expect((await repo.fetch())?.snapshot.revision).toBe(fixture.commit('elsewhere'));
  });

  it('says that the branch is gone, and that HEAD names none', async () => {
    const fixture = await repository(simple);
    const repo = await open(fixture);
    await repo.fetch();
    await fixture.git('update-ref', '-d', 'refs/heads/main');
    await expect(repo.fetch()).rejects.toThrow('The branch main is gone from the remote.');
    await fixture.setRef('main', 'first');
    await fixture.git('update-ref', '--no-deref', 'HEAD', fixture.commit('second'));
    await expect((await open(fixture)).fetch()).rejects.toThrow('versions_branch');
  });

  it('says what git said, without credentials', async () => {
    const options = testOptions('https://user:secret@127.0.0.1:1/none.git', await folder.make());
    const repo = await openResourceRepo(options);
    opened.push(repo);
    const error: unknown = await repo.fetch().catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/GitError: git ls-remote.*127\.0\.0\.1/s);
    expect(String(error)).not.toContain('secret');
  });
});

describe('committing', () => {
  it('changes exactly the files of the edit, with author, committer and trailers', async () => {
    const fixture = await repository(simple);
    const repo = await open(fixture);
    const edit = {
      ...write({ 'dev/version/deep/er/s3.yaml': 'version: 1\n', 'dev/version/s2.yaml': null }),
      author: { name: 'Bob', email: 'b@x' },
    };
    const { revision, changed } = await repo.commit(() => edit);
    expect(changed).toBe(true);
    expect(await fixture.resolve('main')).toBe(revision);
    expect(await fixture.git('diff', '--name-status', 'main~1', 'main')).toBe(
      'A\tdev/version/deep/er/s3.yaml\nD\tdev/version/s2.yaml',
    );
    expect(await fixture.git('log', '-1', '--format=%an <%ae>|%cn <%ce>|%B')).toBe(
      'Bob <b@x>|Test service <service@tribble.invalid>|edit\n\nTribble-Action: deploy\n',
    );
    expect(repo.head?.snapshot.revision).toBe(revision);
    expect(await fixture.git('fsck', '--strict')).toBe('');
  });

  it('knows of its own commits exactly what a restarted process reads', async () => {
    const fixture = await repository(`
commits:
  - name: first
    files:
      deployers.yaml: "deployers: {}"
      dev/version/s1.yaml: "version: 1"
      dev/version/s2.yaml: "version: 1"
      notes/readme.md: hello
  - name: hostile
    files: {"dev/version/folder.yaml/x": "1"}
`);
    const repo = await open(fixture);
    const author = { name: 'Bob', email: 'b@x' };
    const trailers: Trailer[] = [
      ['Tribble-Action', 'transition'],
      ['Tribble-Transition', 'pp'],
      ['Tribble-Source', 'dev'],
      ['Tribble-Target', 'pp'],
      ['Tribble-Gate', 'Soak: pass'],
    ];
    const edits: Edit[] = [
      { ...write({ 'dev/version/s1.yaml': 'version: 2' }), author },
      {
        files: new Map([
          ['notes/readme.md', 'changed'],
          ['dev/version/s2.yaml', null],
        ]),
        message: { subject: 'no trailers' },
      },
      write({ 'dev/version/folder.yaml': 'version: 1', 'pp/version/s1.yaml': 'version: 1' }),
      { files: new Map([['pp/version/s1.yaml', 'version: 2']]), message: { subject: 'move', trailers } },
    ];
    await repo.fetch();
    const commits = edits.map((edit) => repo.commit(() => edit));
    // A decision of the same batch knows them before they are pushed.
    let during: unknown;
    const known = ({ history }: Head) => ({
      paths: [
        ...['dev/version/s1.yaml', 'dev/version/s2.yaml', 'dev/version/folder.yaml', 'pp/version/s1.yaml'],
        'notes/readme.md',
      ].map((path) => [path, history.lastChange(path), history.versionFile(path)]),
      runs: history.runs('pp'),
    });
    await Promise.all([...commits, repo.commit((head) => void (during = known(head)))]);
    const fresh = await open(fixture);
    await fresh.fetch();
    const [own, read] = [repo.head, fresh.head];
    expect(own && known(own)).toEqual(read && known(read));
    expect(during).toEqual(own && known(own));
    const replaced = 'dev/version/folder.yaml/x';
    expect(own?.history.lastChange(replaced)).toEqual(read?.history.lastChange(replaced));
    expect(own?.history.lastChange(replaced)?.order).toBe(5);
    expect(repo.head?.history.runs('pp')).toMatchObject([
      {
        action: 'transition',
        changes: [{ path: 'pp/version/s1.yaml', before: blobId('version: 1'), id: blobId('version: 2') }],
      },
    ]);
    expect(repo.head?.history.lastChange('dev/version/s1.yaml')).toMatchObject({
      author: 'Bob',
      authorEmail: 'b@x',
    });
  });

  it('makes no commit where nothing changes', async () => {
    const fixture = await repository(simple);
    const repo = await open(fixture);
    const head = fixture.commit('elsewhere');
    await expect(repo.commit(() => undefined)).resolves.toEqual({ revision: head, changed: false });
    await expect(
      repo.commit(() => write({ 'dev/version/s1.yaml': 'version: 2', none: null })),
    ).resolves.toEqual({
      revision: head,
      changed: false,
    });
  });

  it('decides again on the new head when another writer was faster', async () => {
    const fixture = await repository(`${simple}
  - {name: rival, files: {pp/version/rival.yaml: "version: 1"}}
refs: {main: elsewhere}
`);
    const repo = await open(fixture);
    const seen: string[] = [];
    await repo.commit(async ({ snapshot }) => {
      seen.push(snapshot.revision);
      if (seen.length === 1) await fixture.apply('rival');
      return write({ 'dev/version/s1.yaml': 'version: 3' });
    });
    expect(seen).toEqual([fixture.commit('elsewhere'), await fixture.resolve('main~1')]);
    expect(await fixture.git('show', 'main:pp/version/rival.yaml')).toBe('version: 1');
    expect(await fixture.git('show', 'main:dev/version/s1.yaml')).toBe('version: 3');
  });

  it('gives up after a bounded number of tries, with a clear error', async () => {
    const fixture = await repository(`${simple}
  - {name: rival, files: {pp/version/rival.yaml: "version: 1"}}
refs: {main: elsewhere}
`);
    const repo = await open(fixture, { pushRetries: 2 });
    let tries = 0;
    const always = repo.commit(async () => {
      tries += 1;
      await fixture
        .git('commit-tree', '-p', 'main', '-m', `rival ${tries}`, 'main^{tree}')
        .then((id) => fixture.setRef('main', id));
      return write({ 'dev/version/s1.yaml': 'version: 3' });
    });
    await expect(always).rejects.toThrow(
      'nothing was committed: in 3 tries the branch main has moved on each time before the push',
    );
    expect(tries).toBe(3);
  });

  it('loses nothing when several writers push at once', async () => {
    const fixture = await repository(simple);
    const [one, two, three] = await Promise.all([open(fixture), open(fixture), open(fixture)]);
    const names = Array.from({ length: 24 }, (_, index) => `dev/version/n${index}.yaml`);
    await Promise.all(
      names.map((name, index) => {
        const repo = [one, two][index % 3] ?? three;
        return repo.commit(() => write({ [name]: 'version: 1\n' }, name));
      }),
    );
    const files = (await fixture.git('ls-tree', '-r', '--name-only', 'main')).split('\n');
    expect(files.filter((name) => names.includes(name))).toHaveLength(24);
    expect(await fixture.git('rev-list', '--count', '--min-parents=2', 'main')).toBe('0');
    expect(await fixture.git('rev-list', '--count', 'main')).toBe('27');
  });

  it('passes on what a hook of the remote says, and does not try again', async () => {
    const fixture = await repository(simple);
    await fixture.git('config', 'receive.denyCurrentBranch', 'refuse');
    await fixture.git('config', 'receive.maxInputSize', '1');
    const repo = await open(fixture);
    let tries = 0;
    const refused = repo.commit(() => {
      tries += 1;
      return write({ 'dev/version/s1.yaml': `version: ${'3'.repeat(3000)}` });
    });
    await expect(refused).rejects.toThrow(/git push/);
    expect(tries).toBe(1);
  });

  it('lets through what the remote takes, where it refuses one commit of a batch', async () => {
    const fixture = await repository(simple);
    const hook = '#!/bin/sh\nread old new ref\n! git diff --name-only $old $new | grep -q forbidden\n';
    await mkdir(join(fixture.path, 'hooks'), { recursive: true });
    await writeFile(join(fixture.path, 'hooks/pre-receive'), hook, { mode: 0o755 });
    const repo = await open(fixture);
    await repo.fetch();
    const names = ['one', 'forbidden', 'two', 'three'];
    const outcomes = await Promise.allSettled(
      names.map((name) => repo.commit(() => write({ [`dev/version/${name}.yaml`]: 'version: 1' }, name))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(await fixture.git('log', '-3', '--reverse', '--format=%s', 'main')).toBe('one\ntwo\nthree');
    expect(repo.head?.snapshot.revision).toBe(await fixture.resolve('main'));
  });

  it('works on the branch that it was told', async () => {
    const fixture = await repository(`${simple}\nrefs: {main: elsewhere, canary: first}`);
    const repo = await open(fixture, { branch: 'canary' });
    await repo.commit(() => write({ 'dev/version/s1.yaml': 'version: 7' }));
    expect(await fixture.git('show', 'canary:dev/version/s1.yaml')).toBe('version: 7');
    await expectTree(fixture, 'main', 'elsewhere');
  });
});
