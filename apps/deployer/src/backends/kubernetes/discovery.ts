import { isValueMap, type Manifest, type ValueMap } from '@tribble/resource-repo/format';
import { BackendError } from '../backend.ts';
import type { KubernetesClient } from './client.ts';

type Kind = { plural: string; namespaced: boolean };

/** Which address an object has, by the API server's own list of kinds. */
export class Discovery {
  readonly #client: KubernetesClient;
  readonly #kinds = new Map<string, Promise<ReadonlyMap<string, Kind>>>();

  constructor(client: KubernetesClient) {
    this.#client = client;
  }

  /** The path of an object and its namespace (none for cluster-scoped kinds). Throws BackendError for an unknown kind. */
  async locate(manifest: Manifest, defaultNamespace: string): Promise<{ path: string; namespace?: string }> {
    const { apiVersion, kind, metadata } = manifest;
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const found = (await this.#kindsOf(root)).get(kind);
    if (found === undefined) throw new BackendError(`the cluster knows no ${kind} of ${apiVersion}`, false);
    const name = encodeURIComponent(metadata.name);
    if (!found.namespaced) return { path: `${root}/${found.plural}/${name}` };
    const own = metadata['namespace'];
    const namespace = typeof own === 'string' ? own : defaultNamespace;
    return { path: `${root}/namespaces/${encodeURIComponent(namespace)}/${found.plural}/${name}`, namespace };
  }

  #kindsOf(root: string): Promise<ReadonlyMap<string, Kind>> {
    const known = this.#kinds.get(root);
    if (known !== undefined) return known;
    const kinds = this.#client.get(root).then(parseKinds);
    this.#kinds.set(root, kinds);
    // A failed or empty answer is asked for again: the server may have been starting, the kind may still come.
    void kinds.then(
      (found) => found.size > 0 || this.#kinds.delete(root),
      () => this.#kinds.delete(root),
    );
    return kinds;
  }
}

function parseKinds(list: ValueMap | undefined): Map<string, Kind> {
  const resources = list?.['resources'];
  const kinds = new Map<string, Kind>();
  for (const resource of Array.isArray(resources) ? resources : []) {
    if (!isValueMap(resource)) continue;
    const { name, kind, namespaced } = resource;
    if (typeof name !== 'string' || typeof kind !== 'string' || name.includes('/')) continue;
    kinds.set(kind, { plural: name, namespaced: namespaced === true });
  }
  return kinds;
}
