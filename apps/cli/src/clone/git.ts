/**
 * Running git in a clone of somebody's own. Rules: only commands that write nothing there, nothing that could start hooks, a
 * file system monitor or a pager, no network. What git says on standard error is in the error.
 */
import { execFile } from 'node:child_process';
import { GitError } from '@tribble/resource-repo';

export type GitOptions = {
  /** Where it runs. */
  folder: string;
  /** Variables on top of the caller's environment. */
  environment?: Readonly<Record<string, string>>;
  input?: string;
};

const settings = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.quotePath=false'];

const longestOutput = 64 * 1024 * 1024;

/** Runs a git command and gives what it printed. Throws GitError. */
export function git({ folder, environment, input }: GitOptions, ...args: string[]): Promise<string> {
  const options = {
    cwd: folder,
    env: { ...inheritedEnvironment(), ...environment, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
    maxBuffer: longestOutput,
  };
  return new Promise((resolve, reject) => {
    const all = [...settings.flatMap((setting) => ['-c', setting]), ...args];
    const child = execFile('git', all, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new GitError(args[0] ?? '', stderr || error.message, { cause: error }));
    });
    // git may end before it has read all; the error of its end says why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** A git hook, and whoever works in several repositories, points git elsewhere by variables; here the folder counts. */
function inheritedEnvironment(): NodeJS.ProcessEnv {
  const isOfGit = (name: string) => name.startsWith('GIT_') && !name.startsWith('GIT_CONFIG');
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOfGit(name)));
}
