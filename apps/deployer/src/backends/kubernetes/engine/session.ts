import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { JobRun, Problem } from '@tribble/api';
import { problem, type RenderedEnvironment } from '@tribble/resource-repo/format';
import { systemClock } from '@tribble/service-kit';
import picomatch from 'picomatch';
import {
  type BackendContext,
  BackendError,
  type JobOrder,
  type Observation,
  type Plan,
  type PlanSettings,
} from '../../backend.ts';
import type { Cluster } from '../cache/cluster.ts';
import { typeKeyOf } from '../cache/follows.ts';
import { GateJobs } from '../gate-jobs/gate-jobs.ts';
import { nameOf } from '../objects/identity.ts';
import { labelValueOf } from '../objects/marks.ts';
import { type KubernetesOptions, namespaceOf } from '../options.ts';
import type { Inventory } from '../plan/inventory.ts';
import { Alarm } from './alarm.ts';
import { CauseReader } from './causes.ts';
import { type DesiredObject, DesiredObjects, type DesiredSet } from './desired.ts';
import { planEnvironment } from './environment-plan.ts';
import { Findings } from './findings.ts';
import { Healing } from './healing.ts';
import { InventoryStore } from './inventory-store.ts';
import { type KindsInUse, kindsInUse } from './kinds-in-use.ts';
import { observe } from './observe.ts';
import { Owned } from './owned.ts';
import { type PruneFindings, pruneStatus } from './prune-status.ts';
import { RememberedCauses } from './remembered-causes.ts';
import { RememberedPlans } from './remembered-plans.ts';
import { StorageClasses } from './storage-classes.ts';
import { Verified } from './verified.ts';
import { WaitingPause } from './waiting-pause.ts';

/** What a turn starts from. */
export type Prepared = {
  rendered: RenderedEnvironment;
  set: DesiredSet;
  inventory: Inventory;
  /** The inventory was made anew from labels: what has no label may be missing in it. */
  isRecovered: boolean;
  /** Why some of the kinds in use cannot be listed now, though the cluster answers: what is there of them is unknown. */
  unlisted?: string;
};

/** One environment while its cluster is connected: what was found out of it, turn after turn. */
export class Session {
  readonly cluster: Cluster;
  readonly context: BackendContext;
  readonly options: KubernetesOptions;
  readonly namespace: string;
  readonly store: InventoryStore;
  readonly verified = new Verified();
  readonly healing = new Healing();
  readonly findings = new Findings();
  readonly rememberedPlans = new RememberedPlans();
  readonly #remembered = new RememberedCauses();
  readonly #waiting = new WaitingPause();
  /** Hashes of secrets can be compared within this process only. */
  readonly salt = randomBytes(16).toString('hex');
  /** Who wrote an inventory: for people who wonder which of two deployers it was. */
  readonly holder = `${hostname()}/${process.pid}`;
  /** What the last run decided of what left git. */
  pruneFindings: PruneFindings | undefined;
  #claimed: DesiredSet | undefined;
  #inUse: { set: DesiredSet; inventory: Inventory; kinds: KindsInUse } | undefined;
  readonly isTakenOver: (manager: string) => boolean;
  readonly #alarm: Alarm;
  readonly #storageClasses: StorageClasses;
  readonly #desired: DesiredObjects;
  readonly #owned: Owned;
  readonly #gateJobs: GateJobs;
  readonly #unsubscribe: () => void;

  constructor(cluster: Cluster, options: KubernetesOptions, context: BackendContext) {
    const { environment } = context;
    this.cluster = cluster;
    this.options = options;
    this.context = context;
    this.namespace = namespaceOf(options);
    this.#alarm = new Alarm(systemClock, () => context.changed());
    this.#storageClasses = new StorageClasses(cluster.client);
    this.store = new InventoryStore(cluster.client, environment, this.namespace);
    const owner = { environment, namespace: this.namespace };
    const { now, log } = context;
    this.#gateJobs = new GateJobs({ client: cluster.client, owner, now, log });
    this.#owned = new Owned({
      ...{ cluster, store: this.store, owner },
      ...{ now: context.now, recheckAt: (time) => this.recheckAt(time) },
    });
    this.#desired = new DesiredObjects({
      environment,
      namespace: this.namespace,
      isAllowedNamespace: allowed(options),
      discovery: cluster.discovery,
    });
    const { takeOver } = options;
    this.isTakenOver = typeof takeOver === 'boolean' ? () => takeOver : picomatch(takeOver);
    this.#unsubscribe = cluster.subscribe(labelValueOf(environment), () => context.changed());
  }

  async observe(rendered: RenderedEnvironment): Promise<Observation> {
    const prepared = await this.prepare(rendered);
    const { cluster, healing, findings, verified, context } = this;
    const owner = { environment: context.environment, namespace: this.namespace };
    const now = context.now();
    const causes = new CauseReader(cluster.client);
    const storageClasses = this.#storageClasses;
    const found = {
      ...{ causes, remembered: this.#remembered, waiting: this.#waiting },
      ...{ storageClasses, verified, healing, findings, unseen: this.#unseen() },
    };
    const recheckAt = (time: Date) => this.recheckAt(time);
    const resources = await observe(prepared.set, { owner, cluster, now, recheckAt, ...found });
    const prune = pruneStatus(this.pruneFindings);
    const problems = this.#claimProblems(prepared.set);
    return { resources, ...(prune && { prune }), ...(problems.length > 0 && { problems }) };
  }

  async plan(rendered: RenderedEnvironment, settings: PlanSettings): Promise<Plan> {
    return planEnvironment(this, await this.prepare(rendered), settings);
  }

  /** Runs the Job of a gate, which is none of the environment's objects. */
  runJob(order: JobOrder): Promise<JobRun | { problems: Problem[] }> {
    this.#checkReachable();
    return this.#gateJobs.run(order);
  }

  /** What should be, what is owned, and watches on all of it. Throws BackendError while the cluster does not answer. */
  async prepare(rendered: RenderedEnvironment): Promise<Prepared> {
    this.#checkReachable();
    const { cluster, context } = this;
    const set = await this.#desired.of(rendered);
    if (set !== this.#claimed) cluster.claims.set(context.environment, new Set(set.objects.keys()));
    this.#claimed = set;
    const { inventory, isRecovered } = await this.#owned.load();
    const unlisted = await this.#follow(set, inventory);
    this.#checkReachable();
    return { rendered, set, inventory, isRecovered, ...(unlisted !== undefined && { unlisted }) };
  }

  /** Has the environment looked at again at that time. */
  recheckAt(time: Date): void {
    this.#alarm.set(time);
  }

  close(): void {
    const { environment } = this.context;
    this.#unsubscribe();
    this.#alarm.clear();
    this.cluster.claims.set(environment, new Set());
    this.cluster.unfollow(environment);
  }

  #checkReachable(): void {
    const state = this.cluster.state();
    if (state.kind === 'unreachable') throw new BackendError(state.message, true, { since: state.since });
  }

  /** Why objects cannot be seen, asked once for all of them. */
  #unseen(): (desired: DesiredObject) => string | undefined {
    const state = this.cluster.state();
    const types = [...(state.kind === 'forbidden' ? state.types : []), ...this.cluster.unlisted()];
    if (types.length === 0) return () => undefined;
    return ({ type, identity }) => {
      const found = types.find(({ type: { group, kind }, namespace = identity.namespace }) => {
        return group === type.group && kind === type.kind && namespace === identity.namespace;
      });
      return found?.message;
    };
  }

  /** Watches all that is desired and owned. Gives why some kinds cannot be listed now, which stops no other. */
  async #follow(set: DesiredSet, inventory: Inventory): Promise<string | undefined> {
    const { cluster, context, namespace } = this;
    if (this.#inUse?.set !== set || this.#inUse.inventory !== inventory)
      this.#inUse = { set, inventory, kinds: kindsInUse(set, inventory) };
    const { kinds } = this.#inUse;
    const types = new Map(kinds.types);
    const namespaces = new Set([namespace, ...kinds.namespaces]);
    for (const { group, kind, namespace: where } of kinds.others) {
      const type = await cluster.discovery.resolveAny(group, kind);
      if (type === undefined) continue;
      types.set(typeKeyOf(type), type);
      namespaces.add(where);
    }
    namespaces.delete('');
    try {
      await cluster.follow([...types.values()], [...namespaces], context.environment);
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      // Kinds that may not be watched stop no other: the cluster knows which they are.
      if (!error.transient) return undefined;
      if (!(await cluster.answers())) throw error;
      return error.message;
    }
    return undefined;
  }

  /** What other environments declare, too. The one that was first goes on; both say so. */
  #claimProblems({ objects }: DesiredSet): Problem[] {
    const { cluster, context } = this;
    return [...objects.values()].flatMap(({ key, identity, resource }) => {
      const others = cluster.claims.others(context.environment, key);
      if (others.length === 0) return [];
      const message = `${nameOf(identity)} is also declared by environment ${others.join(', ')}`;
      return [problem(resource.path, message, undefined, 'declare it in one environment only')];
    });
  }
}

/** Whether manifests may name a namespace that is not the environment's own. */
function allowed({ namespace, allowedNamespaces }: KubernetesOptions): (name: string) => boolean {
  if (allowedNamespaces !== undefined) return picomatch(allowedNamespaces);
  return () => namespace === undefined;
}
