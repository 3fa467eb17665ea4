/** The remote side of the bare repository: where its branch is, fetching it, and pushing without force. */
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Git, GitError, type SshOptions } from './git.ts';

export type RemoteOptions = { url: string; directory: string; branch?: string; ssh?: SshOptions };

/** The remote moved on since the head that a commit was made on: fetch and decide again. */
export class PushRejected extends Error {
  constructor(cause: GitError) {
    super('the branch has moved on since the head that was read', { cause });
    this.name = 'PushRejected';
  }
}

export class Remote {
  readonly git: Git;
  readonly #options: RemoteOptions;
  #branch: string | undefined;

  private constructor(git: Git, options: RemoteOptions) {
    this.git = git;
    this.#options = options;
    this.#branch = options.branch;
  }

  /** Opens the bare repository in `directory`, which is made where it is missing, and points it at `url`. */
  static async open(options: RemoteOptions): Promise<Remote> {
    const directory = resolve(options.directory, 'mirror.git');
    await mkdir(directory, { recursive: true });
    const git = new Git(directory, options.ssh);
    await git.run('init', '--bare', '--quiet', directory);
    await git.run('config', 'remote.origin.url', absoluteUrl(options.url));
    await git.run('config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*');
    return new Remote(git, options);
  }

  /** The branch that is worked on; undefined until the remote was asked. */
  get branch(): string | undefined {
    return this.#branch;
  }

  /** The commit that the branch is at; undefined where there is none yet. One git process. */
  async head(): Promise<string | undefined> {
    const wanted = this.#options.branch === undefined ? 'HEAD' : `refs/heads/${this.#options.branch}`;
    const output = await this.git.run('ls-remote', '--symref', 'origin', wanted);
    const symbolic = /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(output)?.[1];
    if (symbolic !== undefined) this.#branch = symbolic;
    const head = output.split('\n').find((line) => line.endsWith(`\t${wanted}`) && !line.startsWith('ref:'));
    if (head !== undefined && this.#branch === undefined) {
      throw new Error("The remote's HEAD names no branch: say which one to use (versions_branch).");
    }
    return head?.split('\t')[0];
  }

  /** Fetches the branch. */
  async fetch(): Promise<void> {
    const branch = this.#branch ?? 'HEAD';
    const spec = `+refs/heads/${branch}:refs/remotes/origin/${branch}`;
    // With its progress, so that a long first fetch is not taken for one that hangs.
    await this.git.run('fetch', '--progress', '--no-tags', '--no-write-fetch-head', 'origin', spec);
  }

  /** Whether everything in `ancestor` is in `descendant` too. */
  async isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    const output = await this.git
      .run('rev-list', '--max-count=1', ancestor, `^${descendant}`)
      .catch(() => 'unknown');
    return output.trim() === '';
  }

  /** Pushes a commit to the branch. Throws PushRejected where the branch is no longer at its parent. */
  async push(commit: string): Promise<void> {
    try {
      await this.git.run('push', '--quiet', 'origin', `${commit}:refs/heads/${this.#branch ?? 'HEAD'}`);
    } catch (error) {
      if (error instanceof GitError && isRaceLost(error.stderr)) throw new PushRejected(error);
      throw error;
    }
  }
}

/** Not a fast-forward, or another push held or moved the ref at that moment. */
function isRaceLost(stderr: string): boolean {
  return /\(fetch first\)|\(non-fast-forward\)|\(stale info\)|cannot lock ref|failed to update ref|incorrect old value/.test(
    stderr,
  );
}

/** git would take a relative path from the mirror's folder; people mean the one that the service was started in. */
function absoluteUrl(url: string): string {
  const isPath = !url.includes('://') && !/^[^/]+:/.test(url);
  return isPath ? resolve(url) : url;
}
