import { valueAt } from '@tribble/resource-repo/format';
import { ApiError } from '../api/api-error.ts';
import type { KubernetesClient } from '../api/client.ts';
import type { Cluster } from '../cache/cluster.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { pathOf } from '../objects/resource-type.ts';
import type { DesiredObject } from './desired.ts';
import { inParallel, Patience } from './in-parallel.ts';

type Client = Pick<KubernetesClient, 'get' | 'list'>;

/** What was found, by key; `refused` where the server would not tell. */
export type Live = {
  live: ReadonlyMap<string, KubernetesObject>;
  refused: ReadonlyMap<string, ApiError>;
};

/** One list costs less than this many requests for single objects. */
const worthAList = 8;

/**
 * The live objects of what is desired. Those that carry our label are in the cache that watches keep; of the others (never
 * deployed by us, or robbed of the label) nobody tells, so that they are asked for.
 */
export async function liveObjects(
  cluster: Pick<Cluster, 'get'>,
  client: Client,
  desired: Iterable<DesiredObject>,
): Promise<Live> {
  const live = new Map<string, KubernetesObject>();
  const refused = new Map<string, ApiError>();
  const unknown: DesiredObject[] = [];
  for (const object of desired) {
    const cached = cluster.get(object.type, object.identity.namespace, object.identity.name);
    if (cached === undefined) unknown.push(object);
    else live.set(object.key, cached.object);
  }
  const patience: Patience = new Patience();
  await inParallel(await whichExist(client, unknown), async (object) => {
    try {
      const found = await client.get(objectPath(object));
      if (found !== undefined) live.set(object.key, found as KubernetesObject);
    } catch (error) {
      patience.check(error);
      refused.set(object.key, error);
    }
  });
  return { live, refused };
}

/** The path of a desired object. */
export function objectPath({ type, identity: { namespace, name } }: DesiredObject): string {
  return pathOf(type, namespace, name);
}

/** Leaves out what a list of names says is not there. */
async function whichExist(client: Client, objects: readonly DesiredObject[]): Promise<DesiredObject[]> {
  const byCollection = grouped(objects);
  const parts = [...byCollection].map(async ([path, members]) => {
    if (members.length < worthAList) return members;
    const names = await namesAt(client, path);
    return members.filter(({ identity }) => names === undefined || names.has(identity.name));
  });
  return (await Promise.all(parts)).flat();
}

/** The names of all objects at a path; undefined where they may not be listed. */
async function namesAt(client: Client, path: string): Promise<Set<unknown> | undefined> {
  try {
    const { items } = await client.list(path, { metadataOnly: true });
    return new Set(items.map((item) => valueAt(item, ['metadata', 'name'])));
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

function grouped(objects: readonly DesiredObject[]): Map<string, DesiredObject[]> {
  const byCollection = new Map<string, DesiredObject[]>();
  for (const object of objects) {
    const path = pathOf(object.type, object.identity.namespace);
    const members = byCollection.get(path);
    if (members === undefined) byCollection.set(path, [object]);
    else members.push(object);
  }
  return byCollection;
}
