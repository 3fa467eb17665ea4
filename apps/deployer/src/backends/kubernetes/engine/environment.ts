/** One environment of deployers.yaml in a cluster that it shares with others. */
import type { RenderedEnvironment } from '@tribble/resource-repo/format';
import {
  type Backend,
  type BackendContext,
  BackendError,
  type Observation,
  type Plan,
  type PlanSettings,
} from '../../backend.ts';
import type { Clusters, Lease } from '../cache/clusters.ts';
import { connectionOf, openCluster } from '../open-cluster.ts';
import type { KubernetesOptions } from '../options.ts';
import { Session } from './session.ts';

type Opened = { session: Session; lease: Lease; key: string };

/** Connects at the first use, so that a kubeconfig which is not there yet is an answer of a turn and not of the start. */
export class KubernetesEnvironment implements Backend {
  readonly #options: KubernetesOptions;
  readonly #context: BackendContext;
  readonly #clusters: Clusters;
  #opened: Opened | undefined;
  #failedSince: Date | undefined;

  constructor(options: KubernetesOptions, context: BackendContext, clusters: Clusters) {
    this.#options = options;
    this.#context = context;
    this.#clusters = clusters;
  }

  observe(desired: RenderedEnvironment): Promise<Observation> {
    return this.#connected((session) => session.observe(desired));
  }

  plan(desired: RenderedEnvironment, settings: PlanSettings): Promise<Plan> {
    return this.#connected((session) => session.plan(desired, settings));
  }

  close(): Promise<void> {
    this.#disconnect();
    return Promise.resolve();
  }

  /** Tells since when nothing can be done, whether the kubeconfig or the cluster is to blame. */
  async #connected<T>(action: (session: Session) => Promise<T>): Promise<T> {
    try {
      this.#opened ??= this.#open();
      const result = await action(this.#opened.session);
      this.#failedSince = undefined;
      return result;
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      this.#failedSince ??= error.since ?? this.#context.now();
      this.#dropOldConnection();
      throw new BackendError(error.message, error.transient, { since: this.#failedSince, cause: error });
    }
  }

  #open(): Opened {
    const connection = connectionOf(this.#options, this.#context);
    const lease = openCluster(this.#clusters, connection, this.#options, this.#context);
    const session = new Session(lease.cluster, this.#options, this.#context);
    return { lease, session, key: connection.key };
  }

  /** A kubeconfig may name another cluster by now; the one that does not answer may be gone for good. */
  #dropOldConnection(): void {
    if (this.#opened === undefined || this.#opened.key === this.#currentKey()) return;
    this.#disconnect();
  }

  #currentKey(): string | undefined {
    try {
      return connectionOf(this.#options, this.#context).key;
    } catch (error) {
      // A kubeconfig that cannot be read now is no reason to give up what it said.
      if (error instanceof BackendError) return this.#opened?.key;
      throw error;
    }
  }

  #disconnect(): void {
    this.#opened?.session.close();
    this.#opened?.lease.release();
    this.#opened = undefined;
  }
}
