import { blobId } from './format/digest.ts';
import { changedFiles, type Edit, type Identity } from './format/edit.ts';
import { type CommitFacts, History } from './format/history.ts';
import { writeCommit } from './git/commit-writer.ts';
import type { Git } from './git/git.ts';
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
  const time = now();
  const parent = tip.snapshot.revision;
  const revision = await writeCommit(git, parent, { ...edit, files }, committer, time);
  const commit: CommitFacts = {
    revision,
    parents: [parent],
    author: (edit.author ?? committer).name,
    committedAt: wholeSeconds(time).toISOString(),
    changes: [...files].map(([path, text]) => ({ path, id: text === null ? undefined : blobId(text) })),
  };
  const history = new History(tip.history);
  history.add(commit);
  return { head: { branch: tip.branch, snapshot: await snapshots.read(revision), history }, commit };
}

/** The precision of git. */
function wholeSeconds(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
