import pRetry from 'p-retry';
import { advanceHead } from './advance-head.ts';
import { extendHead } from './extend-head.ts';
import type { Edit, Identity } from './format/edit.ts';
import { maxFileBytes, type RepositoryFile } from './format/file.ts';
import type { History } from './format/history.ts';
import type { Snapshot } from './format/snapshot.ts';
import { GitError } from './git/git.ts';
import { readCommits } from './git/log-reader.ts';
import { ObjectReader } from './git/object-reader.ts';
import { type DecideOutcome, type OutcomeLog, OutcomeRef } from './git/outcome-ref.ts';
import { isRefused, PushRejected, Remote, type RemoteOptions } from './git/remote.ts';
import { readFileAt, readMessage } from './git/read-object.ts';
import { SnapshotReader } from './git/snapshot-reader.ts';

/** The newest commit that was read, and the history up to it. */
export type Head = {
  branch: string;
  snapshot: Snapshot;
  history: History;
  /** The last time that the branch no longer went on from the head before: somebody rewrote it. Until the process ends. */
  rewritten?: { before: string; after: string };
};

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
  /** Any file of any commit, those that no snapshot holds among them; undefined where there is none. */
  fileAt(revision: string, path: string): Promise<RepositoryFile | undefined>;
  /** The text of a blob; undefined where there is no such blob or it is no text. */
  blob(id: string): Promise<string | undefined>;
  /** The message of a commit; undefined where there is no such commit. */
  message(revision: string): Promise<string | undefined>;
  /** Commits what `decide` wants and pushes it. Throws GitError, or an Error when other writers were always faster. */
  commit(decide: Decide): Promise<Committed>;
  /**
   * Records what `decide` wants on the outcome ref of an environment, apart from the branch, and gives its commit. After
   * the first call a decision that wants nothing starts no git process. Throws as `commit` does.
   */
  appendOutcome(environment: string, decide: DecideOutcome): Promise<string | undefined>;
  /**
   * The outcomes of an environment, oldest first; with `since`, the `tip` of an earlier call, only newer ones. `fetch` also
   * looks where the outcomes are, and while it has seen nothing new this starts no git process.
   */
  outcomes(environment: string, options?: { since?: string | undefined }): Promise<OutcomeLog>;
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

const defaultRetries = 20;

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
  readonly #outcomes = new Map<string, OutcomeRef>();
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

  fileAt(revision: string, path: string): Promise<RepositoryFile | undefined> {
    return readFileAt(this.#objects, revision, path);
  }

  async blob(id: string): Promise<string | undefined> {
    const object = await this.#objects.read(id, maxFileBytes);
    return object?.type === 'blob' && object.content !== 'too large'
      ? object.content.toString('utf8')
      : undefined;
  }

  message(revision: string): Promise<string | undefined> {
    return readMessage(this.#objects, revision);
  }

  commit(decide: Decide): Promise<Committed> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ decide, resolve, reject });
      void this.#inTurn(() => this.#flush());
    });
  }

  async appendOutcome(environment: string, decide: DecideOutcome): Promise<string | undefined> {
    const { committer, now } = this.#options;
    const retries = this.#options.pushRetries ?? defaultRetries;
    return await this.#outcomesOf(environment).append(decide, { committer, now, retries });
  }

  async outcomes(environment: string, { since }: { since?: string | undefined } = {}): Promise<OutcomeLog> {
    return await this.#outcomesOf(environment).read(since);
  }

  async close(): Promise<void> {
    await this.#queue;
    await Promise.all([...this.#outcomes.values()].map((ref) => ref.settled()));
    await this.#objects.close();
  }

  #outcomesOf(environment: string): OutcomeRef {
    const ref = this.#outcomes.get(environment) ?? new OutcomeRef(this.#remote, environment);
    this.#outcomes.set(environment, ref);
    return ref;
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
    this.#head = await advanceHead(this.#head, revision, {
      remote: this.#remote,
      snapshots: this.#snapshots,
    });
    return this.#head;
  }

  /** Commits all that waits by now, each decision its own commit, with one push. */
  async #flush(): Promise<void> {
    const batch = this.#pending.splice(0, longestBatch);
    if (batch.length === 0) return;
    try {
      await this.#commitWithRetries(batch);
    } catch (error) {
      // What the remote refuses of one of them must not stop the others.
      if (batch.length > 1 && error instanceof GitError && isRefused(error))
        await this.#commitOneByOne(batch);
      else for (const { reject } of batch) reject(error);
    }
  }

  async #commitOneByOne(batch: readonly Pending[]): Promise<void> {
    for (const each of batch) await this.#commitWithRetries([each]).catch(each.reject);
  }

  async #commitWithRetries(batch: readonly Pending[]): Promise<void> {
    const retries = this.#options.pushRetries ?? defaultRetries;
    try {
      const settle = await pRetry(() => this.#commitBatch(batch), {
        retries,
        minTimeout: 20,
        maxTimeout: 1000,
        factor: 1.5,
        randomize: true,
        shouldRetry: ({ error }) => error instanceof PushRejected,
      });
      for (const each of settle) each();
    } catch (error) {
      throw error instanceof PushRejected ? gaveUp(error, retries + 1, this.#remote.branch) : error;
    }
  }

  /** One try: decides everything on the newest head, each on top of the one before. Gives how each call ends. */
  async #commitBatch(batch: readonly Pending[]): Promise<(() => void)[]> {
    const head = await this.#fetch();
    if (head === undefined) throw new Error('The resource repository has no commit yet: push a first one.');
    const { committer, now } = this.#options;
    const writer = { git: this.#remote.git, snapshots: this.#snapshots, committer, now };
    let tip = head;
    const settle: (() => void)[] = [];
    for (const { decide, resolve, reject } of batch) {
      try {
        const next = await extendHead(tip, await decide(tip), writer);
        const committed = { revision: next.snapshot.revision, changed: next !== tip };
        tip = next;
        settle.push(() => resolve(committed));
      } catch (error) {
        settle.push(() => reject(error));
      }
    }
    if (tip === head) return settle;
    // As the log tells them, because a process that is restarted must know exactly the same of them.
    const commits = await readCommits(this.#remote.git, head.snapshot.revision, tip.snapshot.revision);
    await this.#remote.push(tip.snapshot.revision, head.snapshot.revision);
    for (const commit of commits) head.history.add(commit);
    this.#head = { ...tip, history: head.history };
    return settle;
  }
}

function gaveUp(cause: PushRejected, tries: number, branch = 'HEAD'): PushRejected {
  const message = `nothing was committed: in ${tries} tries the branch ${branch} has moved on each time before the push`;
  return new PushRejected(cause, `${message}; try again, and find out what pushes to it that often`);
}
