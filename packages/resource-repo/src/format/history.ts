import { parseResourcePath } from './layout.ts';
import { type Run, runOf } from './run.ts';

/** How many runs of each transition are remembered: enough for the last 100 and the last 100 that went well. */
const keptRuns = 1_000;

/** What the history tells of one first-parent commit. */
export type CommitFacts = {
  revision: string;
  parents: readonly string[];
  author: string;
  authorEmail?: string;
  /** Commit time as ISO 8601 in UTC. */
  committedAt: string;
  /** The `Tribble-…` trailers, where there are any. */
  trailers?: readonly (readonly [key: string, value: string])[];
  /** Changes against the first parent. */
  changes: readonly FileChange[];
};

/** A file that a commit changed: its blob id afterwards and before, undefined where there is no file. */
export type FileChange = { path: string; id: string | undefined; before?: string | undefined };

/** The newest commit that changed a path. A higher `order` is a newer commit. */
export type LastChange = {
  revision: string;
  author: string;
  authorEmail?: string;
  committedAt: string;
  order: number;
};

/**
 * What the first-parent history says of every path, folded commit by commit from the oldest. It grows with the number of
 * paths and versions, not with the number of commits.
 */
export class History {
  readonly #base: History | undefined;
  #commits: number;
  readonly #lastChanges = new Map<string, LastChange>();
  readonly #versionFiles = new Map<string, Map<string, LastChange>>();
  readonly #runs = new Map<string, Run[]>();

  /** With a base: a history that goes on from there and leaves it as it is, for commits that are not pushed yet. */
  constructor(base?: History) {
    this.#base = base;
    this.#commits = base === undefined ? 0 : base.#commits;
  }

  /** Folds in the next newer commit. */
  add(commit: CommitFacts): void {
    this.#commits += 1;
    const change = changeOf(commit, this.#commits);
    this.#addRun(commit);
    for (const { path, id } of commit.changes) {
      this.#lastChanges.set(path, change);
      if (id !== undefined && parseResourcePath(path)?.folder === 'version')
        this.#addVersionFile(path, id, change);
    }
  }

  /** Folds in a commit of a merged side line: only which versions there were, as the merge itself says what changed. */
  addSide(commit: CommitFacts): void {
    const change = changeOf(commit, this.#commits);
    for (const { path, id } of commit.changes) {
      if (id !== undefined && parseResourcePath(path)?.folder === 'version')
        this.#addVersionFile(path, id, change);
    }
  }

  /** The newest commit that changed the path, be it by deleting it. */
  lastChange(path: string): LastChange | undefined {
    return this.#lastChanges.get(path) ?? this.#base?.lastChange(path);
  }

  /** Every content that a version file ever had, by blob id, with the commit that first brought it. */
  versionFile(path: string): ReadonlyMap<string, LastChange> {
    const own = this.#versionFiles.get(path) ?? new Map<string, LastChange>();
    return this.#base === undefined ? own : new Map([...own, ...this.#base.versionFile(path)]);
  }

  /** What transitioners committed for a transition, oldest first. */
  runs(transition: string): readonly Run[] {
    const own = this.#runs.get(transition) ?? [];
    return this.#base === undefined ? own : [...this.#base.runs(transition), ...own].slice(-keptRuns);
  }

  #addRun(commit: CommitFacts): void {
    const run = runOf(commit, this.#commits);
    if (run === undefined) return;
    const runs = this.#runs.get(run.transition) ?? [];
    runs.push(run);
    if (runs.length > keptRuns) runs.shift();
    this.#runs.set(run.transition, runs);
  }

  #addVersionFile(path: string, id: string, change: LastChange): void {
    const contents = this.#versionFiles.get(path) ?? new Map<string, LastChange>();
    if (!contents.has(id)) contents.set(id, change);
    this.#versionFiles.set(path, contents);
  }
}

function changeOf({ revision, author, authorEmail, committedAt }: CommitFacts, order: number): LastChange {
  return { revision, author, ...(authorEmail !== undefined && { authorEmail }), committedAt, order };
}
