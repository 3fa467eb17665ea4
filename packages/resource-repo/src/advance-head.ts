import { type CommitFacts, History } from './format/history.ts';
import type { Git } from './git/git.ts';
import { readCommits } from './git/log-reader.ts';
import type { Remote } from './git/remote.ts';
import type { SnapshotReader } from './git/snapshot-reader.ts';
import type { Head } from './repo.ts';

type Reader = { remote: Remote; snapshots: SnapshotReader };

/** The head at `revision`: reads what is new since the head before; everything, where the branch does not go on from there. */
export async function advanceHead(
  before: Head | undefined,
  revision: string,
  { remote, snapshots }: Reader,
): Promise<Head> {
  const known = before?.snapshot.revision;
  const snapshot = await snapshots.read(revision);
  const goesOn = known !== undefined && (await remote.isAncestor(known, revision));
  const news = goesOn ? await newsSince(remote.git, known, revision) : undefined;
  const history = (news && before?.history) ?? new History();
  // All new commits or none, so that a log that breaks off leaves a history in use as it was.
  const commits = news ?? (await readCommits(remote.git, undefined, revision));
  const side = commits.some(({ parents }) => parents.length > 1)
    ? await readCommits(remote.git, news && known, revision, 'side')
    : [];
  const line = new Set(commits.map((commit) => commit.revision));
  for (const commit of side) if (!line.has(commit.revision)) history.addSide(commit);
  for (const commit of commits) history.add(commit);
  const isRewritten = known !== undefined && !goesOn;
  const rewritten = isRewritten ? { before: known, after: revision } : before?.rewritten;
  return { branch: remote.branch ?? 'HEAD', snapshot, history, ...(rewritten && { rewritten }) };
}

/**
 * The commits since a head, undefined where that is no longer on the branch's own line: after a merge that made somebody's
 * local line the first parent.
 */
async function newsSince(git: Git, before: string, revision: string): Promise<CommitFacts[] | undefined> {
  const commits = await readCommits(git, before, revision);
  return commits[0]?.parents[0] === before ? commits : undefined;
}
