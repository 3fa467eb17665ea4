import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFromFolder } from './create-from-folder.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'git-fixture-folder-'));
  await mkdir(join(folder, 'source', 'dev', 'base'), { recursive: true });
  await mkdir(join(folder, 'source', '.git'));
  await mkdir(join(folder, 'source', 'empty'));
  await writeFile(join(folder, 'source', '.git', 'HEAD'), 'not a file of the repository');
  await writeFile(join(folder, 'source', 'dev', 'base', 's1.yaml'), 'kind: Pod\n');
  await writeFile(join(folder, 'source', 'dev', '"run"'), '#!/bin/sh\n');
  await chmod(join(folder, 'source', 'dev', '"run"'), 0o755);
  await symlink('base/s1.yaml', join(folder, 'source', 'dev', 'link'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('createFromFolder', () => {
  it('commits the files of a folder', async () => {
    const fixture = await createFromFolder(join(folder, 'source'), join(folder, 'remote.git'));

    expect([...(await fixture.tree('main'))]).toEqual([
      ['dev/"run"', { mode: '100755', content: '#!/bin/sh\n' }],
      ['dev/base/s1.yaml', { mode: '100644', content: 'kind: Pod\n' }],
      ['dev/link', { mode: '120000', content: 'base/s1.yaml' }],
    ]);
    expect(await fixture.git('log', '--format=%s %an %aI')).toBe('first Fixture 2026-01-01T00:00:00+00:00');
    expect(await fixture.resolve('main')).toBe(fixture.commit('first'));
  });

  it('takes name, message, author, date and branch', async () => {
    const fixture = await createFromFolder(join(folder, 'source'), join(folder, 'remote.git'), {
      name: 'example',
      message: 'The example',
      author: 'Ada <ada@example.org>',
      date: '2026-05-01T12:00:00Z',
      branch: 'trunk',
    });

    expect(await fixture.git('log', '--format=%s %an %aI %D')).toBe(
      'The example Ada 2026-05-01T12:00:00+00:00 HEAD -> trunk',
    );
    expect(fixture.commit('example')).toBe(await fixture.resolve('trunk'));
  });

  it('refuses a date that is none before anything is written', async () => {
    await expect(
      createFromFolder(join(folder, 'source'), join(folder, 'remote.git'), { date: 'soon' }),
    ).rejects.toThrow('"soon" is no date');
  });
});
