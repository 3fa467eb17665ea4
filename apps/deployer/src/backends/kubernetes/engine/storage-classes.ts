import type { KubernetesClient } from '../api/client.ts';
import { ApiError } from '../api/api-error.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { pathOf } from '../objects/resource-type.ts';
import { storageClassOf } from '../status/persistent-volume-claim.ts';

const storageClasses = {
  group: 'storage.k8s.io',
  version: 'v1',
  kind: 'StorageClass',
  plural: 'storageclasses',
  namespaced: false,
  verbs: [],
};

/** The StorageClasses of claims that wait. How a class binds never changes, so that each is read once. */
export class StorageClasses {
  readonly #client: Pick<KubernetesClient, 'get'>;
  readonly #known = new Map<string, KubernetesObject>();

  constructor(client: Pick<KubernetesClient, 'get'>) {
    this.#client = client;
  }

  /** The class of a claim; undefined for anything else, and where it may not be read. */
  async of(object: KubernetesObject): Promise<KubernetesObject | undefined> {
    const name = object.kind === 'PersistentVolumeClaim' ? storageClassOf(object) : undefined;
    if (name === undefined) return undefined;
    const known = this.#known.get(name) ?? (await this.#read(name));
    if (known !== undefined) this.#known.set(name, known);
    return known;
  }

  async #read(name: string): Promise<KubernetesObject | undefined> {
    try {
      return (await this.#client.get(pathOf(storageClasses, '', name))) as KubernetesObject | undefined;
    } catch (error) {
      if (error instanceof ApiError) return undefined;
      throw error;
    }
  }
}
