import type { Problem } from '@tribble/api';
import type { Head, ResourceRepo } from '@tribble/resource-repo';
import {
  type Deployer,
  deployersFile,
  parseDeployers,
} from '@tribble/resource-repo/format';
import type { Logger, Loop, Outcome } from '@tribble/service-kit';
import type { Backend, BackendContext } from './backends/backend.ts';
import { backends } from './backends/index.ts';
import { reconcile } from './reconcile.ts';
import type { StatusBoard } from './status-board.ts';

type Running = { settings: string; backend: Backend; loop: Loop };

export type EnvironmentsOptions = {
  repo: ResourceRepo;
  board: StatusBoard;
  log: Logger;
  context: Omit<BackendContext, 'environment'>;
  /** Starts the loop of one environment. */
  startLoop: (name: string, turn: () => Promise<Outcome>) => Loop;
};

/** One loop for every environment that deployers.yaml names; loops come and go with it. */
export class Environments {
  readonly #options: EnvironmentsOptions;
  readonly #running = new Map<string, Running>();

  constructor(options: EnvironmentsOptions) {
    this.#options = options;
  }

  /** Follows a new head: starts, replaces and stops loops, and wakes those that go on. Gives the problems of deployers.yaml. */
  async follow(head: Head): Promise<Problem[]> {
    const file = head.snapshot.configuration.get(deployersFile);
    const { deployers, problems } = parseDeployers(file);
    const faults = [...problems];
    for (const name of this.#running.keys()) if (!deployers.has(name)) await this.#stop(name);
    for (const deployer of deployers.values()) faults.push(...(await this.#start(deployer)));
    return faults;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((name) => this.#stop(name)));
  }

  async #start(deployer: Deployer): Promise<Problem[]> {
    const name = deployer.environment;
    const settings = settingsOf(deployer);
    const running = this.#running.get(name);
    if (running?.settings === settings) {
      running.loop.trigger();
      return [];
    }
    const backend = this.#open(deployer);
    if ('problems' in backend) return backend.problems;
    if (running) await this.#stop(name);
    const loop = this.#options.startLoop(name, () => this.#turn(deployer, backend));
    this.#running.set(name, { settings, backend, loop });
    return [];
  }

  #open(deployer: Deployer): Backend | { problems: Problem[] } {
    const kind = backends.find(({ type }) => type === deployer.type);
    if (kind === undefined) {
      const known = backends.map(({ type }) => type).join(', ');
      return {
        problems: [
          deployer.problemAt(['type'], `there is no backend "${deployer.type}"; there are ${known}`),
        ],
      };
    }
    const opened = kind.open(deployer.options, {
      ...this.#options.context,
      environment: deployer.environment,
    });
    if (!('faults' in opened)) return opened;
    return { problems: opened.faults.map(({ keys, message }) => deployer.problemAt(keys, message)) };
  }

  async #turn(deployer: Deployer, backend: Backend): Promise<Outcome> {
    const { repo, board, log } = this.#options;
    const { head } = repo;
    if (head === undefined) return { kind: 'unchanged', reason: 'no head yet' };
    const name = deployer.environment;
    const last = board.status.environments[name];
    const turn = await reconcile(head, {
      deployer,
      backend,
      repo,
      log: log.child({ environment: name }),
      last,
    });
    // The loop may have been stopped meanwhile, because deployers.yaml no longer names the environment.
    if (this.#running.get(name)?.backend === backend) board.setEnvironment(name, turn.status);
    return turn.outcome;
  }

  async #stop(name: string): Promise<void> {
    const running = this.#running.get(name);
    this.#running.delete(name);
    await running?.loop.stop();
    await running?.backend.close();
    this.#options.board.removeEnvironment(name);
  }
}

/** What tells two versions of an entry apart. */
function settingsOf({ type, paused, prune, selfHeal, ref, interval, options }: Deployer): string {
  return JSON.stringify({ type, paused, prune, selfHeal, ref, interval, options });
}
