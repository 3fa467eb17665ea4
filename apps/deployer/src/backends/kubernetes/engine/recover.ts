/** An inventory made anew from the marks in the cluster, where its ConfigMap was lost. */
import { ApiError, isUnserved } from '../api/api-error.ts';
import type { KubernetesClient } from '../api/client.ts';
import type { Discovery } from '../api/discovery.ts';
import { identityOf, pathOf, type ResourceType } from '../objects/resource-type.ts';
import { keyOf, type KubernetesObject } from '../objects/identity.ts';
import { environmentLabel, labelValueOf, type Owner, resourceMarkOf } from '../objects/marks.ts';
import { emptyInventory, type Inventory, type InventoryEntry } from '../plan/inventory.ts';

type Context = {
  client: Pick<KubernetesClient, 'list'>;
  discovery: Pick<Discovery, 'all'>;
};

/**
 * Everything that bears the marks of an environment, of all kinds that the cluster has; empty for an environment that is new
 * to it. Where a kind may not be listed in all namespaces, the environment's own has to do. What may not be listed at all is
 * left out: whoever uses the result must not take it for complete.
 */
export async function recoverInventory(
  { client, discovery }: Context,
  environment: string,
  namespace: string,
): Promise<Inventory> {
  const labelSelector = `${environmentLabel}=${labelValueOf(environment)}`;
  const listable = (await discovery.all()).filter(
    ({ verbs }) => verbs.includes('list') && verbs.includes('delete'),
  );
  const entries = await Promise.all(
    listable.map(async (type) => {
      const paths = [pathOf(type, ''), ...(type.namespaced ? [pathOf(type, namespace)] : [])];
      const marked = await firstListOf(client, paths, labelSelector);
      return marked.flatMap((object) => {
        const entry = entryOf(type, object, { environment, namespace });
        return entry === undefined ? [] : [entry];
      });
    }),
  );
  return { ...emptyInventory(environment), entries: new Map(entries.flat()) };
}

/** The list at the first path that may be listed. */
async function firstListOf(
  client: Context['client'],
  paths: readonly string[],
  labelSelector: string,
): Promise<readonly KubernetesObject[]> {
  for (const path of paths) {
    try {
      return (await client.list(path, { labelSelector, metadataOnly: true })).items;
    } catch (error) {
      // A kind that went since the cluster told of it took its objects with it.
      if (isUnserved(error)) return [];
      if (!(error instanceof ApiError) || error.transient) throw error;
    }
  }
  return [];
}

/** Marks are copied, too, by controllers that make objects after the model of others: those have an owner. */
function entryOf(
  type: ResourceType,
  object: KubernetesObject,
  owner: Owner,
): [string, InventoryEntry] | undefined {
  const resource = resourceMarkOf(object, owner);
  if (resource === undefined || object.metadata['ownerReferences'] !== undefined) return undefined;
  const { group, version, kind } = type;
  const identity = { ...identityOf(type, object, ''), group, kind };
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return [keyOf(identity), { identity, apiVersion, resource, recovered: true }];
}
