import { rm } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { importCommits } from './fast-import.ts';
import { GitError, runGit } from './git.ts';
import { type CommitPlan, firstDate, fullRef, type RepositoryPlan } from './plan.ts';
import { commitRawTree, type RawCommit, type RawEntry, writeObject, writeRawTree } from './raw.ts';
import { readTree, type Tree } from './tree.ts';

const applyTries = 10;

/** A bare repository of a test. Commits are known by their names in the template; all else is plain git. */
export class Fixture {
  /** The folder of the bare repository. */
  readonly path: string;
  /** The same as a file:// address. */
  readonly url: string;
  /** The short name of the branch that HEAD names. */
  readonly branch: string;
  readonly #plans: ReadonlyMap<string, CommitPlan>;
  readonly #ids: Map<string, string>;

  constructor(path: string, plan: RepositoryPlan, ids: ReadonlyMap<string, string>) {
    this.path = path;
    this.url = pathToFileURL(path).href;
    this.branch = plan.branch;
    this.#plans = new Map(plan.commits.map((commit) => [commit.name, commit]));
    this.#ids = new Map(ids);
  }

  /** The id of a named commit. */
  commit(name: string): string {
    const id = this.#ids.get(name);
    if (id === undefined) throw this.#unknown(name);
    return id;
  }

  /** Runs git in the repository and gives what it printed, without the newline at the end. */
  async git(...args: string[]): Promise<string> {
    const output = await runGit(this.path, args);
    return output.toString('utf8').replace(/\n$/, '');
  }

  /** Points a ref (`main`, `refs/tags/v1`) at a named commit or an id, forwards or not; null deletes the ref. */
  async setRef(ref: string, nameOrId: string | null): Promise<void> {
    if (nameOrId === null) await this.git('update-ref', '-d', fullRef(ref));
    else await this.git('update-ref', fullRef(ref), this.#ids.get(nameOrId) ?? nameOrId);
  }

  /** The id of the commit that a ref (or any revision that git knows, such as `main~1`) names now. */
  async resolve(ref: string): Promise<string> {
    return await this.git('rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`);
  }

  /**
   * Commits the changes of a named commit on top of a ref, whatever that ref holds by now, as a colleague's push would. If
   * another writer moves the ref meanwhile, it is done again on the new tip. Gives the id of the new commit.
   */
  async apply(name: string, ref = this.branch): Promise<string> {
    const plan = this.#plans.get(name);
    if (!plan) throw this.#unknown(name);
    for (let tries = 1; ; tries += 1) {
      const tip = await this.resolve(fullRef(ref));
      const id = await this.#commitOnTop(plan, tip);
      try {
        await this.git('update-ref', fullRef(ref), id, tip);
        return id;
      } catch (error) {
        if (!(error instanceof GitError) || tries === applyTries) throw error;
      }
    }
  }

  /** Every file of a named commit or a ref; a commit's name goes before a ref's. */
  async tree(nameOrRef: string): Promise<Tree> {
    return await readTree(this.path, this.#ids.get(nameOrRef) ?? (await this.resolve(nameOrRef)));
  }

  /** Stores a file's content and gives its id, for `rawTree`. */
  async blob(content: string | Uint8Array): Promise<string> {
    return await writeObject(this.path, 'blob', Buffer.from(content));
  }

  /** Stores a tree that git would refuse to make: names with `..`, `.git` or a slash, wrong order, ids that do not exist. */
  async rawTree(entries: readonly RawEntry[]): Promise<string> {
    return await writeRawTree(this.path, entries);
  }

  /** Commits a tree under a new name, on top of a named commit or an id (default: a root commit). No ref moves. */
  async commitTree(treeId: string, { name, parent = null, message = name }: RawCommit): Promise<string> {
    if (this.#ids.has(name))
      throw new Error(`there is already a commit named "${name}": choose another name`);
    const parentId = parent === null ? null : (this.#ids.get(parent) ?? parent);
    const seconds = parentId === null ? firstDate : await this.#secondsOf(parentId);
    const id = await commitRawTree(this.path, treeId, { message, parent: parentId, seconds });
    this.#ids.set(name, id);
    return id;
  }

  /** Deletes the repository's folder. */
  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }

  async #commitOnTop(plan: CommitPlan, tip: string): Promise<string> {
    // A commit is never older than its parent: readers of the history may go by date.
    const seconds = Math.max(plan.seconds, await this.#secondsOf(tip));
    const commit = { ...plan, parents: [tip], seconds };
    const ids = await importCommits(this.path, [commit]);
    return ids.get(plan.name) ?? '';
  }

  async #secondsOf(id: string): Promise<number> {
    return Number(await this.git('show', '--no-patch', '--format=%ct', id));
  }

  #unknown(name: string): Error {
    return new Error(
      `no commit of the template is named "${name}": there are ${[...this.#ids.keys()].join(', ')}`,
    );
  }
}
