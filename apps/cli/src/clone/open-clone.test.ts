import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Fixture } from '@tribble/git-fixture';
import { fileAt } from '@tribble/resource-repo/format';
import { fingerprint, record, temporary } from '../harness.contract.ts';
import { openClone } from './open-clone.ts';

const { folder, repository } = temporary();
const now = new Date('2026-11-21T12:00:00Z');

const template = `
commits:
  - name: first
    files:
      .gitignore: |
        *.secret
      dev/base/s1.yaml: |
        kind: Pod
      dev/version/s1.yaml: |
        version: "1"
      dev/kept.secret: x
  - name: second
    files:
      dev/version/s1.yaml: |
        version: "2"
`;

let fixture: Fixture;
let root: string;
const git = async (...args: string[]) =>
  (
    await promisify(execFile)('git', args, {
      cwd: root,
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
    })
  ).stdout;

beforeAll(async () => {
  fixture = await repository(template);
  await record(fixture, { environment: 'dev', at: '2026-11-21T11:00:00.000Z' });
  root = await folder();
  await git('clone', '--quiet', fixture.path, 'clone');
  await git('-C', 'clone', 'fetch', '--quiet', 'origin', 'refs/tribble/*:refs/tribble/*');
  await git('clone', '--quiet', fixture.path, 'detached');
  await git('-C', 'detached', 'checkout', '--quiet', fixture.commit('first'));
  await git('-C', 'clone', 'worktree', 'add', '--quiet', join(root, 'linked'), fixture.commit('first'));
  await git('clone', '--quiet', '--depth=1', fixture.url, 'shallow');
  await git('init', '--quiet', 'empty');
});

async function open(path: string, { revision = 'HEAD', worktree = false } = {}) {
  const clone = await openClone({ folder: join(root, path), revision, worktree, now });
  const versionOf = (file: ReturnType<typeof fileAt>) =>
    file && 'text' in file.content ? file.content.text : '';
  const seen = {
    version: versionOf(fileAt(clone.snapshot, 'dev/version/s1.yaml')).trim(),
    base: clone.history.lastChange('dev/base/s1.yaml')?.revision,
    changed: clone.history.lastChange('dev/version/s1.yaml')?.revision,
    files: [...(clone.snapshot.environments.get('dev')?.files.keys() ?? [])],
    label: clone.label,
    recorded: clone.recorded,
    outcomes: (await clone.repo.outcomes('dev')).outcomes.length,
    kept: (await clone.repo.fileAt(clone.snapshot.revision, 'dev/kept.secret')) !== undefined,
    ignored: (await clone.repo.fileAt(clone.snapshot.revision, 'dev/new.secret')) !== undefined,
  };
  await clone.close();
  return seen;
}

describe('openClone', () => {
  it.each([
    { name: 'a clone', path: 'clone', commit: 'second', outcomes: 1 },
    { name: 'a folder of a clone', path: 'clone/dev/base', commit: 'second', outcomes: 1 },
    { name: 'the folder of git itself', path: 'clone/.git', commit: 'second', outcomes: 1 },
    { name: 'another revision', path: 'clone', revision: 'HEAD~1', commit: 'first', outcomes: 1 },
    { name: 'a remote branch', path: 'detached', revision: 'origin/main', commit: 'second', outcomes: 0 },
    { name: 'a detached HEAD', path: 'detached', commit: 'first', outcomes: 0 },
    { name: 'a linked working tree', path: 'linked', commit: 'first', outcomes: 1 },
  ])('reads $name', async ({ path, revision = 'HEAD', commit, outcomes }) => {
    const seen = await open(path, { revision });
    expect(seen).toMatchObject({
      version: commit === 'first' ? 'version: "1"' : 'version: "2"',
      base: fixture.commit('first'),
      changed: fixture.commit(commit),
      label: fixture.commit(commit).slice(0, 12),
      recorded: outcomes > 0 ? ['dev'] : [],
      outcomes,
    });
  });

  it('reads a bare repository', async () => {
    const clone = await openClone({ folder: fixture.path, revision: 'main', worktree: false, now });
    await clone.close();
    expect(clone.snapshot.revision).toBe(fixture.commit('second'));
    expect(clone.recorded).toEqual(['dev']);
  });

  it('reads a shallow clone as far as it goes', async () => {
    const second = fixture.commit('second');
    expect(await open('shallow')).toMatchObject({ version: 'version: "2"', base: second, changed: second });
  });

  it('reads the working tree with what is new, without what is ignored, and with what is ignored but tracked', async () => {
    await writeFile(join(root, 'linked/dev/version/s1.yaml'), 'version: "3"\n');
    await writeFile(join(root, 'linked/dev/base/s2.yaml'), 'kind: Pod\n');
    await writeFile(join(root, 'linked/dev/new.secret'), 'x');
    const seen = await open('linked/dev', { worktree: true });
    expect(seen).toMatchObject({
      version: 'version: "3"',
      base: fixture.commit('first'),
      files: ['dev/base/s1.yaml', 'dev/base/s2.yaml', 'dev/version/s1.yaml'],
      label: 'the working tree',
      kept: true,
      ignored: false,
    });
    expect(seen.changed).not.toBe(fixture.commit('first'));
  });

  it('reads a working tree before its first commit', async () => {
    expect(await open('empty', { worktree: true })).toMatchObject({ version: '', files: [] });
  });

  it.each([{ worktree: false }, { worktree: true }])(
    'touches no file of the clone (worktree: $worktree)',
    async (options) => {
      await writeFile(join(root, 'clone/dev/base/s1.yaml'), 'kind: Job\n');
      const before = await fingerprint(join(root, 'clone'));
      await open('clone', options);
      expect(await fingerprint(join(root, 'clone'))).toEqual(before);
    },
  );

  it('needs no remote', async () => {
    await git('clone', '--quiet', fixture.path, 'alone');
    await git('-C', 'alone', 'remote', 'set-url', 'origin', '/nowhere');
    expect(await open('alone')).toMatchObject({ version: 'version: "2"' });
  });

  it('says how to complete a clone without all objects, and is ready for the next one', async () => {
    await fixture.git('config', 'uploadpack.allowFilter', 'true');
    await git('clone', '--quiet', '--no-checkout', '--filter=blob:none', fixture.url, 'partial');
    await expect(open('partial')).rejects.toThrow(
      /partial lacks a part of that commit .* git fetch --refetch/,
    );
    await git('-C', 'partial', 'fetch', '--quiet', '--refetch', '--no-filter');
    expect(await open('partial')).toMatchObject({ version: 'version: "2"' });
  });

  it.each([
    { path: 'nowhere', message: /^there is no folder .*nowhere$/ },
    { path: '', message: /cannot be read as a git repository \(not a git repository.*give a clone/ },
    { path: 'empty', message: /empty has no commit yet$/ },
    { path: 'clone', revision: 'no-such', message: /has no commit "no-such": is it fetched\?$/ },
    { path: 'clone', revision: '--all', message: /has no commit "--all"/ },
    { path: 'clone', revision: 'HEAD:dev', message: /has no commit "HEAD:dev"/ },
    { path: 'clone/.git', worktree: true, message: /\.git has no working tree/ },
  ])('says what is wrong: $message', async ({ path, message, ...options }) => {
    await expect(open(path, options)).rejects.toThrow(message);
  });
});
