/** Carries out the plans of objects, stage by stage. */
import type { ObjectChange } from '@tribble/api';
import { type Applied, BackendError } from '../../backend.ts';
import type { Failure } from '../../../core/status.ts';
import type { KubernetesClient } from '../api/client.ts';
import type { Cluster } from '../cache/cluster.ts';
import { nameOf } from '../objects/identity.ts';
import { fieldManager, isMarkPath } from '../objects/marks.ts';
import { stagesOf } from '../plan/order.ts';
import { Barriers, plannedOf } from './barriers.ts';
import { identityFields, type Undeployable } from './desired.ts';
import type { Healing } from './healing.ts';
import { inParallel, Patience } from './in-parallel.ts';
import { objectPath } from './live.ts';
import type { ObjectPlan } from './plan-object.ts';
import type { Verified } from './verified.ts';

export type ApplyContext = {
  client: Pick<KubernetesClient, 'apply' | 'patch' | 'delete'>;
  cluster: Pick<Cluster, 'put' | 'removed'>;
  verified: Verified;
  healing: Healing;
  now: () => Date;
  /** Whether the live object of a plan has become what it should be. */
  isReady: (plan: ObjectPlan) => boolean;
};

/** What applying came to, and why it stopped where it did. */
export type ApplyResult = Applied & {
  /** Why objects wait that could be applied, by key. */
  waiting: ReadonlyMap<string, string>;
  /** The ids that objects have in the cluster which were applied now. */
  uids: ReadonlySet<string>;
};

type Change = Applied['changes'][number];

/**
 * Applies the stages in order. A resource that fails stops no other but those that stand on it, in its Namespace or of the kind
 * that it defines; of a later wave nothing is begun.
 */
export class ApplyRun {
  readonly #context: ApplyContext;
  readonly #changes: Change[] = [];
  readonly #failures = new Map<string, Failure>();
  readonly #waiting = new Map<string, string>();
  readonly #uids = new Set<string>();
  readonly #patience: Patience = new Patience();

  constructor(context: ApplyContext, refused: ReadonlyMap<string, Failure>) {
    this.#context = context;
    for (const [resource, failure] of refused) this.#failures.set(resource, failure);
  }

  /** What was changed up to now. */
  get changes(): readonly Change[] {
    return this.#changes;
  }

  /** `undeployable`: what belongs to a wave, too, and cannot be applied. */
  async run(plans: readonly ObjectPlan[], undeployable: readonly Undeployable[] = []): Promise<ApplyResult> {
    // At rest there is nothing to put into order.
    if (plans.some(({ action }) => action !== 'unchanged')) await this.#runStages(plans, undeployable);
    return {
      changes: this.#changes,
      failures: this.#failures,
      waiting: this.#waiting,
      uids: this.#uids,
    };
  }

  async #runStages(plans: readonly ObjectPlan[], undeployable: readonly Undeployable[]): Promise<void> {
    const byKey = new Map(plans.map((plan) => [plan.desired.key, plan]));
    const { isReady } = this.#context;
    const barriers = new Barriers(undeployable, { isReady, failures: this.#failures });
    for (const { wave, objects } of stagesOf(plans.map(plannedOf))) {
      const members = objects.flatMap(({ key }) => byKey.get(key) ?? []);
      barriers.reach(wave);
      await this.#applyStage(members.filter((plan) => !this.#isHeld(plan, barriers)));
      barriers.leave(members);
    }
  }

  #isHeld(plan: ObjectPlan, barriers: Barriers): boolean {
    const obstacle = barriers.obstacleOf(plan);
    if (obstacle === undefined) return false;
    if (plan.action !== 'unchanged') this.#waiting.set(plan.desired.key, obstacle);
    return true;
  }

  async #applyStage(plans: readonly ObjectPlan[]): Promise<void> {
    await inParallel(
      plans.filter((plan) => this.#isDue(plan)),
      (plan) => this.#applyOne(plan),
    );
  }

  #isDue({ action, desired: { resource } }: ObjectPlan): boolean {
    const isChange = action === 'create' || action === 'change' || action === 'replace';
    return isChange && !this.#failures.has(resource.name);
  }

  async #applyOne(plan: ObjectPlan): Promise<void> {
    const { desired } = plan;
    try {
      if (plan.action === 'replace' && !(await this.#makeWay(plan))) return;
      await this.#takeOver(plan);
      const { client, cluster, verified, now } = this.#context;
      const options = { fieldManager, force: plan.force };
      const applied = await client.apply(objectPath(desired), plan.payload, options);
      cluster.put(desired.type, applied);
      verified.add(desired, applied, now());
      const { uid } = applied.metadata;
      if (typeof uid === 'string') this.#uids.add(uid);
      this.#tell(plan);
    } catch (error) {
      this.#patience.check(error);
      this.#failures.set(desired.resource.name, failureOf(plan, error));
    }
  }

  /** Deletes what is in the way. False while it is not gone. */
  async #makeWay({ desired, live, replacement }: ObjectPlan): Promise<boolean> {
    const { client, cluster } = this.#context;
    const uid = live?.metadata['uid'];
    if (typeof uid !== 'string' || replacement === undefined)
      throw new BackendError('nothing to replace', true);
    const { propagationPolicy } = replacement;
    const left = await client.delete(objectPath(desired), { uid, propagationPolicy });
    const { namespace, name } = desired.identity;
    if (left === 'gone') {
      cluster.removed(desired.type, namespace, name, uid);
      return true;
    }
    cluster.put(desired.type, left);
    this.#waiting.set(desired.key, 'is being deleted; it is made anew when it is gone');
    return false;
  }

  async #takeOver({ desired, takeOver }: ObjectPlan): Promise<void> {
    if (takeOver === undefined) return;
    await this.#context.client.patch(objectPath(desired), takeOver, { type: 'json' });
  }

  #tell({ desired, action, fields, isDrift }: ObjectPlan): void {
    const { identity, resource, key } = desired;
    const managers = [...new Set(fields.flatMap(({ manager }) => manager ?? []))];
    const drift = isDrift === true ? { object: nameOf(identity), managers, fields } : undefined;
    if (drift !== undefined) this.#context.healing.add(key, drift, this.#context.now());
    const change = { action, ...identityFields(identity), resource: resource.name };
    this.#changes.push({ ...change, ...(drift && { drift }) });
  }
}

/** Why a resource could not be applied, with the object and the file where it stands. */
export function failureOf({ desired }: ObjectPlan, { message, transient }: Failure): Failure {
  return { message: `${desired.resource.path}: ${nameOf(desired.identity)}: ${message}`, transient };
}

/** The objects that a plan would change. */
export function changeOf(plan: ObjectPlan): ObjectChange {
  const { desired, action, message } = plan;
  // Every change of a resource changes the marks of all its objects, which nobody needs to read.
  const fields = plan.fields.filter(({ path }) => !isMarkPath(path));
  const isOfMarks = plan.fields.length > 0 && fields.length === 0;
  const said = message ?? (isOfMarks ? 'only what it says of its revision' : undefined);
  return {
    action,
    resource: desired.resource.name,
    apiVersion: desired.payload.apiVersion,
    ...identityFields(desired.identity),
    ...(said !== undefined && { message: said }),
    fields,
  };
}
