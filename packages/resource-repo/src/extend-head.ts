import { changedFiles, type Edit, type Identity } from './format/edit.ts';
import { type CommitFacts, History } from './format/history.ts';
import { writeCommit } from './git/commit-writer.ts';
import { type Git, GitError } from './git/git.ts';
import { readLog } from './git/log-reader.ts';
import type { SnapshotReader } from './git/snapshot-reader.ts';
import type { Head } from './repo.ts';

type Writer = { git: Git; snapshots: SnapshotReader; committer: Identity; now: () => Date };

/** The head after an edit: a commit in the object database that nobody else sees yet. The same head where nothing changes. */
export async function extendHead(
  tip: Head,
  edit: Edit | undefined,
  { git, snapshots, committer, now }: Writer,
): Promise<{ head: Head; commit?: CommitFacts }> {
  const files = edit === undefined ? new Map<string, string | null>() : changedFiles(tip.snapshot, edit);
  if (edit === undefined || files.size === 0) return { head: tip };
  const parent = tip.snapshot.revision;
  const revision = await writeCommit(git, parent, { ...edit, files }, committer, now());
  const commit = await factsOf(git, parent, revision);
  const history = new History(tip.history);
  history.add(commit);
  return { head: { ...tip, snapshot: await snapshots.read(revision), history }, commit };
}

/**
 * What a commit of our own did, in the words of the log: a process that was restarted must know exactly the same of it, also
 * where the edit replaced a link or a folder, or git wrote a name in its own way.
 */
async function factsOf(git: Git, parent: string, revision: string): Promise<CommitFacts> {
  for await (const commit of readLog(git, parent, revision)) return commit;
  throw new GitError('log', `${revision} is missing, which was written just now`);
}
