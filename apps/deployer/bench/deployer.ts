/** The deployer's backend in this process: plan, apply and observe as in src/reconcile.ts, of resources made in memory. */
import { setTimeout as after } from 'node:timers/promises';
import type { RenderedEnvironment } from '@tribble/resource-repo/format';
import { createLogger } from '@tribble/service-kit';
import type { Backend, BackendContext } from '../src/backends/backend.ts';
import { Clusters } from '../src/backends/kubernetes/cache/clusters.ts';
import { createKubernetes } from '../src/backends/kubernetes/index.ts';
import { kubernetesOptions } from '../src/backends/kubernetes/options.ts';
import { connectionOf, openCluster } from '../src/backends/kubernetes/open-cluster.ts';
import { renderedApps, versionsFor } from './apps.ts';
import { type Contestant, type Place, type Result, resultOf } from './contestant.ts';
import { counted, type Cost, measured, quantile } from './measure.ts';
import type { Scenario } from './options.ts';

/** A second without a change is rest: status updates of controllers come within it. */
const quiet = 1_000;
const turnsAtRest = 20;

/** A logger at the usual level whose lines go nowhere: what logging costs is a part of the deployer's work. */
const silentLog = createLogger({ name: 'bench', destination: { write: () => undefined } });

export function deployer(place: Place): Contestant {
  const measurement = new DeployerRun(place);
  return {
    name: 'deployer',
    run: (scenario) => (scenario === 'unchanged' ? measurement.atRest() : measurement.change(scenario)),
    close: () => measurement.close(),
  };
}

class DeployerRun {
  readonly #apps: number;
  readonly #backend: Backend;
  readonly #requests: () => Readonly<Record<string, number>>;
  readonly #release: () => void;
  #rendered: RenderedEnvironment;
  #lastChange = 0;

  constructor({ kubeconfig, context, namespace, apps }: Place) {
    this.#apps = apps;
    this.#rendered = renderedApps(namespace, apps, versionsFor('first', apps));
    const clusters = new Clusters();
    const given = {
      ...{
        namespace,
        ...(kubeconfig !== undefined && { kubeconfig }),
        ...(context !== undefined && { context }),
      },
    };
    const backendContext: BackendContext = {
      ...{ environment: namespace, now: () => new Date(), log: silentLog },
      changed: () => void (this.#lastChange = performance.now()),
    };
    const opened = createKubernetes(clusters).open(given, backendContext);
    if ('faults' in opened) throw new Error(opened.faults.map(({ message }) => message).join('; '));
    this.#backend = opened;
    const options = kubernetesOptions.parse(given);
    const lease = openCluster(clusters, connectionOf(options, backendContext), options, backendContext);
    this.#requests = () => lease.cluster.client.requests();
    this.#release = () => lease.release();
  }

  /** From the moment that the resources are known to the end of the turn that applied them. */
  async change(scenario: Exclude<Scenario, 'unchanged'>): Promise<Result> {
    this.#rendered = renderedApps(
      this.#rendered.name,
      this.#apps,
      versionsFor(scenario, this.#apps),
      this.#rendered,
    );
    const { cost, requests } = await this.#measuredTurn(scenario);
    const { turns, requests: later } = await this.#settle();
    const sent = Object.entries(later).map(([verb, count]) => `${count} ${verb}`);
    const note = sent.length === 0 ? {} : { note: `then ${sent.join(', ')} in ${turns} turns until rest` };
    return { ...resultOf(cost), requests, ...note };
  }

  /** The usual turn of an environment at rest. */
  async atRest(): Promise<Result> {
    const costs: Cost[] = [];
    const before = this.#requests();
    for (let turn = 0; turn < turnsAtRest; turn += 1) {
      costs.push((await this.#measuredTurn('unchanged')).cost);
    }
    const median = (read: (cost: Cost) => number) => quantile(costs.map(read), 0.5);
    return {
      wall: median(({ wall }) => wall),
      cpu: median(({ cpu }) => cpu),
      peakMemory: Math.max(...costs.map(({ peakMemory }) => peakMemory)),
      requests: counted(before, this.#requests()),
      note: `median of ${turnsAtRest} turns; the first took ${costs[0]?.cpu.toFixed(0)} ms of CPU`,
    };
  }

  async close(): Promise<void> {
    await this.#backend.close();
    this.#release();
  }

  async #measuredTurn(revision: string) {
    const before = this.#requests();
    const { cost } = await measured(() => this.#turn(revision));
    return { cost, requests: counted(before, this.#requests()) };
  }

  async #turn(revision: string): Promise<void> {
    const settings = { revision, selfHeal: true, prune: { enabled: true, limit: 1 } };
    const plan = await this.#backend.plan(this.#rendered, settings);
    const { changes, failures } = await plan.apply();
    for (const change of changes) silentLog.info(change, 'applied');
    const [failed] = failures.values();
    if (failed !== undefined) throw new Error(failed.message);
    await this.#backend.observe(this.#rendered);
  }

  /** Takes turns, as the loop would, until all is clean and nothing happens any more. */
  async #settle(): Promise<{ turns: number; requests: Record<string, number> }> {
    const before = this.#requests();
    for (let turns = 1; ; turns += 1) {
      await after(quiet);
      await this.#turn('settle');
      const { resources } = await this.#backend.observe(this.#rendered);
      const isClean = [...resources.values()].flat().every(({ reason }) => reason === 'Clean');
      const isQuiet = performance.now() - this.#lastChange > quiet;
      if (isClean && isQuiet) return { turns, requests: counted(before, this.#requests()) };
    }
  }
}
