import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Watches over this process from another one: see watchdog.mjs. */
export class Watchdog {
  readonly #child: ChildProcess;

  constructor(folder: string) {
    const program = fileURLToPath(new URL('./watchdog.mjs', import.meta.url));
    // Its own group: Ctrl-C in the terminal is for us, and the watchdog comes last.
    this.#child = spawn(process.execPath, [program, folder], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    // A watchdog that somebody killed must not take us along.
    this.#child.stdin?.on('error', () => undefined);
    this.#child.on('error', () => undefined);
  }

  started(pid: number): void {
    this.#child.stdin?.write(`+${pid}\n`);
  }

  ended(pid: number): void {
    this.#child.stdin?.write(`-${pid}\n`);
  }

  /** Has what is left ended and the folder removed. */
  async finish(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.stdin?.end();
    await exited;
  }
}
