import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { shop } from './commands/shop.contract.ts';
import { runInFolder, temporary, tribble, tribbleCommand } from './harness.contract.ts';

const place = temporary();

async function cloneOfShop(): Promise<string> {
  const fixture = await shop(place, 'registered');
  const folder = await place.folder();
  await git(folder, 'clone', '--quiet', fixture.path, '.');
  return folder;
}

const git = (folder: string, ...words: string[]) => runInFolder(folder, words, { command: ['git'] });

describe('the program', () => {
  it('takes the folder where it is started, writes without colours into a pipe, and leaves nothing behind', async () => {
    const clone = await cloneOfShop();
    const temporaryFiles = await place.folder();
    const ended = await runInFolder(join(clone, 'dev/base'), ['validate'], {
      variables: { TMPDIR: temporaryFiles },
    });
    expect(ended).toEqual({ code: 0, out: '9 files, no problems\n', error: '' });
    // The loader of TypeScript keeps what it compiled there.
    expect((await readdir(temporaryFiles)).filter((name) => name.startsWith('tribble-'))).toEqual([]);
  });

  it('holds back a commit with problems as a hook, and lets others through', async () => {
    const clone = await cloneOfShop();
    const hook = join(clone, '.git/hooks/pre-commit');
    await mkdir(join(clone, '.git/hooks'), { recursive: true });
    const command = [...tribbleCommand, 'validate', '--worktree'].map((word) => `'${word}'`).join(' ');
    await writeFile(hook, `#!/bin/sh\nexec ${command}\n`);
    await chmod(hook, 0o755);
    const commit = () =>
      git(clone, '-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', 'commit', '--all', '--message=x');
    await writeFile(join(clone, 'dev/version/s1.yaml'), 'verison: "3"\n');
    const refused = await commit();
    expect(refused.code).toBe(1);
    expect(refused.out + refused.error).toContain('dev/version/s1.yaml:1:1: version: missing');
    await writeFile(join(clone, 'dev/version/s1.yaml'), 'version: "3"\n');
    expect(await commit()).toMatchObject({ code: 0 });
  });

  it.each([
    { words: [], code: 2, error: /Usage: tribble/ },
    { words: ['no-such'], code: 2, error: /unknown command 'no-such'/ },
    { words: ['plan', '--no-such'], code: 2, error: /unknown option '--no-such'/ },
    { words: ['plan', '--now', 'soon'], code: 2, error: /Expected a time such as/ },
    { words: ['plan', '--deployer', 'ftp://x'], code: 2, error: /Expected an address such as/ },
    { words: ['plan', '--deployer', 'http://x', '--assume-clean'], code: 2, error: /cannot be used with/ },
    { words: ['explain', 's1'], code: 2, error: /missing required argument 'environment'/ },
    { words: ['plan', '-C', '/nowhere'], code: 2, error: /^error: there is no folder \/nowhere\n$/ },
  ])('says what is wrong with $words', async ({ words, code, error }) => {
    expect(await tribble(...words)).toEqual({ code, out: '', error: expect.stringMatching(error) });
  });

  it.each([
    ['--help'],
    ['validate', '--help'],
    ['plan', '--help'],
    ['explain', '--help'],
    ['forecast', '--help'],
  ])('shows examples: %s %s', async (...words) => {
    const ended = await tribble(...words.filter((word) => typeof word === 'string'));
    expect(ended).toEqual({ code: 0, out: expect.stringMatching(/Examples:\n {2}tribble /), error: '' });
  });

  it('tells its version', async () => {
    expect(await tribble('--version')).toEqual({ code: 0, out: 'development\n', error: '' });
  });

  it.each([
    { words: ['--json', 'plan'], where: 'before a command' },
    { words: ['plan', '--json'], where: 'behind it' },
  ])('takes what holds for every command $where', async ({ words }) => {
    const { path } = await shop(place, 'registered');
    const { out } = await tribble('-C', '/nowhere', ...words, '-C', path);
    expect(JSON.parse(out)).toHaveProperty('transitions');
  });
});
