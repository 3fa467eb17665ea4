/** An inventory made anew from the marks in the cluster, where its ConfigMap was lost. */
import { BackendError } from '../../backend.ts';
import { ApiError, isUnserved } from '../api/api-error.ts';
import type { KubernetesClient } from '../api/client.ts';
import type { Discovery } from '../api/discovery.ts';
import { identityOf, pathOf, type ResourceType } from '../objects/resource-type.ts';
import { keyOf, type KubernetesObject } from '../objects/identity.ts';
import { environmentLabel, labelValueOf, type Owner, resourceMarkOf } from '../objects/marks.ts';
import { emptyInventory, type Inventory, type InventoryEntry } from '../plan/inventory.ts';

type Context = {
  client: Pick<KubernetesClient, 'list'>;
  discovery: Pick<Discovery, 'all' | 'incomplete'>;
};

/**
 * Everything that bears the marks of an environment, of all kinds that the cluster has; empty for an environment that is new
 * to it. Where a kind may not be listed in all namespaces, the environment's own has to do. What may not be listed at all is
 * left out: whoever uses the result must not take it for complete. A kind that does not answer now, as one whose conversion
 * webhook is down, stops no other: `unread` names it, to be asked again. Throws BackendError where none answers.
 */
export async function recoverInventory(context: Context, owner: Owner): Promise<Inventory> {
  const types = await listable(context);
  const { entries, unread, failure } = await markedOf(context, types, owner);
  if (failure !== undefined && unread.length === types.length) throw failure;
  const missing = context.discovery.incomplete().map((group) => `${group}/*`);
  return { ...emptyInventory(owner.environment), entries, ...unreadOf([...unread, ...missing]) };
}

/** Looks again for what could not be read when an inventory was made anew. Gives the same where nothing new is known. */
export async function recoverRest(context: Context, owner: Owner, inventory: Inventory): Promise<Inventory> {
  const { unread: before = [], ...known } = inventory;
  const isAnyKind = before.some((kind) => kind.endsWith('/*'));
  const types = (await listable(context)).filter((type) => isAnyKind || before.includes(nameOf(type)));
  const found = await markedOf(context, types, owner);
  const missing = isAnyKind ? context.discovery.incomplete().map((group) => `${group}/*`) : [];
  const unread = [...found.unread, ...missing];
  const entries = new Map([...found.entries, ...known.entries]);
  const isNews = entries.size > known.entries.size || unread.join() !== before.join();
  return isNews ? { ...known, entries, ...unreadOf(unread) } : inventory;
}

const nameOf = ({ group, kind }: ResourceType): string => `${group}/${kind}`;

const unreadOf = (kinds: readonly string[]) => (kinds.length > 0 ? { unread: kinds } : {});

async function listable({ discovery }: Context): Promise<ResourceType[]> {
  return (await discovery.all()).filter(({ verbs }) => verbs.includes('list') && verbs.includes('delete'));
}

type Marked = { entries: Map<string, InventoryEntry>; unread: string[]; failure?: BackendError };

/** What of these kinds bears the marks, and which of them did not answer. */
async function markedOf({ client }: Context, types: readonly ResourceType[], owner: Owner): Promise<Marked> {
  const marked: Marked = { entries: new Map(), unread: [] };
  const labelSelector = `${environmentLabel}=${labelValueOf(owner.environment)}`;
  const find = async (type: ResourceType): Promise<void> => {
    const paths = [pathOf(type, ''), ...(type.namespaced ? [pathOf(type, owner.namespace)] : [])];
    for (const object of await firstListOf(client, paths, labelSelector)) {
      const entry = entryOf(type, object, owner);
      if (entry !== undefined) marked.entries.set(...entry);
    }
  };
  const attempt = async (type: ResourceType): Promise<void> => {
    try {
      await find(type);
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      marked.failure ??= error;
      marked.unread.push(nameOf(type));
    }
  };
  await Promise.all(types.map(attempt));
  marked.unread.sort();
  return marked;
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
