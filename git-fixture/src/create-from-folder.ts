import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buildRepository } from './create.ts';
import type { Fixture } from './fixture.ts';
import { pathText } from './path.ts';
import { defaultAuthor, type Entry, firstDate, fullRef, secondsOf } from './plan.ts';

/** How the one commit looks; the date is fixed by default, so that the commit id depends on the files alone. */
export type FolderOptions = {
  name?: string;
  message?: string;
  author?: string;
  date?: string;
  branch?: string;
};

/**
 * Builds a bare repository whose first commit (named `first`) holds the files of a real folder: their bytes, whether they are
 * executable, and symbolic links as they are. `.git` and empty folders are left out.
 */
export async function createFromFolder(
  folder: string,
  directory?: string,
  options: FolderOptions = {},
): Promise<Fixture> {
  const { name = 'first', message = name, author = defaultAuthor, date, branch = 'main' } = options;
  const seconds = date === undefined ? firstDate : secondsOf(date);
  if (Number.isNaN(seconds)) throw new Error(`"${date}" is no date: give one such as 2026-01-31T09:00:00Z`);
  const files = new Map<string, Entry>();
  for await (const [path, entry] of readFolder(folder, '')) files.set(path, entry);
  const commit = { name, message, author, seconds, parents: [], files };
  return await buildRepository(
    { branch, commits: [commit], refs: new Map([[fullRef(branch), name]]) },
    directory,
  );
}

async function* readFolder(folder: string, prefix: string): AsyncGenerator<[string, Entry]> {
  for (const item of await readdir(folder, { withFileTypes: true })) {
    const file = join(folder, item.name);
    const path = `${prefix}${item.name}`;
    if (item.name === '.git') continue;
    if (item.isDirectory()) yield* readFolder(file, `${path}/`);
    else yield [pathText(Buffer.from(path, 'utf8')), await readEntry(file, item)];
  }
}

async function readEntry(
  file: string,
  kind: { isFile(): boolean; isSymbolicLink(): boolean },
): Promise<Entry> {
  if (kind.isSymbolicLink()) return { mode: '120000', content: Buffer.from(await readlink(file), 'utf8') };
  if (!kind.isFile())
    throw new Error(`${file} is neither a file nor a folder nor a link: git cannot hold it`);
  const executable = ((await stat(file)).mode & 0o100) !== 0;
  return { mode: executable ? '100755' : '100644', content: await readFile(file) };
}
