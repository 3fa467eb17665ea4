import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRepository } from './create.ts';
import type { Fixture } from './fixture.ts';
import type { Template } from './template.ts';

const built: Fixture[] = [];

async function build(template: Template | string, directory?: string): Promise<Fixture> {
  const fixture = await createRepository(template, directory);
  built.push(fixture);
  return fixture;
}

afterEach(async () => {
  await Promise.all(built.splice(0).map((fixture) => fixture.remove()));
});

const small = `
commits:
  - name: first
    files:
      deployers.yaml: |
        deployers: {}
      dev/base/s1.yaml: "kind: Pod\\n"
  - name: second
    message: |
      feat: version 42

      With a body.
    author: Ada Lovelace <ada@example.org>
    files:
      dev/version/s1.yaml: "version: 42\\n"
      dev/base: null
`;

describe('createRepository', () => {
  it('gives the same commit ids on every run and machine', async () => {
    const fixture = await build(small);

    expect(fixture.commit('first')).toBe('901871e77781f506de4f7c8648b238b8fdae9fc0');
    expect(fixture.commit('second')).toBe('f5515a939bdb723e8ee909c75d9af1530a96153c');
    expect(await fixture.resolve('main')).toBe(fixture.commit('second'));
    expect(await fixture.git('symbolic-ref', 'HEAD')).toBe('refs/heads/main');
    expect(await fixture.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
  });

  it('keeps author, message and dates', async () => {
    const fixture = await build(small);

    expect(await fixture.git('log', '--format=%an <%ae> %aI | %cn %cI | %B')).toBe(
      `Ada Lovelace <ada@example.org> 2026-01-01T00:01:00+00:00 | Fixture 2026-01-01T00:01:00+00:00 | feat: version 42

With a body.

Fixture <fixture@example.org> 2026-01-01T00:00:00+00:00 | Fixture 2026-01-01T00:00:00+00:00 | first
`,
    );
  });

  it('goes on from an explicit date', async () => {
    const fixture = await build({
      commits: [
        { name: 'a', date: '2026-03-01T10:00:00+02:00', files: {} },
        { name: 'b', files: {} },
      ],
    });

    expect(await fixture.git('log', '--reverse', '--format=%aI')).toBe(
      '2026-03-01T08:00:00+00:00\n2026-03-01T08:01:00+00:00',
    );
  });

  it('deletes files and folders, and replaces a folder by a file and back', async () => {
    const fixture = await build({
      commits: [
        { name: 'all', files: { 'a/b': '1', 'a/c': '2', d: '3', 'e/f': '4' } },
        { name: 'deleted', files: { 'a/b': null, e: null, 'not/there': null } },
        { name: 'replaced', files: { a: 'file', 'd/e': 'folder' } },
        { name: 'emptied and filled', files: { d: null, 'd/new': '5' } },
      ],
    });

    expect([...(await fixture.tree('deleted')).keys()]).toEqual(['a/c', 'd']);
    expect([...(await fixture.tree('replaced')).keys()]).toEqual(['a', 'd/e']);
    expect([...(await fixture.tree('emptied and filled')).keys()]).toEqual(['a', 'd/new']);
  });

  it('starts a new root, branches off, and merges with the content of the first parent', async () => {
    const fixture = await build({
      commits: [
        { name: 'root', files: { a: '1' } },
        { name: 'left', files: { left: '1' } },
        { name: 'right', parent: 'root', files: { right: '1' } },
        { name: 'other root', parent: null, files: { other: '1' } },
        { name: 'merge', parents: ['left', 'right', 'other root'], files: { merged: '1' } },
      ],
    });

    const parents = async (name: string) =>
      await fixture.git('show', '-s', '--format=%P', fixture.commit(name));
    expect(await parents('right')).toBe(fixture.commit('root'));
    expect(await parents('other root')).toBe('');
    expect([...(await fixture.tree('other root')).keys()]).toEqual(['other']);
    expect(await parents('merge')).toBe(
      ['left', 'right', 'other root'].map((name) => fixture.commit(name)).join(' '),
    );
    expect([...(await fixture.tree('merge')).keys()]).toEqual(['a', 'left', 'merged']);
  });

  it('sorts files and folders as git does', async () => {
    const fixture = await build({
      commits: [{ name: 'c', files: { 'a/b/c.yaml': '1', 'a/b.yaml': '2', 'a-b': '3', 'a/b-c': '4' } }],
    });

    expect([...(await fixture.tree('c')).keys()]).toEqual(['a-b', 'a/b-c', 'a/b.yaml', 'a/b/c.yaml']);
    expect(await fixture.git('fsck', '--strict')).toBe('');
  });

  it('builds every kind of content', async () => {
    const submodule = '1234567890123456789012345678901234567890';
    const fixture = await build({
      commits: [
        {
          name: 'c',
          files: {
            empty: '',
            program: { text: '#!/bin/sh\n', executable: true },
            binary: { base64: 'AP/+gA==' },
            link: { symlink: '../../etc/passwd' },
            vendor: { submodule },
          },
        },
      ],
    });

    expect([...(await fixture.tree('c'))]).toEqual([
      ['binary', { mode: '100644', content: new Uint8Array([0, 255, 254, 128]) }],
      ['empty', { mode: '100644', content: '' }],
      ['link', { mode: '120000', content: '../../etc/passwd' }],
      ['program', { mode: '100755', content: '#!/bin/sh\n' }],
      ['vendor', { mode: '160000', content: submodule }],
    ]);
  });

  it.each([
    ['a space and\na newline\tand a tab'],
    ['"one quote'],
    ['back\\slash\\n'],
    ['größe/日本語/🐢.yaml'],
    ['__proto__'],
    ['-rf'],
    ['*?[x]'],
    ['"caf\\351.yaml"'],
    ['"\\"quoted\\""'],
    ['git~1/.GITMODULES'],
    [' '],
  ])('builds the odd name %j', async (path) => {
    const fixture = await build({ commits: [{ name: 'c', files: Object.fromEntries([[path, 'x']]) }] });

    expect([...(await fixture.tree('c')).keys()]).toEqual([path]);
    expect(await fixture.git('rev-list', '--count', 'main')).toBe('1');
  });

  it('writes bytes that are no UTF-8 for a quoted name', async () => {
    const fixture = await build({ commits: [{ name: 'c', files: { '"caf\\351"': 'x' } }] });

    expect(await fixture.git('-c', 'core.quotePath=true', 'ls-tree', '--name-only', 'main')).toBe(
      '"caf\\351"',
    );
  });

  it('sets the branch and the refs that the template names', async () => {
    const fixture = await build(`
branch: trunk
refs: {trunk: head, refs/tags/v1: expected}
commits:
  - {name: head, files: {a: "1"}}
  - {name: expected, files: {a: "2"}}
`);

    expect(await fixture.git('for-each-ref', '--format=%(refname) %(objectname)')).toBe(
      `refs/heads/trunk ${fixture.commit('head')}\nrefs/tags/v1 ${fixture.commit('expected')}`,
    );
    expect(await fixture.git('rev-parse', 'HEAD')).toBe(fixture.commit('head'));
  });

  it('builds a repository without any commit', async () => {
    const fixture = await build({ commits: [] });

    expect(await fixture.git('symbolic-ref', 'HEAD')).toBe('refs/heads/main');
    expect(await fixture.git('for-each-ref')).toBe('');
  });

  it('builds into a folder of its own and never into one with files', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'git-fixture test-'));
    const template: Template = { commits: [{ name: 'c', files: { a: '1' } }] };
    try {
      const fixture = await build(template, join(parent, 'new', 'remote.git'));
      expect(await fixture.git('ls-remote', fixture.url, 'HEAD')).toBe(`${fixture.commit('c')}\tHEAD`);

      await writeFile(join(parent, 'file'), '');
      await expect(build(template, parent)).rejects.toThrow(`${parent} is not empty`);
    } finally {
      await rm(parent, { recursive: true });
    }
  });

  it('leaves nothing behind where git refuses what the template asks for', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'git-fixture-'));
    const commits = [{ name: 'c', files: {} }];
    try {
      await expect(
        build({ refs: { a: 'c', 'a/b': 'c' }, commits }, join(parent, 'remote.git')),
      ).rejects.toThrow(/^git fast-import --quiet --done: exit code 1\n.*refs\/heads\/a/s);
      expect(await readdir(parent)).toEqual([]);
    } finally {
      await rm(parent, { recursive: true });
    }
  });

  it('says what git said when it fails', async () => {
    const fixture = await build(small);

    await expect(fixture.git('rev-parse', '--verify', 'nowhere')).rejects.toMatchObject({
      message: 'git rev-parse --verify nowhere: exit code 128\nfatal: Needed a single revision',
      exitCode: 128,
      stderr: 'fatal: Needed a single revision',
    });
  });
});
