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
  readonly exited: Promise<void>;
  readonly #child: ChildProcess;
  readonly #logFile: string;

  constructor({ file, args, logFile, watchdog, cwd }: DaemonOptions) {
    this.name = basename(file);
    this.#logFile = logFile;
    const log = openSync(logFile, 'a', 0o600);
    // Its own group, so that Ctrl-C does not end it before those that need it.
    const child = spawn(file, [...args], { cwd, stdio: ['ignore', log, log], detached: true });
    closeSync(log);
    this.#child = child;
    const { pid } = child;
    if (pid !== undefined) watchdog.started(pid);
    this.exited = new Promise((resolve) => {
      child.once('error', () => resolve());
      child.once('exit', () => {
        if (pid !== undefined) watchdog.ended(pid);
        resolve();
      });
    });
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
    await this.exited;
    clearTimeout(timer);
  }

  /** The last lines of the log. */
  async logTail(lines = 15): Promise<string> {
    const text = await readFile(this.#logFile, 'utf8').catch(() => '');
    return text.trimEnd().split('\n').slice(-lines).join('\n');
  }
}
