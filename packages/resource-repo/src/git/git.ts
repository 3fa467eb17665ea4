/**
 * Running git. Rules that hold for every call: no prompt, no pager, no hooks, no `ext::` transport, messages in English,
 * a time limit, and standard error in the error. The rare commands go through simple-git, the hot ones (`cat-file`, `log`,
 * `fast-import`) are children of our own, since they need their streams. Nothing else in the workspace starts git.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { type SimpleGit, simpleGit } from 'simple-git';
import { Silence } from './silence.ts';

/** How to reach the remote over ssh; host keys are always checked. */
export type SshOptions = { keyFile?: string; knownHostsFile?: string };

/** git failed: which command, how, and what it said. Credentials in addresses are left out. */
export class GitError extends Error {
  readonly command: string;
  readonly stderr: string;

  constructor(command: string, stderr: string, options?: ErrorOptions) {
    const said = redactCredentials(stderr.trim());
    super(`git ${redactCredentials(command)}: ${said === '' ? 'failed without a message' : said}`, options);
    this.name = 'GitError';
    this.command = redactCredentials(command);
    this.stderr = said;
  }
}

/** Hides user and password of every address in a text, also of those whose password holds an `@`. */
export function redactCredentials(text: string): string {
  return text.replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^/\s]+@/gi, '$1***@');
}

const settings = [
  'core.hooksPath=/dev/null',
  'protocol.ext.allow=never',
  'gc.autoDetach=false',
  'maintenance.autoDetach=false',
  'core.quotePath=false',
];

/** One bare repository and how git is run in it. */
export class Git {
  readonly directory: string;
  /** How many milliseconds a command may stay silent while somebody waits for it. */
  readonly timeout: number;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(directory: string, ssh: SshOptions = {}, timeout = 60_000) {
    this.directory = directory;
    this.timeout = timeout;
    this.#environment = {
      ...inheritedEnvironment(),
      GIT_TERMINAL_PROMPT: '0',
      LC_ALL: 'C',
      GIT_SSH_COMMAND: sshCommand(ssh),
    };
  }

  /** Runs a rare command and gives what it printed. */
  async run(...args: string[]): Promise<string> {
    try {
      return await this.#simpleGit().raw(args);
    } catch (error) {
      throw new GitError(args.join(' '), error instanceof Error ? error.message : String(error), {
        cause: error,
      });
    }
  }

  /** Starts a command whose streams the caller uses. The caller must take its `error` and `close`. */
  start(...args: string[]): ChildProcessWithoutNullStreams {
    const options = settings.flatMap((setting) => ['-c', setting]);
    const child = spawn('git', [...options, ...args], { cwd: this.directory, env: this.#environment });
    // git may end before it has read all; without this the broken pipe would end our process too.
    child.stdin.on('error', () => undefined);
    return child;
  }

  /** Runs a command with input and gives its output as bytes. */
  async pipe(args: string[], input: string | Uint8Array = ''): Promise<Buffer> {
    const output: Buffer[] = [];
    for await (const chunk of this.stream(args, input)) output.push(chunk);
    return Buffer.concat(output);
  }

  /** Runs a command and gives its output as it comes; throws GitError at the end where it failed or hung. */
  async *stream(args: string[], input: string | Uint8Array = ''): AsyncGenerator<Buffer> {
    const child = this.start(...args);
    const errors: Buffer[] = [];
    let hangs = false;
    const silence = new Silence(this.timeout, () => {
      hangs = true;
      child.kill('SIGKILL');
    });
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    const ended = new Promise<number | Error>((resolve) => {
      child.once('error', resolve);
      child.once('close', (code) => resolve(code ?? -1));
    });
    child.stdin.end(input);
    try {
      silence.restart();
      for await (const chunk of child.stdout) {
        // How long the caller takes is not the silence of git.
        silence.stop();
        yield chunk as Buffer;
        silence.restart();
      }
    } finally {
      silence.stop();
      if (child.exitCode === null) child.kill();
    }
    const end = await ended;
    if (hangs) throw new GitError(args.join(' '), silentFor(this.timeout));
    if (end instanceof Error) throw new GitError(args.join(' '), end.message, { cause: end });
    if (end !== 0) throw new GitError(args.join(' '), Buffer.concat(errors).toString('utf8'));
  }

  #simpleGit(): SimpleGit {
    return simpleGit({
      baseDir: this.directory,
      config: settings,
      timeout: { block: this.timeout },
      // All output is there when the streams close; waiting on top of that costs 50 ms a command.
      completion: { onClose: true, onExit: false },
      allowEnvironment: Object.keys(this.#environment),
      // The guards are against options from strangers. Ours are constants, and the environment is the operator's own.
      unsafe: {
        allowUnsafeHooksPath: true,
        allowUnsafeProtocolOverride: true,
        allowUnsafeSshCommand: true,
        allowUnsafeAskPass: true,
        allowUnsafeConfigPaths: true,
        allowUnsafeConfigEnvCount: true,
      },
    }).env(this.#environment);
  }
}

/** Why a command was ended. */
export function silentFor(timeout: number): string {
  return `said nothing for ${timeout / 1000} s and was ended`;
}

/** The operator's environment without what points git at another repository or starts other programs. */
function inheritedEnvironment(): NodeJS.ProcessEnv {
  const unwanted =
    /^(?:GIT_(?:DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|EDITOR|SEQUENCE_EDITOR|PAGER|EXTERNAL_DIFF|EXEC_PATH|SSH|TEMPLATE_DIR)|EDITOR|VISUAL|PAGER|PREFIX)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)));
}

/** The command for git's shell. ssh itself expands `%` in file names and splits them at spaces. */
function sshCommand({ keyFile, knownHostsFile }: SshOptions): string {
  const forShell = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const forSsh = (path: string) => `"${path.replaceAll('%', '%%').replaceAll(/["\\]/g, '\\$&')}"`;
  const options = ['BatchMode=yes', 'StrictHostKeyChecking=yes'];
  if (keyFile !== undefined) options.push('IdentitiesOnly=yes', `IdentityFile=${forSsh(keyFile)}`);
  if (knownHostsFile !== undefined) options.push(`UserKnownHostsFile=${forSsh(knownHostsFile)}`);
  return ['ssh', ...options.map((option) => `-o ${forShell(option)}`)].join(' ');
}
