import { blobId } from './format/digest.ts';
import { changedFiles, type Edit, type Identity } from './format/edit.ts';
import { type CommitFacts, History } from './format/history.ts';
import { fileAt, type Snapshot } from './format/snapshot.ts';
import { formatMessage } from './format/trailers.ts';
import { writeCommit } from './git/commit-writer.ts';
import type { Git } from './git/git.ts';
import { tribbleTrailers } from './git/log-reader.ts';
import type { SnapshotReader } from './git/snapshot-reader.ts';
import type { Head } from './repo.ts';

type Writer = { git: Git; snapshots: SnapshotReader; committer: Identity; now: () => Date };

/** The head after an edit: a commit in the object database that nobody else sees yet. The same head where nothing changes. */
export async function extendHead(
  tip: Head,
  edit: Edit | undefined,
  { git, snapshots, committer, now }: Writer,
): Promise<Head> {
  const files = edit === undefined ? new Map<string, string | null>() : changedFiles(tip.snapshot, edit);
  if (edit === undefined || files.size === 0) return tip;
  const time = now();
  const changed = { ...edit, files };
  const revision = await writeCommit(git, tip.snapshot.revision, changed, committer, time);
  const history = new History(tip.history);
  history.add(factsOf(revision, tip.snapshot, changed, edit.author ?? committer, time));
  return { ...tip, snapshot: await snapshots.read(revision), history };
}

/**
 * What a commit of our own does, for the decisions that are pushed together with it: what the log says of it once it is read
 * back, but for files that no snapshot holds.
 */
function factsOf(
  revision: string,
  before: Snapshot,
  { files, message }: Edit,
  author: Identity,
  time: Date,
): CommitFacts {
  const trailers = tribbleTrailers(formatMessage(message));
  return {
    revision,
    parents: [before.revision],
    author: author.name,
    authorEmail: author.email,
    committedAt: wholeSeconds(time).toISOString(),
    ...(trailers.length > 0 && { trailers }),
    changes: [...files].map(([path, text]) => ({
      path,
      id: text === null ? undefined : blobId(text),
      before: fileAt(before, path)?.id,
    })),
  };
}

/** The precision of git. */
function wholeSeconds(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
