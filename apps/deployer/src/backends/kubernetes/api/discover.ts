import type { ValueMap } from '@tribble/resource-repo/format';
import { BackendError } from '../../backend.ts';
import { ApiError } from './api-error.ts';
import type { KubernetesClient } from './client.ts';
import {
  type GroupVersion,
  isAggregated,
  type Kinds,
  nameOfGroup,
  readAggregated,
  readCoreVersions,
  readGroups,
  readResourceList,
} from './discovery-document.ts';
import { discoveryDocument } from './media-types.ts';

export type DiscoveryClient = Pick<KubernetesClient, 'get'>;

/** What the two roots of the API answered. The very same values come again where nothing changed. */
export type Roots = { core: ValueMap; groups: ValueMap };

/** Asks the roots of the API: all kinds in two requests, from servers that can. */
export async function askRoots(client: DiscoveryClient): Promise<Roots> {
  const options = { accept: discoveryDocument, revalidate: true };
  const [core, groups] = await Promise.all([client.get('/api', options), client.get('/apis', options)]);
  if (core !== undefined && groups !== undefined) return { core, groups };
  throw new BackendError('the server lists no kinds at /api and /apis: it is no Kubernetes API server', true);
}

/** The kinds that the roots tell of. Older servers are asked for each group. */
export async function kindsOf(client: DiscoveryClient, { core, groups }: Roots): Promise<Kinds> {
  const [ofCore, ofGroups] = await Promise.all([
    isAggregated(core) ? readAggregated(core) : askEach(client, readCoreVersions(core)),
    isAggregated(groups) ? readAggregated(groups) : askEach(client, readGroups(groups)),
  ]);
  return {
    types: [...ofCore.types, ...ofGroups.types],
    incomplete: [...ofCore.incomplete, ...ofGroups.incomplete],
  };
}

/** Whether a group's kinds may change while the roots stay the same: older servers name only the groups there. */
export function isWhole({ core, groups }: Roots): boolean {
  return isAggregated(core) && isAggregated(groups);
}

async function askEach(client: DiscoveryClient, versions: readonly GroupVersion[]): Promise<Kinds> {
  const asked = await Promise.all(
    versions.map(async ({ group, version, path }) => {
      const list = await listOf(client, path);
      return list === undefined ? nameOfGroup(group) : readResourceList(list, group, version);
    }),
  );
  const incomplete = asked.filter((each) => typeof each === 'string');
  return {
    types: asked.flatMap((each) => (typeof each === 'string' ? [] : each)),
    incomplete: [...new Set(incomplete)],
  };
}

/** Undefined where the server of a group fails. That of the cluster itself failing is another matter. */
async function listOf(client: DiscoveryClient, path: string): Promise<ValueMap | undefined> {
  try {
    return await client.get(path, { revalidate: true });
  } catch (error) {
    if (error instanceof ApiError && error.status !== 401 && error.status !== 429) return undefined;
    throw error;
  }
}
