/**
 * The inventory of an environment in its cluster: one ConfigMap, so that what is owned survives a lost checkout, a renamed
 * file, another machine. It is written with the resourceVersion that was read: of two deployers that change one environment
 * at once, one loses before it has changed anything.
 */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { valueAt } from '@tribble/resource-repo/format';
import { BackendError } from '../../backend.ts';
import { isNamespaceMissing, isNotFound, isStale } from '../api/api-error.ts';
import type { KubernetesClient } from '../api/client.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { annotations, environmentLabel, labelValueOf } from '../objects/marks.ts';
import { pathOf } from '../objects/resource-type.ts';
import { emptyInventory, fromJson, type Inventory, toJson } from '../plan/inventory.ts';

const configMaps = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  namespaced: true,
  verbs: [],
};
const dataKey = 'inventory';

type Client = Pick<KubernetesClient, 'get' | 'create' | 'replace'>;

/** An inventory with its version in the cluster; without one where the cluster has none. */
type Stored = { inventory: Inventory; resourceVersion: string | undefined };

/** The name of the ConfigMap, which is no part of any inventory. A name that cannot stand in it is told by its hash, too. */
export function inventoryNameOf(environment: string): string {
  const plain = environment.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-');
  const hash = createHash('sha256').update(environment).digest('hex').slice(0, 8);
  return `tribble-inventory-${plain === environment ? environment : `${plain.slice(0, 200)}-${hash}`}`;
}

export class InventoryStore {
  readonly #client: Client;
  readonly #environment: string;
  readonly #namespace: string;
  /**
   * What was last read or written, or is being read: all who ask meanwhile wait for the same answer, that none of them puts an
   * older one over what was just saved. Undefined where nothing was read yet, or where it has to be read again.
   */
  #current: Promise<Stored> | undefined;

  constructor(client: Client, environment: string, namespace: string) {
    this.#client = client;
    this.#environment = environment;
    this.#namespace = namespace;
  }

  /** What the environment owns; `undefined` where the cluster has no inventory of it. */
  async load(): Promise<Inventory | undefined> {
    const { inventory, resourceVersion } = await this.#stored();
    return resourceVersion === undefined ? undefined : inventory;
  }

  /** Writes a new state. Throws BackendError where another deployer wrote meanwhile. */
  async save(inventory: Inventory): Promise<void> {
    const { resourceVersion } = await this.#stored();
    const object = this.#objectOf(inventory, resourceVersion);
    try {
      const written =
        resourceVersion === undefined
          ? await this.#client.create(pathOf(configMaps, this.#namespace), object)
          : await this.#client.replace(this.#path, object);
      this.#current = Promise.resolve({ inventory, resourceVersion: versionOf(written) });
    } catch (error) {
      this.#current = undefined;
      if (isNotFound(error) && !isNamespaceMissing(error)) throw this.#lost(error);
      if (isStale(error)) throw this.#raced(error);
      throw error;
    }
  }

  /** Reads again at the next use. */
  forget(): void {
    this.#current = undefined;
  }

  get #path(): string {
    return pathOf(configMaps, this.#namespace, inventoryNameOf(this.#environment));
  }

  async #stored(): Promise<Stored> {
    const reading = (this.#current ??= this.#read());
    try {
      return await reading;
    } catch (error) {
      if (this.#current === reading) this.#current = undefined;
      throw error;
    }
  }

  async #read(): Promise<Stored> {
    const object = await this.#client.get(this.#path);
    if (object === undefined) {
      return { inventory: emptyInventory(this.#environment), resourceVersion: undefined };
    }
    return { inventory: this.#decode(object['data']), resourceVersion: versionOf(object) };
  }

  #decode(data: unknown): Inventory {
    try {
      const encoded = (data as Record<string, unknown> | undefined)?.[dataKey];
      if (typeof encoded !== 'string') throw new Error(`it has no data.${dataKey}`);
      return fromJson(JSON.parse(gunzipSync(Buffer.from(encoded, 'base64')).toString('utf8')));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const name = `ConfigMap ${this.#namespace}/${inventoryNameOf(this.#environment)}`;
      const hint = 'restore it, or delete it to have the inventory made anew from the labels in the cluster';
      throw new BackendError(`the inventory in ${name} cannot be read: ${why} (${hint})`, true);
    }
  }

  #objectOf(inventory: Inventory, resourceVersion: string | undefined): KubernetesObject {
    const packed = gzipSync(JSON.stringify(toJson(inventory))).toString('base64');
    return {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: inventoryNameOf(this.#environment),
        namespace: this.#namespace,
        labels: { [environmentLabel]: labelValueOf(this.#environment) },
        annotations: { [annotations.environment]: this.#environment },
        ...(resourceVersion !== undefined && { resourceVersion }),
      },
      data: { [dataKey]: packed },
    };
  }

  #lost(cause: unknown): BackendError {
    const message = `the inventory of environment ${this.#environment} was deleted meanwhile: nothing was applied; it is made anew`;
    return new BackendError(message, true, { cause });
  }

  #raced(cause: unknown): BackendError {
    const message = `another deployer changes environment ${this.#environment} at the same time: nothing was applied`;
    return new BackendError(message, true, { cause });
  }
}

function versionOf(object: KubernetesObject | Record<string, unknown>): string | undefined {
  const version = valueAt(object as KubernetesObject, ['metadata', 'resourceVersion']);
  return typeof version === 'string' ? version : undefined;
}
