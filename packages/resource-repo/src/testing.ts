import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { RepoOptions } from './repo.ts';

/** Folders that are gone after the tests of a file. */
export function temporaryFolder(): { make(): Promise<string> } {
  const made: string[] = [];
  afterAll(async () => {
    await Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true })));
  });
  return {
    make: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'tribble-repo-'));
      made.push(folder);
      return folder;
    },
  };
}

/** Options of a resource repository in tests. */
export function testOptions(url: string, directory: string): RepoOptions {
  return {
    url,
    directory,
    committer: { name: 'Test service', email: 'service@tribble.invalid' },
    now: () => new Date('2026-11-21T12:00:00Z'),
  };
}
