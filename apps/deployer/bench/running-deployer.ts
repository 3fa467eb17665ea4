/** The deployer's loops as src/start.ts starts them, without its API. */
import { setTimeout as after } from 'node:timers/promises';
import type { EnvironmentStatus } from '@tribble/api';
import type { ResourceRepo } from '@tribble/resource-repo';
import { createLogger, createMetrics, type Loop, startLoop } from '@tribble/service-kit';
import { createBackends } from '../src/backends/index.ts';
import { Environments } from '../src/environments.ts';
import { followRepository } from '../src/follow-repository.ts';
import { StatusBoard } from '../src/status-board.ts';

/** Nothing is polled while it is measured. */
const interval = 24 * 3_600_000;
/** So many milliseconds without a turn are rest. */
const quiet = 500;

type Waiter = { isIt: (status: EnvironmentStatus) => boolean; resolve: () => void };

export class RunningDeployer {
  readonly #environments: Environments;
  readonly #loop: Loop;
  #waiters: Waiter[] = [];
  #status: EnvironmentStatus | undefined;
  #lastTurn = performance.now();

  constructor(repo: ResourceRepo) {
    const metrics = createMetrics();
    const log = createLogger({ name: 'bench', destination: { write: () => undefined } });
    const board = new StatusBoard(() => undefined);
    const environments = new Environments({
      ...{ repo, board, log, backends: createBackends() },
      context: { now: () => new Date() },
      onStatus: (_, status) => this.#told(status),
      startLoop: (name, turn) => startLoop({ name, turn, interval, log, metrics }),
    });
    this.#environments = environments;
    const turn = () => followRepository({ repo, environments, board });
    this.#loop = startLoop({ name: 'repository', turn, interval, log, metrics });
  }

  /** What a push hook does. */
  trigger(): void {
    this.#loop.trigger();
  }

  /** Waits for a status. */
  status(isIt: (status: EnvironmentStatus) => boolean): Promise<void> {
    if (this.#status !== undefined && isIt(this.#status)) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push({ isIt, resolve }));
  }

  /** Waits until no turn has been taken for a while. */
  async rest(): Promise<void> {
    for (;;) {
      const left = this.#lastTurn + quiet - performance.now();
      if (left <= 0) return;
      await after(left);
    }
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
    await this.#environments.stop();
  }

  #told(status: EnvironmentStatus): void {
    this.#lastTurn = performance.now();
    this.#status = status;
    const due = this.#waiters.filter(({ isIt }) => isIt(status));
    this.#waiters = this.#waiters.filter((waiter) => !due.includes(waiter));
    for (const { resolve } of due) resolve();
  }
}
