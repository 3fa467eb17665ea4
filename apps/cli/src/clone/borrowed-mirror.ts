/**
 * A bare repository of our own that borrows the objects of a clone: nothing is copied, nothing is written to the clone, and no
 * network is used. It is its own remote, so that the resource repository is opened here as everywhere.
 */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { git } from './git.ts';

/** Where git keeps the parts of a clone; a linked working tree shares most of them with the main one. */
export type ClonePaths = { objects: string; shallow: string; exclude: string };

/** The branch of the mirror that is at the revision which was asked for. */
export const mirrorBranch = 'asked-for';

/** Where the parts of the clone are that this folder belongs to. Throws GitError where it belongs to none. */
export async function clonePaths(folder: string): Promise<ClonePaths> {
  const names = ['objects', 'shallow', 'info/exclude'].flatMap((name) => ['--git-path', name]);
  const output = await git({ folder }, 'rev-parse', '--path-format=absolute', ...names);
  const [objects = '', shallow = '', exclude = ''] = output.split('\n');
  return { objects, shallow, exclude };
}

/**
 * A store of the mirror that sees nothing of the clone: whoever writes an object that is there already touches its file, and no
 * file of the clone is ever touched.
 */
export function ownObjects(directory: string): string {
  return join(directory, 'own-objects');
}

/** Makes the mirror in `directory`. */
export async function borrowObjects(
  directory: string,
  { objects, shallow, exclude }: ClonePaths,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  await git({ folder: directory }, 'init', '--bare', '--quiet', directory);
  const own = ownObjects(directory);
  await mkdir(own);
  await writeFile(join(directory, 'objects', 'info', 'alternates'), `${objects}\n${own}\n`);
  // Where a shallow clone ends, the history ends here too.
  await copyIfThere(shallow, join(directory, 'shallow'));
  await copyIfThere(exclude, join(directory, 'info', 'exclude'));
}

async function copyIfThere(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

const outcomeRefs = 'refs/tribble/outcomes/';

/** Points the mirror at a commit, and at the recorded outcomes that the clone has. Gives the environments that have some. */
export async function pointMirror(directory: string, revision: string, clone: string): Promise<string[]> {
  const output = await git(
    { folder: clone },
    'for-each-ref',
    '--format=%(objectname) %(refname)',
    outcomeRefs,
  );
  const outcomes = output.split('\n').flatMap((line) => {
    const [id, ref] = line.split(' ');
    return id !== undefined && ref !== undefined ? [{ id, ref }] : [];
  });
  const refs = [{ id: revision, ref: `refs/heads/${mirrorBranch}` }, ...outcomes];
  const input = refs.map(({ id, ref }) => `create ${ref} ${id}\n`).join('');
  await git({ folder: directory, input }, 'update-ref', '--stdin');
  await git({ folder: directory }, 'symbolic-ref', 'HEAD', `refs/heads/${mirrorBranch}`);
  return outcomes.map(({ ref }) => ref.slice(outcomeRefs.length));
}
