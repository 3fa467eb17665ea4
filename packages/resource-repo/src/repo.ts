import pRetry from 'p-retry';
import { type Edit, type Identity, isEmptyEdit } from './format/edit.ts';
import { type CommitFacts, History } from './format/history.ts';
import type { Snapshot } from './format/snapshot.ts';
import { writeCommit } from './git/commit-writer.ts';
import { readLog } from './git/log-reader.ts';
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

class BareResourceRepo implements ResourceRepo {
  readonly #remote: Remote;
  readonly #options: RepoOptions;
  readonly #objects: ObjectReader;
  readonly #snapshots: SnapshotReader;
  #head: Head | undefined;
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
    const object = await this.#objects.read(id);
    return object?.type === 'blob' && object.content !== 'too large'
      ? object.content.toString('utf8')
      : undefined;
  }

  commit(decide: Decide): Promise<Committed> {
    return this.#inTurn(() =>
      pRetry(() => this.#commitOnce(decide), {
        retries: this.#options.pushRetries ?? 20,
        minTimeout: 20,
        maxTimeout: 1000,
        factor: 1.5,
        randomize: true,
        shouldRetry: ({ error }) => error instanceof PushRejected,
      }),
    );
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
    if (revision === undefined || revision === this.#head?.snapshot.revision) return this.#head;
    await this.#remote.fetch();
    return this.#advance(revision);
  }

  async #commitOnce(decide: Decide): Promise<Committed> {
    const head = await this.#fetch();
    if (head === undefined) throw new Error('The resource repository has no commit yet: push a first one.');
    const edit = await decide(head);
    const parent = head.snapshot.revision;
    if (edit === undefined || isEmptyEdit(head.snapshot, edit)) return { revision: parent, changed: false };
    const { committer, now } = this.#options;
    const revision = await writeCommit(this.#remote.git, parent, edit, committer, now());
    await this.#remote.push(revision);
    await this.#advance(revision);
    return { revision, changed: true };
  }

  /** Reads what is new up to `revision`; everything, where the branch was rewritten. */
  async #advance(revision: string): Promise<Head> {
    const before = this.#head;
    const continues =
      before !== undefined && (await this.#remote.isAncestor(before.snapshot.revision, revision));
    const history = continues ? before.history : new History();
    const snapshot = await this.#snapshots.read(revision);
    await this.#extend(history, continues ? before.snapshot.revision : undefined, revision);
    this.#head = { branch: this.#remote.branch ?? 'HEAD', snapshot, history };
    return this.#head;
  }

  /** Adds all new commits or none, so that a log that breaks off leaves a history in use as it was. */
  async #extend(history: History, from: string | undefined, to: string): Promise<void> {
    const commits: CommitFacts[] = [];
    for await (const commit of readLog(this.#remote.git, from, to)) commits.push(commit);
    for (const commit of commits) history.add(commit);
  }
}
