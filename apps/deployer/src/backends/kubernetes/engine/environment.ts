/** One environment of deployers.yaml in a cluster that it shares with others. */
import type { JobRun, Problem } from '@tribble/api';
import type { RenderedEnvironment } from '@tribble/resource-repo/format';
import {
  type Backend,
  type BackendContext,
  BackendError,
  type JobOrder,
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
  #isClosed = false;

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

  runJob(order: JobOrder): Promise<JobRun | { problems: Problem[] }> {
    return this.#connected((session) => session.runJob(order));
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.#disconnect();
    return Promise.resolve();
  }

  /** Tells since when nothing can be done, whether the kubeconfig or the cluster is to blame. */
  async #connected<T>(action: (session: Session) => Promise<T>): Promise<T> {
    try {
      const result = await this.#attempt(action);
      this.#failedSince = undefined;
      return result;
    } catch (error) {
      // A cluster that refuses answers.
      if (!(error instanceof BackendError) || !error.transient) throw error;
      this.#failedSince ??= error.since ?? this.#context.now();
      throw new BackendError(error.message, error.transient, { since: this.#failedSince, cause: error });
    }
  }

  /** A kubeconfig may name another cluster by now, and the one that does not answer be gone for good. */
  async #attempt<T>(action: (session: Session) => Promise<T>): Promise<T> {
    this.#checkOpen();
    this.#opened ??= this.#open();
    const { session, key } = this.#opened;
    try {
      return await action(session);
    } catch (error) {
      if (!(error instanceof BackendError) || key === this.#currentKey()) throw error;
      this.#checkOpen();
      this.#disconnect();
      this.#opened = this.#open();
      return await action(this.#opened.session);
    }
  }

  /** A turn or a diff that comes late must not connect again: nobody would close that. */
  #checkOpen(): void {
    if (!this.#isClosed) return;
    throw new BackendError(`environment ${this.#context.environment} is closed`, true);
  }

  #open(): Opened {
    const connection = connectionOf(this.#options, this.#context);
    const lease = openCluster(this.#clusters, connection, this.#options, this.#context);
    const session = new Session(lease.cluster, this.#options, this.#context);
    return { lease, session, key: connection.key };
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
