/**
 * Running git so that the result depends on nothing of the machine: no configuration but the repository's, no inherited
 * GIT_ variables, a fixed identity, messages in English, and nothing left running in the background.
 */
import { spawn } from 'node:child_process';
import { identity } from './plan.ts';

/** git failed: which command, how it ended, and what it said. */
export class GitError extends Error {
  readonly command: string;
  readonly exitCode: number | undefined;
  readonly stderr: string;

  constructor(command: string, exitCode: number | undefined, stderr: string, options?: ErrorOptions) {
    const ending = exitCode === undefined ? 'did not run to its end' : `exit code ${exitCode}`;
    super(`${command}: ${ending}${stderr === '' ? '' : `\n${stderr}`}`, options);
    this.name = 'GitError';
    this.command = command;
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

const settings = [
  'gc.auto=0',
  'maintenance.auto=false',
  'core.quotePath=false',
  // Names such as `git~1` are only dangerous on other systems; without this newer versions of git refuse them.
  'core.protectNTFS=false',
  'core.protectHFS=false',
].flatMap((setting) => ['-c', setting]);

/** Input for standard input, and variables besides the fixed ones. */
export type GitOptions = { input?: Uint8Array | string; environment?: NodeJS.ProcessEnv };

/** Runs one git command on the repository in `directory` and gives what it printed, as bytes. */
export async function runGit(
  directory: string,
  args: readonly string[],
  { input = '', environment = {} }: GitOptions = {},
): Promise<Buffer> {
  const command = `git ${args.join(' ')}`;
  const child = spawn('git', [...settings, '--git-dir', directory, ...args], {
    env: { ...gitEnvironment(), ...environment },
  });
  return await new Promise<Buffer>((resolve, reject) => {
    const output: Buffer[] = [];
    const complaints: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
    child.on('error', (cause) => reject(new GitError(command, undefined, cause.message, { cause })));
    child.on('close', (code, signal) => {
      const stderr = [Buffer.concat(complaints).toString('utf8').trim(), signal ?? ''].join('\n').trim();
      if (code === 0) resolve(Buffer.concat(output));
      else reject(new GitError(command, code ?? undefined, stderr));
    });
    // git may end before it has read everything (EPIPE); its exit code and stderr say why, so this says nothing.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

function gitEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...Object.fromEntries(inherited),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: identity.name,
    GIT_AUTHOR_EMAIL: identity.email,
    GIT_COMMITTER_NAME: identity.name,
    GIT_COMMITTER_EMAIL: identity.email,
    LC_ALL: 'C',
    TZ: 'UTC',
  };
}
