import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

export type ProcessOptions = {
  name: string;
  /** Arguments of node: the program first. */
  args: readonly string[];
  logFile: string;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
};

/** A line of the log of a service. */
export type LogEntry = { readonly msg?: unknown; readonly port?: unknown; readonly action?: unknown };

/** How a process ended. */
export type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** One service as a real process of its own. Its log goes to a file; the port is taken from its log line `listening`. */
export class ServiceProcess {
  readonly name: string;
  readonly logFile: string;
  readonly exited: Promise<Exit>;
  readonly port: Promise<number>;
  readonly #child: ChildProcess;

  private constructor({ name, logFile }: ProcessOptions, child: ChildProcess, port: Promise<number>) {
    this.name = name;
    this.logFile = logFile;
    this.#child = child;
    this.port = port;
    this.exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  }

  /**
   * Starts the process in a group of its own, so that Ctrl-C in a terminal reaches only who started it: that one ends
   * its processes in good order.
   */
  static async start(options: ProcessOptions): Promise<ServiceProcess> {
    await mkdir(dirname(options.logFile), { recursive: true });
    const child = spawn(process.execPath, [...options.args], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const log = createWriteStream(options.logFile, { flags: 'a' });
    child.stderr.pipe(log, { end: false });
    child.stdout.pipe(log, { end: false });
    child.once('close', () => log.end());
    const port = listeningPort(options.name, child);
    // Who does not ask for the port learns of an early end by `exited`.
    port.catch(() => undefined);
    return new ServiceProcess(options, child, port);
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Sends a signal and waits for the end. A process that does not end within 10 s is killed. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    if (this.isRunning) this.#child.kill(signal);
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    try {
      return await this.exited;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Kills it at once with all that it started, as a machine does that is switched off. */
  async switchOff(): Promise<Exit> {
    if (this.isRunning && this.#child.pid !== undefined) process.kill(-this.#child.pid, 'SIGKILL');
    return this.exited;
  }

  /** Waits for the first line of the log after this call that is as wished. */
  async untilLogged(isSo: (entry: LogEntry) => boolean): Promise<LogEntry> {
    return new Promise((resolve, reject) => {
      onEntries(this.#child, (entry) => isSo(entry) && resolve(entry));
      void this.exited.then(() =>
        reject(new Error(`${this.name} ended before it logged what was waited for`)),
      );
    });
  }

  /** The last lines of the log. */
  async logTail(lines = 20): Promise<string> {
    const text = await readFile(this.logFile, 'utf8').catch(() => '');
    return text.trimEnd().split('\n').slice(-lines).join('\n');
  }
}

function listeningPort(name: string, child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    onEntries(child, ({ msg, port }) => msg === 'listening' && typeof port === 'number' && resolve(port));
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${name} ended with code ${String(code)} before it listened`)),
    );
  });
}

/** Calls back with each line of the log from now on. */
function onEntries({ stdout }: ChildProcess, callback: (entry: LogEntry) => void): void {
  if (!stdout) return;
  createInterface({ input: stdout }).on('line', (line) => {
    const entry = entryOf(line);
    if (entry !== undefined) callback(entry);
  });
}

/** Undefined for what is no entry, such as a word of node itself. */
function entryOf(line: string): LogEntry | undefined {
  try {
    return JSON.parse(line) as LogEntry;
  } catch {
    return undefined;
  }
}
