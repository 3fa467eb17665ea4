import { parseResourcePath } from './layout.ts';

/** What the history tells of one first-parent commit. */
export type CommitFacts = {
  revision: string;
  parents: readonly string[];
  author: string;
  /** Commit time as ISO 8601 in UTC. */
  committedAt: string;
  /** Changes against the first parent; `id` is the new blob id, undefined for a deleted file. */
  changes: readonly { path: string; id: string | undefined }[];
};

/** The newest commit that changed a path. A higher `order` is a newer commit. */
export type LastChange = { revision: string; author: string; committedAt: string; order: number };

/**
 * What the first-parent history says of every path, folded commit by commit from the oldest. It grows with the number of
 * paths and versions, not with the number of commits.
 */
export class History {
  readonly #base: History | undefined;
  #commits: number;
  readonly #lastChanges = new Map<string, LastChange>();
  readonly #versionFiles = new Map<string, Map<string, LastChange>>();

  /** With a base: a history that goes on from there and leaves it as it is, for commits that are not pushed yet. */
  constructor(base?: History) {
    this.#base = base;
    this.#commits = base === undefined ? 0 : base.#commits;
  }

  /** Folds in the next newer commit. */
  add({ revision, author, committedAt, changes }: CommitFacts): void {
    this.#commits += 1;
    const change: LastChange = { revision, author, committedAt, order: this.#commits };
    for (const { path, id } of changes) {
      this.#lastChanges.set(path, change);
      if (id !== undefined && parseResourcePath(path)?.folder === 'version')
        this.#addVersionFile(path, id, change);
    }
  }

  /** Folds in a commit of a merged side line: only which versions there were, as the merge itself says what changed. */
  addSide({ revision, author, committedAt, changes }: CommitFacts): void {
    const change: LastChange = { revision, author, committedAt, order: this.#commits };
    for (const { path, id } of changes) {
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

  #addVersionFile(path: string, id: string, change: LastChange): void {
    const contents = this.#versionFiles.get(path) ?? new Map<string, LastChange>();
    if (!contents.has(id)) contents.set(id, change);
    this.#versionFiles.set(path, contents);
  }
}
