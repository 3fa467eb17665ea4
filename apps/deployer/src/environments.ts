import type { EnvironmentDiff, EnvironmentStatus, Problem } from '@tribble/api';
import type { Jsonnet } from '@tribble/jsonnet';
import type { Head, ResourceRepo } from '@tribble/resource-repo';
import {
  type Deployer,
  deployersFile,
  parseDeployers,
  type RenderedEnvironment,
} from '@tribble/resource-repo/format';
import type { Logger, Loop, Outcome } from '@tribble/service-kit';
import type { Applied, Backend, BackendContext, BackendKind } from './backends/backend.ts';
import { RenderCaches } from './core/render-caches.ts';
import { diffEnvironment } from './diff.ts';
import { JsonnetEvaluations } from './jsonnet-evaluations.ts';
import { openEnvironment } from './open-environment.ts';
import { pausedNote, reconcile } from './reconcile.ts';
import type { StatusBoard } from './status-board.ts';

/** What an environment has to follow: its entry and the files of one and the same head. */
type Order = { head: Head; deployer: Deployer; held?: string };
type Running = {
  order: Order;
  settings: string;
  backend: Backend;
  renderCaches: RenderCaches;
  evaluations?: JsonnetEvaluations;
  loop: Loop;
};

/** Where the Jobs of an environment run. */
export type JobPlace = {
  /** The word for its backend in deployers.yaml. */
  type: string;
  /** Why nothing may be started there now. */
  held?: string;
  /** Absent where no Jobs run. */
  runJob?: NonNullable<Backend['runJob']>;
};

/** What a turn worked from and changed, and when it began. */
type TurnDetails = {
  startedAt: Date;
  rendered?: RenderedEnvironment['resources'];
  changes: Applied['changes'];
};

export type EnvironmentsOptions = {
  repo: ResourceRepo;
  board: StatusBoard;
  log: Logger;
  backends: readonly BackendKind[];
  /** Evaluates jsonnet; without it such files are problems. */
  jsonnet?: Jsonnet;
  context: Omit<BackendContext, 'environment' | 'changed' | 'log'>;
  /** Only these environments, where not all of deployers.yaml are meant. */
  only?: ReadonlySet<string>;
  /** What a person confirmed on the command line, as prune.confirm in deployers.yaml does. */
  confirmPrune?: string;
  /** What is told of each turn that found something out. */
  onStatus?: (name: string, status: EnvironmentStatus, turn: TurnDetails) => void;
  /** What is told when an environment is deployed no more. */
  onRemoved?: (name: string) => void;
  /** Starts the loop of one environment; `interval` is its own, where its entry names one. */
  startLoop: (name: string, turn: () => Promise<Outcome>, interval?: number) => Loop;
};

const held = `the entry in ${deployersFile} has a problem: nothing is applied`;

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
    const { only, confirmPrune: confirm } = this.#options;
    const gone = [...this.#running.keys()].filter((name) => !deployers.has(name));
    // An entry that cannot be read is missing, too: while there is a problem, nobody knows whether it was removed.
    const ended = problems.length > 0 ? [] : gone;
    if (problems.length > 0) for (const name of gone) this.#hold(name, head);
    const wanted = [...deployers.values()].filter(({ environment }) => only?.has(environment) ?? true);
    // A turn that takes its time ends before its environment is replaced, and holds up no other environment.
    const [faults] = await Promise.all([
      Promise.all(
        wanted.map((given) => {
          const deployer = confirm === undefined ? given : { ...given, prune: { ...given.prune, confirm } };
          return this.#start({ head, deployer });
        }),
      ),
      Promise.all(ended.map((name) => this.#stop(name))),
    ]);
    // Where only some environments are meant, what is wrong with the entries of others is not theirs.
    return [...(only === undefined ? problems : []), ...faults.flat()];
  }

  /**
   * What the next turn of an environment would change; undefined for one that is not deployed, `superseded` while a newer
   * commit is being read. Throws BackendError where the backend does not answer.
   */
  diff(name: string): Promise<EnvironmentDiff | 'superseded' | undefined> {
    const running = this.#running.get(name);
    if (running === undefined) return Promise.resolve(undefined);
    const { repo, log } = this.#options;
    return diffEnvironment(running.order.head, { ...running.order, ...running, repo, log });
  }

  /** Where the Jobs of an environment run; undefined for one that is not deployed. */
  jobPlace(name: string): JobPlace | undefined {
    const running = this.#running.get(name);
    if (running === undefined) return undefined;
    const { backend, order } = running;
    const { type, paused } = order.deployer;
    const why = order.held ?? (paused ? pausedNote : undefined);
    const runJob = backend.runJob?.bind(backend);
    return { type, ...(why !== undefined && { held: why }), ...(runJob && { runJob }) };
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((name) => this.#stop(name)));
  }

  async #start(order: Order): Promise<Problem[]> {
    const { deployer } = order;
    const name = deployer.environment;
    const settings = settingsOf(deployer);
    const running = this.#running.get(name);
    if (running?.settings === settings) {
      running.order = order;
      running.loop.trigger();
      return [];
    }
    const { context, backends, log } = this.#options;
    // A change of the live state wakes the loop, which is there by the time the backend is used.
    const changed = () => this.#running.get(name)?.loop.trigger();
    const ofEnvironment = { ...context, changed, log: log.child({ environment: name }) };
    const opened = openEnvironment(deployer, ofEnvironment, backends);
    if ('problems' in opened) {
      this.#hold(name, order.head);
      return opened.problems;
    }
    const { backend, interval } = opened;
    await this.#stop(name);
    const loop = this.#options.startLoop(name, () => this.#turn(name), interval);
    const evaluations = this.#options.jsonnet && new JsonnetEvaluations(this.#options.jsonnet, context.now);
    const rendering = { renderCaches: new RenderCaches(), ...(evaluations && { evaluations }) };
    this.#running.set(name, { order, settings, backend, ...rendering, loop });
    return [];
  }

  /** An environment whose entry has a problem is still observed as its last good entry says, but never changed. */
  #hold(name: string, head: Head): void {
    const running = this.#running.get(name);
    if (running === undefined) return;
    running.order = { head, deployer: running.order.deployer, held };
    running.loop.trigger();
  }

  async #turn(name: string): Promise<Outcome> {
    const { repo, board, log } = this.#options;
    const running = this.#running.get(name);
    if (running === undefined) return { kind: 'unchanged', reason: 'no longer deployed' };
    const { order, backend, renderCaches, evaluations } = running;
    const startedAt = this.#options.context.now();
    const turn = await reconcile(order.head, {
      ...order,
      ...{ backend, renderCaches, repo, ...(evaluations && { evaluations }) },
      log: log.child({ environment: name }),
      last: board.status.environments[name],
    });
    // The loop may have been stopped meanwhile, because deployers.yaml no longer names the environment.
    if (turn.status && this.#running.get(name) === running) {
      board.setEnvironment(name, turn.status);
      const rendered = turn.rendered?.resources;
      const { changes = [] } = turn;
      this.#options.onStatus?.(name, turn.status, { startedAt, changes, ...(rendered && { rendered }) });
    }
    return turn.outcome;
  }

  async #stop(name: string): Promise<void> {
    const running = this.#running.get(name);
    if (running === undefined) return;
    this.#running.delete(name);
    await running.loop.stop();
    await running.backend.close();
    this.#options.board.removeEnvironment(name);
    this.#options.onRemoved?.(name);
  }
}

/** What cannot change without another backend or another loop. */
function settingsOf({ type, ref, interval, options }: Deployer): string {
  return JSON.stringify({ type, ref, interval, options });
}
