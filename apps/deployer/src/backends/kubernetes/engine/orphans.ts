/** What the environment owns and git no longer has. */
import type { KubernetesClient } from '../api/client.ts';
import type { Discovery } from '../api/discovery.ts';
import { ApiError } from '../api/api-error.ts';
import type { Cluster } from '../cache/cluster.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { pathOf } from '../objects/resource-type.ts';
import type { Inventory, InventoryEntry } from '../plan/inventory.ts';

/** An entry of the inventory that git does not have; `unknown` where nobody can tell whether the object is there. */
export type Orphan = { key: string; entry: InventoryEntry; live: KubernetesObject | 'absent' | 'unknown' };

type Context = {
  client: Pick<KubernetesClient, 'get'>;
  discovery: Pick<Discovery, 'resolveAny' | 'isComplete'>;
  cluster: Pick<Cluster, 'get'>;
};

/** The orphans with what is live of them. The cache knows those that carry our label; of the others the server is asked. */
export async function orphansOf(
  inventory: Inventory,
  desired: ReadonlyMap<string, unknown>,
  context: Context,
): Promise<Orphan[]> {
  const entries = [...inventory.entries].filter(([key]) => !desired.has(key));
  return Promise.all(
    entries.map(async ([key, entry]) => ({ key, entry, live: await liveOf(entry, context) })),
  );
}

async function liveOf({ identity }: InventoryEntry, context: Context): Promise<Orphan['live']> {
  const { group, kind, namespace, name } = identity;
  const type = await context.discovery.resolveAny(group, kind);
  // A kind that is served no more took its objects with it, unless only nobody answers for it now.
  if (type === undefined) return context.discovery.isComplete() ? 'absent' : 'unknown';
  const cached = context.cluster.get(type, namespace, name);
  if (cached !== undefined) return cached.object;
  try {
    return (
      ((await context.client.get(pathOf(type, namespace, name))) as KubernetesObject | undefined) ?? 'absent'
    );
  } catch (error) {
    if (error instanceof ApiError) return 'unknown';
    throw error;
  }
}
