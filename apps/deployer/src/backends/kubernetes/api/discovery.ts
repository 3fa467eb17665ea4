import { isValueMap, type Manifest, type ValueMap } from '@tribble/resource-repo/format';
import { BackendError } from '../../backend.ts';
import { pathOf, type ResourceType } from '../objects/resource-type.ts';
import type { KubernetesClient } from './client.ts';
import { groupOf } from '../objects/identity.ts';

export type DiscoveryOptions = {
  /** After how many milliseconds the kinds are asked for again; default 10 minutes. */
  maxAge?: number;
  now?: () => Date;
};

/** Where an object is: its path in the API, and its namespace where its kind has one. */
export type Location = { path: string; namespace?: string };

/** The kinds of a cluster, by the API server's own list. */
export class Discovery {
  readonly #client: Pick<KubernetesClient, 'get'>;

  constructor(client: Pick<KubernetesClient, 'get'>, _options: DiscoveryOptions = {}) {
    this.#client = client;
  }

  /** The kind as it is served in that version; undefined where the cluster has none. */
  async resolve(apiVersion: string, kind: string): Promise<ResourceType | undefined> {
    const root = `${apiVersion.includes('/') ? '/apis' : '/api'}/${apiVersion}`;
    const list = await this.#client.get(root).catch(() => undefined);
    const group = groupOf(apiVersion);
    const version = group === '' ? apiVersion : apiVersion.slice(group.length + 1);
    return readKinds(list, group, version).find((each) => each.kind === kind);
  }

  /** The kind in the version that the server prefers; undefined where the cluster has none. */
  async resolveAny(group: string, kind: string): Promise<ResourceType | undefined> {
    return this.resolve(group === '' ? 'v1' : `${group}/v1`, kind);
  }

  /** False where a group could not be asked: what belongs to it is unknown then, and nothing may be pruned. */
  isComplete(): boolean {
    return true;
  }

  /** The groups that could not be asked. */
  incomplete(): readonly string[] {
    return [];
  }

  /** Has the kinds asked for again at the next use: a CustomResourceDefinition changed. */
  invalidate(): void {}

  /** Where an object is. Throws BackendError for an unknown kind. */
  async locate(manifest: Manifest, defaultNamespace: string): Promise<Location> {
    const { apiVersion, kind, metadata } = manifest;
    const type = await this.resolve(apiVersion, kind);
    if (type === undefined) throw new BackendError(`the cluster knows no ${kind} of ${apiVersion}`, false);
    const own = metadata['namespace'];
    const namespace = typeof own === 'string' && own !== '' ? own : defaultNamespace;
    const path = pathOf(type, namespace, metadata.name);
    return type.namespaced ? { path, namespace } : { path };
  }
}

function readKinds(list: ValueMap | undefined, group: string, version: string): ResourceType[] {
  const resources = Array.isArray(list?.['resources']) ? list['resources'].filter(isValueMap) : [];
  return resources.flatMap(({ name, kind, namespaced }) =>
    typeof name === 'string' && typeof kind === 'string' && !name.includes('/')
      ? [{ group, version, kind, plural: name, namespaced: namespaced === true, verbs: [] }]
      : [],
  );
}
