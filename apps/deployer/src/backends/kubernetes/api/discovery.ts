import { isValueMap, type Manifest, type ValueMap } from '@tribble/resource-repo/format';
import { BackendError } from '../../backend.ts';
import type { KubernetesClient } from './client.ts';

type Kind = { plural: string; namespaced: boolean };

/** Where an object is: its path in the API, and its namespace where its kind has one. */
export type Location = { path: string; namespace?: string };

/** Which address an object has, by the API server's own list of kinds. */
export class Discovery {
  readonly #client: Pick<KubernetesClient, 'get'>;
  readonly #kinds = new Map<string, Promise<ReadonlyMap<string, Kind>>>();

  constructor(client: Pick<KubernetesClient, 'get'>) {
    this.#client = client;
  }

  /** Where an object is. Throws BackendError for an unknown kind. */
  async locate(manifest: Manifest, defaultNamespace: string): Promise<Location> {
    const { apiVersion, kind, metadata } = manifest;
    const root = `${apiVersion.includes('/') ? '/apis' : '/api'}/${apiVersion.split('/').map(segment).join('/')}`;
    const found = (await this.#kindsOf(root)).get(kind);
    if (found === undefined) {
      // Asked for again next time: whoever defines the kind may come later, or may just be starting.
      this.#kinds.delete(root);
      throw new BackendError(`the cluster knows no ${kind} of ${apiVersion}`, false);
    }
    const name = segment(metadata.name);
    if (!found.namespaced) return { path: `${root}/${found.plural}/${name}` };
    const own = metadata['namespace'];
    const namespace = typeof own === 'string' && own !== '' ? own : defaultNamespace;
    return { path: `${root}/namespaces/${segment(namespace)}/${found.plural}/${name}`, namespace };
  }

  #kindsOf(root: string): Promise<ReadonlyMap<string, Kind>> {
    const known = this.#kinds.get(root);
    if (known !== undefined) return known;
    const kinds = this.#client.get(root).then(parseKinds);
    this.#kinds.set(root, kinds);
    void kinds.catch(() => this.#kinds.delete(root));
    return kinds;
  }
}

/** A part of a path. A name such as `..` would lead to another object. */
function segment(name: string): string {
  if (name === '' || name === '.' || name === '..') {
    throw new BackendError(`"${name}" cannot be a name, a namespace or an apiVersion in Kubernetes`, false);
  }
  return encodeURIComponent(name);
}

/** The kinds of an APIResourceList; subresources such as `deployments/status` are none. */
export function parseKinds(list: ValueMap | undefined): Map<string, Kind> {
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
