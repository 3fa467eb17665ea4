import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRepository } from './create.ts';
import { GitError, runGit } from './git.ts';

const outside = { ...process.env };
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'git-fixture-git-'));
  await runGit(directory, ['init', '--quiet', '--bare']);
});

afterEach(async () => {
  process.env = { ...outside };
  await rm(directory, { recursive: true });
});

describe('runGit', () => {
  it('survives a command that ends before it has read its input', async () => {
    const input = Buffer.alloc(4_000_000, 'no command of fast-import\n');

    await expect(runGit(directory, ['fast-import', '--quiet'], { input })).rejects.toThrow(
      'git fast-import --quiet: exit code 128\nfatal: Unsupported command: no command of fast-import',
    );
  });

  it('says that git could not be started', async () => {
    const failure = runGit(directory, ['version'], { environment: { PATH: directory } });

    await expect(failure).rejects.toBeInstanceOf(GitError);
    await expect(failure).rejects.toThrow('git version: did not run to its end\nspawn git ENOENT');
  });

  it('depends neither on variables nor on the configuration of the user', async () => {
    const template = { commits: [{ name: 'c', files: { a: 'x\r\n' } }] };
    const plain = await createRepository(template);
    await writeFile(join(directory, '.gitconfig'), '[user]\n\tname = Someone\n[core]\n\tautocrlf = input\n');
    Object.assign(process.env, {
      HOME: directory,
      GIT_DIR: '/nowhere',
      GIT_AUTHOR_DATE: '2001-01-01T00:00:00Z',
      GIT_COMMITTER_NAME: 'Someone',
      GIT_DEFAULT_HASH: 'sha256',
      TZ: 'Asia/Tokyo',
    });
    const elsewhere = await createRepository(template);

    const raw = async (fixture: typeof plain) =>
      await fixture.commitTree(await fixture.rawTree([]), { name: 'raw', parent: 'c' });
    expect(elsewhere.commit('c')).toBe(plain.commit('c'));
    expect(await raw(elsewhere)).toBe(await raw(plain));
    await Promise.all([plain.remove(), elsewhere.remove()]);
  });

  it('starts no housekeeping, whoever pushes', async () => {
    const fixture = await createRepository({ commits: [] });

    const settings = await fixture.git('config', '--local', '--get-regexp', 'auto');
    expect(settings).toBe('gc.auto 0\nmaintenance.auto false\nreceive.autogc false');
    await fixture.remove();
  });
});
