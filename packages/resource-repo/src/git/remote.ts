/** The remote side of the bare repository: where its branch is, fetching it, and pushing without force. */
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Git, GitError, type SshOptions } from './git.ts';

export type RemoteOptions = { url: string; directory: string; branch?: string; ssh?: SshOptions };

/** The remote moved on since the head that a commit was made on: fetch and decide again. */
export class PushRejected extends Error {
  constructor(cause: unknown, message = 'the branch has moved on since the head that was read') {
    super(message, { cause });
    this.name = 'PushRejected';
  }
}

export class Remote {
  readonly git: Git;
  readonly #options: RemoteOptions;
  #branch: string | undefined;
  #outcomeTips: ReadonlyMap<string, string> | undefined;

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

  /** Where the outcomes of each environment were when the remote was last asked; undefined before that. */
  get outcomeTips(): ReadonlyMap<string, string> | undefined {
    return this.#outcomeTips;
  }

  /** The commit that the branch is at; undefined where there is none yet. One git process. */
  async head(): Promise<string | undefined> {
    const wanted = this.#options.branch === undefined ? 'HEAD' : `refs/heads/${this.#options.branch}`;
    const output = await this.git.run('ls-remote', '--symref', 'origin', wanted, `${outcomeRefs}*`);
    this.#outcomeTips = outcomeTipsIn(output);
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
    try {
      const output = await this.git.run('rev-list', '--max-count=1', ancestor, `^${descendant}`);
      return output.trim() === '';
    } catch (error) {
      // A mirror that was made anew lacks what is no longer on the branch. Any other failure is no answer.
      if ((await this.#hasCommit(descendant)) && !(await this.#hasCommit(ancestor))) return false;
      throw error;
    }
  }

  async #hasCommit(revision: string): Promise<boolean> {
    const answer = await this.git.pipe(['cat-file', '--batch-check=%(objecttype)'], `${revision}\n`);
    return answer.toString('utf8').trim() === 'commit';
  }

  /**
   * Pushes commits on top of `parent` to the branch. Throws PushRejected where the branch is no longer there. That is more
   * than a fast-forward: a branch that was set back would take what was removed from it along with the new commit. The lease
   * says where it has to be; what is pushed goes on from there, so nothing is forced.
   */
  async push(commit: string, parent: string): Promise<void> {
    const ref = `refs/heads/${this.#branch ?? 'HEAD'}`;
    await this.#push(commit, ref, `--force-with-lease=${ref}:${parent}`);
  }

  /** Fetches the outcomes of an environment and gives the local ref at which they are; undefined where there are none. */
  async fetchOutcomes(environment: string): Promise<string | undefined> {
    const ref = `${outcomeRefs}${environment}`;
    try {
      await this.git.run(
        'fetch',
        '--progress',
        '--no-tags',
        '--no-write-fetch-head',
        'origin',
        `+${ref}:${ref}`,
      );
      return ref;
    } catch (error) {
      if (error instanceof GitError && error.stderr.includes("couldn't find remote ref")) return undefined;
      throw error;
    }
  }

  /**
   * Pushes an outcome on top of `parent`. Throws PushRejected where the ref is elsewhere: another deployer has written one,
   * or a person set the ref back. The lease says where it has to be; what is pushed goes on from there, so nothing is forced.
   */
  async pushOutcome(environment: string, commit: string, parent = ''): Promise<void> {
    const ref = `${outcomeRefs}${environment}`;
    try {
      await this.#push(commit, ref, `--force-with-lease=${ref}:${parent}`);
    } catch (error) {
      if (!(error instanceof GitError) || !isRefused(error)) throw error;
      throw new GitError(
        'push',
        `${ref} is refused; allow this service to push refs/tribble/*: ${error.stderr}`,
        {
          cause: error,
        },
      );
    }
    this.#outcomeTips = new Map([...(this.#outcomeTips ?? []), [environment, commit]]);
  }

  async #push(commit: string, ref: string, ...options: string[]): Promise<void> {
    try {
      await this.git.run('push', '--quiet', ...options, 'origin', `${commit}:${ref}`);
    } catch (error) {
      if (error instanceof GitError && isRaceLost(error.stderr)) throw new PushRejected(error);
      throw error;
    }
  }
}

const outcomeRefs = 'refs/tribble/outcomes/';

function outcomeTipsIn(output: string): Map<string, string> {
  const found = output.matchAll(/^([0-9a-f]+)\trefs\/tribble\/outcomes\/(\S+)$/gm);
  return new Map([...found].map(([, id = '', environment = '']) => [environment, id]));
}

/** The remote itself said no to what was pushed, so that something else may be let through. */
export function isRefused({ stderr }: GitError): boolean {
  return stderr.includes('[remote rejected]');
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
