/** The files as they are in a working tree, as a commit in the mirror: everything else then reads them as it reads any commit. */
import { join } from 'node:path';
import { UserError } from '../user-error.ts';
import { ownObjects } from './borrowed-mirror.ts';
import { git } from './git.ts';

type WorkingTree = {
  /** The clone, or a folder of it. */
  folder: string;
  /** The mirror, which takes the new objects. */
  mirror: string;
  /** The commit that the working tree goes on from; undefined before the first one. */
  parent: string | undefined;
  now: Date;
};

/** Commits what is in the working tree, untracked files too, but not what git ignores. Writes to the mirror alone. */
export async function commitWorkingTree({ folder, mirror, parent, now }: WorkingTree): Promise<string> {
  const environment = {
    GIT_DIR: mirror,
    GIT_WORK_TREE: await rootOf(folder),
    GIT_INDEX_FILE: join(mirror, 'working-tree-index'),
    ...identity(now),
  };
  const inTree = { folder: environment.GIT_WORK_TREE, environment };
  // What is tracked stays so, though it be ignored.
  if (parent !== undefined) await git(inTree, 'read-tree', parent);
  const apart = { ...inTree, environment: { ...environment, GIT_OBJECT_DIRECTORY: ownObjects(mirror) } };
  await git(apart, 'add', '--all', '.');
  // What did not change is in the clone.
  const tree = (await git(apart, 'write-tree', '--missing-ok')).trim();
  if (parent !== undefined && (await treeOf(mirror, parent)) === tree) return parent;
  const parents = parent === undefined ? [] : ['-p', parent];
  return (await git(inTree, 'commit-tree', ...parents, '-m', 'The working tree', tree)).trim();
}

async function rootOf(folder: string): Promise<string> {
  const isIn = (await git({ folder }, 'rev-parse', '--is-inside-work-tree')).trim() === 'true';
  if (!isIn) throw new UserError(`${folder} has no working tree: it is a bare repository`);
  return (await git({ folder }, 'rev-parse', '--path-format=absolute', '--show-toplevel')).trimEnd();
}

async function treeOf(mirror: string, revision: string): Promise<string> {
  return (await git({ folder: mirror }, 'rev-parse', `${revision}^{tree}`)).trim();
}

/** Nobody committed it, and what it is called depends on the files and the time alone. */
function identity(now: Date): Record<string, string> {
  const person = (role: string) => ({
    [`GIT_${role}_NAME`]: 'Working tree',
    [`GIT_${role}_EMAIL`]: 'working-tree@tribble.invalid',
    [`GIT_${role}_DATE`]: now.toISOString(),
  });
  return { ...person('AUTHOR'), ...person('COMMITTER') };
}
