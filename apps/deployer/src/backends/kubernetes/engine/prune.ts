/** Deletes what left git, as plan/prune.ts decided. */
import type { Applied } from '../../backend.ts';
import { ApiError, isStale } from '../api/api-error.ts';
import type { KubernetesClient } from '../api/client.ts';
import type { Discovery } from '../api/discovery.ts';
import type { Cluster } from '../cache/cluster.ts';
import { type Identity, keyOf, type KubernetesObject, nameOf } from '../objects/identity.ts';
import { withoutMarksPatch } from '../objects/marks.ts';
import { pathOf, type ResourceType } from '../objects/resource-type.ts';
import { deletionGroups } from '../plan/order.ts';
import type { PrunePlan } from '../plan/prune.ts';

export type PruneContext = {
  client: Pick<KubernetesClient, 'delete' | 'patch'>;
  cluster: Pick<Cluster, 'put' | 'removed'>;
  discovery: Pick<Discovery, 'resolveAny'>;
  /** The objects as they were last seen, by key. */
  live: ReadonlyMap<string, KubernetesObject>;
};

export type PruneResult = {
  changes: Applied['changes'];
  /** The keys of what is gone for certain. */
  deleted: ReadonlySet<string>;
  /** The keys of what is nobody's business any more. */
  abandoned: ReadonlySet<string>;
  /** Why objects are not gone that were to be deleted, by key. */
  failures: ReadonlyMap<string, string>;
};

/**
 * Deletes in reverse order, group by group: a controller must live as long as what only it can clean up, so that a group
 * whose objects are not gone yet ends this turn.
 */
export async function prune(plan: PrunePlan, context: PruneContext): Promise<PruneResult> {
  const run = new PruneRun(context);
  await Promise.all(plan.abandon.map(({ identity }) => run.abandon(identity)));
  let obstacle: Identity | undefined;
  for (const group of deletionGroups(plan.delete)) {
    if (obstacle !== undefined) run.hold(group, obstacle);
    else {
      const gone = await Promise.all(group.map((identity) => run.delete(identity)));
      obstacle = group.find((_, index) => gone[index] === false);
    }
  }
  return run.result;
}

class PruneRun {
  readonly #context: PruneContext;
  readonly #changes: Applied['changes'][number][] = [];
  readonly #deleted = new Set<string>();
  readonly #abandoned = new Set<string>();
  readonly #failures = new Map<string, string>();

  constructor(context: PruneContext) {
    this.#context = context;
  }

  get result(): PruneResult {
    return {
      changes: this.#changes,
      deleted: this.#deleted,
      abandoned: this.#abandoned,
      failures: this.#failures,
    };
  }

  /** Whether the object is gone. */
  async delete(identity: Identity): Promise<boolean> {
    return this.#act(identity, async (type, live) => {
      const { client, cluster } = this.#context;
      const { namespace, name } = identity;
      const { uid, resourceVersion } = live.metadata;
      const options = {
        propagationPolicy: 'Background' as const,
        ...(typeof uid === 'string' && { uid }),
        // The watch may be behind: what somebody has just changed may be theirs by now.
        ...(typeof resourceVersion === 'string' && { resourceVersion }),
      };
      const left = await client.delete(pathOf(type, namespace, name), options);
      this.#changes.push({
        action: 'delete',
        kind: identity.kind,
        ...(namespace !== '' && { namespace }),
        name,
      });
      if (left !== 'gone') {
        cluster.put(type, left);
        this.#failures.set(keyOf(identity), `${nameOf(identity)} is being deleted`);
        return false;
      }
      if (typeof uid === 'string') cluster.removed(type, namespace, name, uid);
      this.#deleted.add(keyOf(identity));
      return true;
    });
  }

  /** Leaves a group for a later turn. */
  hold(group: readonly Identity[], { kind, name }: Identity): void {
    for (const identity of group) {
      this.#failures.set(keyOf(identity), `${nameOf(identity)} is deleted when ${kind} ${name} is gone`);
    }
  }

  /** Takes our marks off, so that nobody thinks that we still look after the object. */
  async abandon(identity: Identity): Promise<boolean> {
    return this.#act(identity, async (type, live) => {
      const path = pathOf(type, identity.namespace, identity.name);
      await this.#context.client.patch(path, withoutMarksPatch(live), { type: 'merge' });
      this.#abandoned.add(keyOf(identity));
      return true;
    });
  }

  async #act(
    identity: Identity,
    action: (type: ResourceType, live: KubernetesObject) => Promise<boolean>,
  ): Promise<boolean> {
    const key = keyOf(identity);
    const live = this.#context.live.get(key);
    const type = await this.#context.discovery.resolveAny(identity.group, identity.kind);
    if (type === undefined || live === undefined) return false;
    try {
      return await action(type, live);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { message } = error;
      const isRaced = isStale(error);
      const why = isRaced ? 'has just been changed: it is looked at again' : `cannot be deleted: ${message}`;
      this.#failures.set(key, `${nameOf(identity)} ${why}`);
      return false;
    }
  }
}
