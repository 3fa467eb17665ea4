/** From a template to the commits to write: defaults filled in, contents as bytes, every date fixed. Pure. */
import type { FileContent, Template } from './template.ts';

/** What a tree entry holds: the mode, and the bytes or (a submodule) the commit id. */
export type Entry =
  { mode: '100644' | '100755' | '120000'; content: Uint8Array } | { mode: '160000'; id: string };

/** One commit to write. Parents are names of earlier commits or commit ids. */
export type CommitPlan = {
  name: string;
  message: string;
  parents: readonly string[];
  author: string;
  /** Seconds since 1970, for author and committer. */
  seconds: number;
  files: ReadonlyMap<string, Entry | null>;
};

/** A whole repository to write; `refs` are full names. */
export type RepositoryPlan = {
  branch: string;
  commits: readonly CommitPlan[];
  refs: ReadonlyMap<string, string>;
};

/** Who makes the commits of every fixture. */
export const identity = { name: 'Fixture', email: 'fixture@example.org' };
/** The author where a template names none, as git writes it. */
export const defaultAuthor = `${identity.name} <${identity.email}>`;
/** 2026-01-01T00:00:00Z, the first commit's date; each following commit is a minute later than the one before it. */
export const firstDate = Date.UTC(2026, 0, 1) / 1000;
const minute = 60;

/** Plans the repository of a template. */
export function planRepository(template: Template): RepositoryPlan {
  const commits: CommitPlan[] = [];
  for (const commit of template.commits) {
    const previous = commits.at(-1);
    commits.push({
      name: commit.name,
      message: commit.message ?? commit.name,
      parents: parentsOf(commit, previous),
      author: commit.author ?? defaultAuthor,
      seconds: commit.date === undefined ? nextDate(previous) : secondsOf(commit.date),
      files: new Map(
        Object.entries(commit.files).map(([path, content]) => [
          path,
          content === null ? null : entry(content),
        ]),
      ),
    });
  }
  const branch = template.branch ?? 'main';
  return { branch, commits, refs: plannedRefs(branch, template.refs ?? {}, commits.at(-1)) };
}

/** A written date as seconds since 1970. */
export function secondsOf(date: string): number {
  return Math.floor(Date.parse(date) / 1000);
}

/** The full name of a ref: `main` is short for `refs/heads/main`. */
export function fullRef(ref: string): string {
  return ref === 'HEAD' || ref.startsWith('refs/') ? ref : `refs/heads/${ref}`;
}

function nextDate(previous: CommitPlan | undefined): number {
  return previous ? previous.seconds + minute : firstDate;
}

function parentsOf(commit: Template['commits'][number], previous: CommitPlan | undefined): string[] {
  if (commit.parents) return commit.parents;
  const parent = commit.parent === undefined ? previous?.name : commit.parent;
  return typeof parent === 'string' ? [parent] : [];
}

function plannedRefs(
  branch: string,
  refs: Record<string, string>,
  last: CommitPlan | undefined,
): Map<string, string> {
  const head: [string, string][] = last ? [[fullRef(branch), last.name]] : [];
  return new Map([
    ...head,
    ...Object.entries(refs).map(([ref, name]): [string, string] => [fullRef(ref), name]),
  ]);
}

function entry(content: FileContent): Entry {
  if (typeof content === 'string') return { mode: '100644', content: Buffer.from(content, 'utf8') };
  if ('submodule' in content) return { mode: '160000', id: content.submodule };
  if ('symlink' in content) return { mode: '120000', content: Buffer.from(content.symlink, 'utf8') };
  return {
    mode: content.executable ? '100755' : '100644',
    content: 'text' in content ? Buffer.from(content.text, 'utf8') : Buffer.from(content.base64, 'base64'),
  };
}
