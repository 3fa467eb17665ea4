/** Carries out the plan of an environment: the inventory first, then the stages, then what left git. */
import { type Applied, BackendError, type PlanSettings } from '../../backend.ts';
import type { Failure } from '../../../core/status.ts';
import { isNamespaceMissing } from '../api/api-error.ts';
import { keyOf, nameOf } from '../objects/identity.ts';
import { afterRun, type Approval, type Inventory, union } from '../plan/inventory.ts';
import type { PrunePlan } from '../plan/prune.ts';
import { type ApplyResult, ApplyRun } from './apply.ts';
import type { DesiredObject } from './desired.ts';
import { createNamespace, isAwaited } from './namespace.ts';
import { judge } from './observe.ts';
import type { Orphan } from './orphans.ts';
import { isMutation, type ObjectPlan } from './plan-object.ts';
import { prune, type PruneResult } from './prune.ts';
import { pruneDecision } from './prune-decision.ts';
import { aheadOf, entriesOf, entryOfPlan, isRecorded, isThere } from './run-entries.ts';
import { failAll, findingsOf, refusals, type Spared } from './run-report.ts';
import type { Prepared, Session } from './session.ts';

/** Everything that a run of one environment starts from. */
export type RunInput = {
  session: Session;
  prepared: Prepared;
  settings: PlanSettings;
  plans: readonly ObjectPlan[];
  orphans: readonly Orphan[];
};

export class EnvironmentRun {
  readonly #input: RunInput;
  #inventory: Inventory;

  constructor(input: RunInput) {
    this.#input = input;
    this.#inventory = input.prepared.inventory;
  }

  /** Applies, then prunes where everything that is in git is there and well. */
  async apply(): Promise<Applied> {
    const { session, plans, prepared, settings } = this.#input;
    await this.#createNamespace();
    const spared = this.#sparedDrifts();
    const due = plans.filter((plan) => !spared.has(plan));
    const refused = refusals(plans, prepared);
    const isMutating = due.some((plan) => isMutation(plan) && !refused.has(plan.desired.resource.name));
    const obstacle = isMutating ? await this.#writeAhead(due) : undefined;
    if (obstacle !== undefined) return { changes: [], failures: failAll(due, refused, obstacle) };
    const applied = await this.#applyAll(due, refused);
    const decision = this.#decidePrune(applied);
    const pruned = await this.#prune(decision);
    session.findings.replace(findingsOf(plans, spared, applied));
    session.pruneFindings = {
      ...{ decision, failures: pruned.failures, enabled: settings.prune.enabled },
      spared: entriesOf(prepared.inventory, prepared.rendered.invalid),
    };
    await this.#settle(applied, decision, pruned);
    return { changes: [...applied.changes, ...pruned.changes], failures: applied.failures };
  }

  /** Objects whose namespace was missing could not be planned: the next turn does that. */
  async #createNamespace(): Promise<void> {
    const { session, plans } = this.#input;
    const { options, namespace, cluster, context } = session;
    if (!options.createNamespace || !isAwaited(namespace, plans)) return;
    if (await createNamespace(cluster.client, namespace)) context.changed();
  }

  /** The drift that is not put right: as the environment wants it, or since somebody undoes it again and again. */
  #sparedDrifts(): Spared {
    const { session, settings, plans } = this.#input;
    const now = session.context.now();
    const spared = new Map<ObjectPlan, string>();
    for (const plan of plans) {
      if (plan.isDrift !== true) continue;
      const { key } = plan.desired;
      const nextAt = session.healing.nextAt(key, now);
      if (!settings.selfHeal) spared.set(plan, 'selfHeal is off');
      else if (nextAt > now) {
        session.recheckAt(nextAt);
        const times = session.healing.timesOf(key);
        spared.set(
          plan,
          `was put right ${times} times and changed again: the next time is ${nextAt.toISOString()}`,
        );
      }
    }
    return spared;
  }

  /** Records all that may come to be before anything does. Gives what keeps it from being recorded. */
  async #writeAhead(due: readonly ObjectPlan[]): Promise<string | undefined> {
    const { session } = this.#input;
    const { store, namespace } = session;
    this.#inventory = this.#stamped(union(this.#inventory, due.filter(isMutation).map(aheadOf)));
    try {
      await store.save(this.#inventory);
    } catch (error) {
      if (!isNamespaceMissing(error)) throw error;
      const own = due.find(({ desired: { identity } }) => {
        return identity.kind === 'Namespace' && identity.group === '' && identity.name === namespace;
      });
      if (own !== undefined) await this.#applyRun(new Map()).run([own]);
      else if (session.options.createNamespace) await createNamespace(session.cluster.client, namespace);
      else return error.message;
      await store.save(this.#inventory);
    }
    return undefined;
  }

  #stamped(inventory: Inventory): Inventory {
    const { session, settings } = this.#input;
    const at = session.context.now().toISOString();
    return { ...inventory, run: { revision: settings.revision, holder: session.holder, at } };
  }

  #applyRun(refused: ReadonlyMap<string, Failure>): ApplyRun {
    const { cluster, verified, healing, context } = this.#input.session;
    const { client } = cluster;
    const isReady = ({ desired }: ObjectPlan) => this.#isReady(desired);
    return new ApplyRun({ client, cluster, verified, healing, now: context.now, isReady }, refused);
  }

  #isReady(desired: DesiredObject): boolean {
    const { session, plans } = this.#input;
    const { verdict } = judge(desired, { cluster: session.cluster, now: session.context.now() });
    if (verdict !== undefined) return verdict.status === 'Current';
    const plan = plans.find((each) => each.desired === desired);
    return plan?.action === 'unchanged' && (plan.removed?.reason ?? 'Clean') === 'Clean';
  }

  #decidePrune(applied: ApplyResult): PrunePlan {
    const { session, prepared, settings, orphans } = this.#input;
    const { uids } = applied;
    // Where nothing left git, nobody has to know whether everything else is well.
    const obstacle = orphans.length === 0 ? undefined : this.#obstacle(applied);
    const turn = {
      orphans,
      isApplied: obstacle === undefined,
      ...(obstacle !== undefined && { obstacle }),
      uids: this.#uidsWith(uids),
    };
    return pruneDecision(session, prepared, settings, turn);
  }

  /** Why not everything in git is there and well. */
  #obstacle({ failures, waiting }: ApplyResult): string | undefined {
    const [failed] = failures.keys();
    if (failed !== undefined) return `${failed} could not be applied`;
    const [reason] = waiting.values();
    if (reason !== undefined) return reason;
    for (const desired of this.#input.prepared.set.objects.values()) {
      if (!this.#isReady(desired)) return `${nameOf(desired.identity)} is not ready`;
    }
    return undefined;
  }

  /** The ids of everything that git has: an object may be served under two groups, and git name another than before. */
  #uidsWith(applied: ReadonlySet<string>): Set<string> {
    const live = this.#input.plans.map((plan) => plan.live?.metadata['uid']);
    return new Set([...applied, ...live.filter((uid) => typeof uid === 'string')]);
  }

  async #prune(decision: PrunePlan): Promise<PruneResult> {
    const { session, orphans } = this.#input;
    const { cluster, store } = session;
    const { approval = this.#openApproval() } = decision;
    if (decision.delete.length > 0 || decision.abandon.length > 0) {
      // Whoever wrote the inventory meanwhile may want what is about to be deleted.
      const { approval: _before, ...inventory } = this.#inventory;
      this.#inventory = this.#stamped({ ...inventory, ...(approval && { approval }) });
      await store.save(this.#inventory);
    }
    const live = new Map(
      orphans.flatMap(({ key, live: object }) =>
        typeof object === 'string' ? [] : [[key, object] as const],
      ),
    );
    return prune(decision, { client: cluster.client, discovery: cluster.discovery, cluster, live });
  }

  /** What a person approved and is not done yet; what is in git again is no part of it any more. */
  #openApproval(): Approval | undefined {
    const { approval } = this.#inventory;
    if (approval === undefined) return undefined;
    const keys = approval.keys.filter((key) => !this.#input.prepared.set.objects.has(key));
    return { ...approval, keys };
  }

  /** What was changed is logged, also where the rest cannot be. */
  async #applyAll(due: readonly ObjectPlan[], refused: ReadonlyMap<string, Failure>): Promise<ApplyResult> {
    const run = this.#applyRun(refused);
    try {
      return await run.run(due, this.#input.prepared.set.undeployable);
    } catch (error) {
      for (const change of run.changes) this.#input.session.context.log.info(change, 'applied');
      throw error;
    }
  }

  /** Records what came of it, where that is not what is recorded already. */
  async #settle(applied: ApplyResult, decision: PrunePlan, pruned: PruneResult): Promise<void> {
    const { plans, prepared, session } = this.#input;
    const gone = [...pruned.abandoned, ...decision.settled.map(({ identity }) => keyOf(identity))];
    const there = plans.filter((plan) => isThere(plan, applied, this.#inventory)).map(entryOfPlan);
    const isKnown = there.every((entry) => isRecorded(this.#inventory, entry));
    const isGone = gone.length > 0 || pruned.deleted.size > 0;
    const size = this.#settledSize(gone.length + pruned.deleted.size);
    const isSame = isKnown && !isGone && size === this.#inventory.settled && !prepared.isRecovered;
    if (isSame || (this.#inventory.entries.size === 0 && there.length === 0)) return;
    const { deleted } = pruned;
    const settled = afterRun(this.#inventory, { applied: there, failed: [], deleted, abandoned: gone });
    try {
      await session.store.save({ ...settled, ...(size !== undefined && { settled: size }) });
    } catch (error) {
      // The next turn finds what is there, and records it then.
      if (!(error instanceof BackendError)) throw error;
      session.context.log.warn(
        { message: error.message },
        'the inventory could not be written after the run',
      );
    }
  }

  /** How many objects there are, where nothing is left that has left git; otherwise what it was before. */
  #settledSize(gone: number): number | undefined {
    const { orphans, prepared } = this.#input;
    const { size } = prepared.set.objects;
    return orphans.length === gone && !prepared.isRecovered ? size : this.#inventory.settled;
  }
}
