import { mkdtemp } from 'node:fs/promises';
import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { GitError, type Head, openResourceRepo, type ResourceRepo } from '@tribble/resource-repo';
import { UserError } from '../user-error.ts';
import { borrowObjects, type ClonePaths, clonePaths, mirrorBranch, pointMirror } from './borrowed-mirror.ts';
import { git } from './git.ts';
import { commitWorkingTree } from './working-tree.ts';

/** A clone of the resource repository at one revision. */
export type Clone = Head & {
  repo: ResourceRepo;
  /** What was read, for people: a revision, or the working tree on top of one. */
  label: string;
  /** The environments with recorded outcomes. */
  recorded: readonly string[];
  close(): Promise<void>;
};

export type CloneOptions = {
  /** A clone, bare or not, or any folder of it. */
  folder: string;
  /** Anything that git takes for a commit. */
  revision: string;
  /** Reads the files of the working tree on top of it. */
  worktree: boolean;
  now: Date;
};

/** Opens somebody's own clone without writing to it. Throws UserError. */
export async function openClone(options: CloneOptions): Promise<Clone> {
  const folder = resolve(options.folder);
  // Otherwise the system would say that there is no git.
  if (!existsSync(folder)) throw new UserError(`there is no folder ${folder}`);
  const paths = await clonePaths(folder).catch((cause: unknown) => {
    throw noClone(folder, cause);
  });
  const temporary = await temporaryFolder();
  try {
    return await openMirror({ ...options, folder }, paths, temporary);
  } catch (error) {
    temporary.remove();
    throw error;
  }
}

async function openMirror(
  { folder, revision: wanted, worktree, now }: CloneOptions,
  paths: ClonePaths,
  { path: directory, remove }: TemporaryFolder,
): Promise<Clone> {
  // The name under which the resource repository looks for its mirror.
  const mirror = join(directory, 'mirror.git');
  await borrowObjects(mirror, paths);
  const asked = await resolveRevision(folder, wanted, worktree);
  const revision = worktree ? await commitWorkingTree({ folder, mirror, parent: asked, now }) : asked;
  if (revision === undefined) throw new UserError(`${folder} has no commit yet`);
  const recorded = await pointMirror(mirror, revision, folder);
  const repo = await openResourceRepo({
    ...{ url: mirror, directory, branch: mirrorBranch },
    ...{ committer: { name: 'tribble', email: 'tribble@tribble.invalid' }, now: () => now },
  });
  const close = async () => {
    await repo.close();
    remove();
  };
  try {
    const head = await repo.fetch();
    if (head === undefined) throw new UserError(`${folder} has no commit yet`);
    const label = worktree ? 'the working tree' : revision.slice(0, 12);
    return { ...head, repo, label, recorded, close };
  } catch (error) {
    // What reads objects would keep the process alive.
    await repo.close();
    throw isIncomplete(error) ? incomplete(folder, error) : error;
  }
}

function isIncomplete(error: unknown): error is GitError {
  return error instanceof GitError && /\bmissing\b/.test(error.stderr);
}

function incomplete(folder: string, cause: GitError): UserError {
  const advice = 'complete a partial clone first: git fetch --refetch --no-filter';
  return new UserError(`${folder} lacks a part of that commit (${cause.stderr}); ${advice}`, { cause });
}

/** Undefined where a working tree goes on from nothing. */
async function resolveRevision(
  folder: string,
  revision: string,
  worktree: boolean,
): Promise<string | undefined> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const found = (await git({ folder }, ...args).catch(() => '')).trim();
  if (found !== '') return found;
  if (worktree) return undefined;
  if (revision === 'HEAD') throw new UserError(`${folder} has no commit yet`);
  throw new UserError(`${folder} has no commit "${revision}": is it fetched?`);
}

function noClone(folder: string, cause: unknown): UserError {
  const said = cause instanceof GitError ? cause.stderr.replace(/^fatal: /, '') : String(cause);
  const advice = 'give a clone of the resource repository: --repository FOLDER';
  return new UserError(`${folder} cannot be read as a git repository (${said}); ${advice}`, { cause });
}

type TemporaryFolder = { path: string; remove: () => void };

/** Gone when it is removed, at the latest when the process exits. */
async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'tribble-cli-'));
  const removeNow = () => rmSync(path, { recursive: true, force: true });
  process.once('exit', removeNow);
  const remove = () => {
    process.off('exit', removeNow);
    removeNow();
  };
  return { path, remove };
}
