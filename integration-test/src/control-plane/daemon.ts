import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Watchdog } from './watchdog.ts';

export type DaemonOptions = {
  file: string;
  args: readonly string[];
  logFile: string;
  watchdog: Watchdog;
  cwd: string;
};

/** A program of the control plane as a process, its output in a file. */
export class Daemon {
  readonly name: string;
  readonly #options: DaemonOptions;
  #child: ChildProcess;
  #exited: Promise<void>;

  constructor(options: DaemonOptions) {
    this.name = basename(options.file);
    this.#options = options;
    this.#child = start(options);
    this.#exited = endOf(this.#child);
  }

  get isRunning(): boolean {
    const { pid, exitCode, signalCode } = this.#child;
    return pid !== undefined && exitCode === null && signalCode === null;
  }

  /** Ends the process; one that is still there after 5 s is killed. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (!this.isRunning) return;
    this.#child.kill(signal);
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5000);
    await this.#exited;
    clearTimeout(timer);
  }

  /** Kills the process and starts it again as it was. */
  async restart(): Promise<void> {
    await this.stop('SIGKILL');
    this.#child = start(this.#options);
    this.#exited = endOf(this.#child);
  }

  /** The last lines of the log. */
  async logTail(lines = 15): Promise<string> {
    const text = await readFile(this.#options.logFile, 'utf8').catch(() => '');
    return text.trimEnd().split('\n').slice(-lines).join('\n');
  }
}

/** In a group of its own, so that Ctrl-C does not end it before those that need it. */
function start({ file, args, logFile, watchdog, cwd }: DaemonOptions): ChildProcess {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(file, [...args], { cwd, stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  const { pid } = child;
  if (pid !== undefined) {
    watchdog.started(pid);
    child.once('exit', () => watchdog.ended(pid));
  }
  return child;
}

const endOf = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
