import pRetry from 'p-retry';
import { blobId } from './format/digest.ts';
import { changedFiles, type Edit, type Identity } from './format/edit.ts';
import { maxFileBytes } from './format/file.ts';
import { type CommitFacts, History } from './format/history.ts';
import type { Snapshot } from './format/snapshot.ts';
import { writeCommit } from './git/commit-writer.ts';
import { type Line, readLog } from './git/log-reader.ts';
import { ObjectReader } from './git/object-reader.ts';
import { PushRejected, Remote, type RemoteOptions } from './git/remote.ts';
import { SnapshotReader } from './git/snapshot-reader.ts';

/** The newest commit that was read, and the history up to it. */
export type Head = { branch: string; snapshot: Snapshot; history: History };

/** What came of a decision: the commit that it made, or the head that it left as it was. */
export type Committed = { revision: string; changed: boolean };

/** Decides on the newest head; called again with a newer one where another writer was faster. Undefined changes nothing. */
export type Decide = (head: Head) => Edit | undefined | Promise<Edit | undefined>;

/** The resource repository: read by snapshot and history, written by commits that are decided on the newest head. */
export interface ResourceRepo {
  /** The head as of the last fetch; undefined before the first one, or where the branch has no commit. */
  readonly head: Head | undefined;
  /** Asks the remote and reads what is new. An idle call is one git process. Throws GitError. */
  fetch(): Promise<Head | undefined>;
  /** The snapshot of any commit. */
  snapshotAt(revision: string): Promise<Snapshot>;
  /** The text of a blob; undefined where there is no such blob or it is no text. */
  blob(id: string): Promise<string | undefined>;
  /** Commits what `decide` wants and pushes it. Throws GitError, or an Error when other writers were always faster. */
  commit(decide: Decide): Promise<Committed>;
  close(): Promise<void>;
}

export type RepoOptions = RemoteOptions & {
  /** Who is named as committer. */
  committer: Identity;
  now: () => Date;
  /** How often a push is tried again after another writer was faster; 20 by default. */
  pushRetries?: number;
};

/** Opens the resource repository. Nothing is read from the remote before the first `fetch`. */
export async function openResourceRepo(options: RepoOptions): Promise<ResourceRepo> {
  return new BareResourceRepo(await Remote.open(options), options);
}

/** How many decisions are pushed together at most: their commits stand or fall with one push. */
const longestBatch = 50;

type Pending = { decide: Decide; resolve: (committed: Committed) => void; reject: (error: unknown) => void };

class BareResourceRepo implements ResourceRepo {
  readonly #remote: Remote;
  readonly #options: RepoOptions;
  readonly #objects: ObjectReader;
  readonly #snapshots: SnapshotReader;
  #head: Head | undefined;
  #pending: Pending[] = [];
  /** One reader or writer at a time: a fetch never moves the head between a decision and its push. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(remote: Remote, options: RepoOptions) {
    this.#remote = remote;
    this.#options = options;
    this.#objects = new ObjectReader(remote.git);
    this.#snapshots = new SnapshotReader(this.#objects);
  }

  get head(): Head | undefined {
    return this.#head;
  }

  fetch(): Promise<Head | undefined> {
    return this.#inTurn(() => this.#fetch());
  }

  snapshotAt(revision: string): Promise<Snapshot> {
    if (this.#head?.snapshot.revision === revision) return Promise.resolve(this.#head.snapshot);
    return this.#snapshots.read(revision, false);
  }

  async blob(id: string): Promise<string | undefined> {
    const object = await this.#objects.read(id, maxFileBytes);
    return object?.type === 'blob' && object.content !== 'too large'
      ? object.content.toString('utf8')
      : undefined;
  }

  commit(decide: Decide): Promise<Committed> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ decide, resolve, reject });
      void this.#inTurn(() => this.#flush());
    });
  }

  async close(): Promise<void> {
    await this.#queue;
    await this.#objects.close();
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(action);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #fetch(): Promise<Head | undefined> {
    const revision = await this.#remote.head();
    if (revision === this.#head?.snapshot.revision) return this.#head;
    if (revision === undefined)
      throw new Error(`The branch ${this.#head?.branch ?? ''} is gone from the remote.`);
    await this.#remote.fetch();
    return this.#advance(revision);
  }

  /** Commits all that waits by now, each decision its own commit, with one push. */
  async #flush(): Promise<void> {
    const batch = this.#pending.splice(0, longestBatch);
    if (batch.length === 0) return;
    try {
      const settle = await pRetry(() => this.#commitBatch(batch), {
        retries: this.#options.pushRetries ?? 20,
        minTimeout: 20,
        maxTimeout: 1000,
        factor: 1.5,
        randomize: true,
        shouldRetry: ({ error }) => error instanceof PushRejected,
      });
      for (const each of settle) each();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  /** One try: decides everything on the newest head, each on top of the one before. Gives how each call ends. */
  async #commitBatch(batch: readonly Pending[]): Promise<(() => void)[]> {
    const head = await this.#fetch();
    if (head === undefined) throw new Error('The resource repository has no commit yet: push a first one.');
    let tip = head;
    const commits: CommitFacts[] = [];
    const settle: (() => void)[] = [];
    for (const { decide, resolve, reject } of batch) {
      try {
        const next = await this.#extend(tip, await decide(tip));
        const committed = { revision: next.head.snapshot.revision, changed: next.commit !== undefined };
        if (next.commit) commits.push(next.commit);
        tip = next.head;
        settle.push(() => resolve(committed));
      } catch (error) {
        settle.push(() => reject(error));
      }
    }
    if (commits.length === 0) return settle;
    await this.#remote.push(tip.snapshot.revision);
    for (const commit of commits) head.history.add(commit);
    this.#head = { ...tip, history: head.history };
    return settle;
  }

  /** The head after an edit: a commit in the object database that nobody else sees yet. */
  async #extend(tip: Head, edit: Edit | undefined): Promise<{ head: Head; commit?: CommitFacts }> {
    if (edit === undefined || changedFiles(tip.snapshot, edit).size === 0) return { head: tip };
    const { committer, now } = this.#options;
    const time = now();
    const files = changedFiles(tip.snapshot, edit);
    const revision = await writeCommit(
      this.#remote.git,
      tip.snapshot.revision,
      { ...edit, files },
      committer,
      time,
    );
    const author = (edit.author ?? committer).name;
    const changes = [...files].map(([path, text]) => ({
      path,
      id: text === null ? undefined : blobId(text),
    }));
    const parents = [tip.snapshot.revision];
    const commit: CommitFacts = {
      revision,
      parents,
      author,
      committedAt: wholeSeconds(time).toISOString(),
      changes,
    };
    const history = new History(tip.history);
    history.add(commit);
    return { head: { branch: tip.branch, snapshot: await this.#snapshots.read(revision), history }, commit };
  }

  /** Reads what is new up to `revision`; everything, where the branch does not go on from the head before. */
  async #advance(revision: string): Promise<Head> {
    const before = this.#head;
    const snapshot = await this.#snapshots.read(revision);
    const news = before && (await this.#newsSince(before.snapshot.revision, revision));
    const history = before && news ? before.history : new History();
    const from = news && before?.snapshot.revision;
    // All new commits or none, so that a log that breaks off leaves a history in use as it was.
    const commits = news ?? (await this.#log(undefined, revision));
    const side = commits.some(({ parents }) => parents.length > 1)
      ? await this.#log(from, revision, 'side')
      : [];
    const line = new Set(commits.map((commit) => commit.revision));
    for (const commit of side) if (!line.has(commit.revision)) history.addSide(commit);
    for (const commit of commits) history.add(commit);
    this.#head = { branch: this.#remote.branch ?? 'HEAD', snapshot, history };
    return this.#head;
  }

  /**
   * The commits since a head, undefined where that is no longer on the branch's own line: after a rewrite, or after a
   * merge that made somebody's local line the first parent.
   */
  async #newsSince(before: string, revision: string): Promise<CommitFacts[] | undefined> {
    if (!(await this.#remote.isAncestor(before, revision))) return undefined;
    const commits = await this.#log(before, revision);
    return commits[0]?.parents[0] === before ? commits : undefined;
  }

  async #log(from: string | undefined, to: string, line?: Line): Promise<CommitFacts[]> {
    const commits: CommitFacts[] = [];
    for await (const commit of readLog(this.#remote.git, from, to, line)) commits.push(commit);
    return commits;
  }
}

/** The precision of git. */
function wholeSeconds(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
