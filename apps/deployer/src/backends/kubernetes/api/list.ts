import { isValueMap, valueAt, type ValueMap } from '@tribble/resource-repo/format';
import { BackendError } from '../../backend.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { isGone } from './api-error.ts';
import { partialObjectList } from './media-types.ts';
import { withoutManagedFields } from './received.ts';
import { withQuery } from './requests.ts';
import type { Transport } from './transport.ts';

export type ListOptions = {
  labelSelector?: string;
  fieldSelector?: string;
  /** The items are of the kind PartialObjectMetadata then, as the server says. */
  metadataOnly?: boolean;
  /** How many objects one page holds; default 500. */
  limit?: number;
  /** Who manages which field is left out otherwise: it is often more than the object. */
  keepManagedFields?: boolean;
};

/** `resourceVersion` is where a watch goes on. */
export type ObjectList = { items: KubernetesObject[]; resourceVersion: string };

/** All pages of a list. Begins anew once where the list became too old between two pages. */
export async function listAll(transport: Transport, path: string, options: ListOptions): Promise<ObjectList> {
  try {
    return await listOnce(transport, path, options);
  } catch (error) {
    if (!isGone(error)) throw error;
    return listOnce(transport, path, options);
  }
}

async function listOnce(transport: Transport, path: string, options: ListOptions): Promise<ObjectList> {
  const { labelSelector, fieldSelector, metadataOnly = false, limit = 500 } = options;
  const items: KubernetesObject[] = [];
  let next: string | undefined;
  let resourceVersion: string | undefined;
  do {
    const page = await transport.body({
      verb: 'list',
      method: 'GET',
      path: withQuery(path, { labelSelector, fieldSelector, limit, continue: next }),
      ...(metadataOnly && { accept: partialObjectList }),
      isRepeatable: true,
    });
    const list = readPage(page, options.keepManagedFields === true);
    if (list === undefined)
      throw new BackendError(`${transport.server} answered GET ${path} with no list`, true);
    items.push(...list.items);
    resourceVersion ??= list.resourceVersion;
    next = list.next;
  } while (next !== undefined);
  return { items, resourceVersion };
}

type Page = { items: KubernetesObject[]; resourceVersion: string; next?: string };

function readPage(page: ValueMap, keepManagedFields: boolean): Page | undefined {
  const { kind, apiVersion, items: listed } = page;
  const resourceVersion = valueAt(page, ['metadata', 'resourceVersion']);
  // An empty list of the server may be null.
  const items = listed === null ? [] : listed;
  if (typeof kind !== 'string' || typeof apiVersion !== 'string' || !kind.endsWith('List')) return undefined;
  if (typeof resourceVersion !== 'string' || !Array.isArray(items) || !items.every(isNamed)) return undefined;
  const next = valueAt(page, ['metadata', 'continue']);
  const type = { apiVersion, kind: kind.slice(0, -'List'.length) };
  return {
    items: items.map((item) => {
      const object = { ...type, ...item } as KubernetesObject;
      return keepManagedFields ? object : withoutManagedFields(object);
    }),
    resourceVersion,
    ...(typeof next === 'string' && next !== '' && { next }),
  };
}

function isNamed(item: unknown): item is ValueMap {
  return isValueMap(item) && typeof valueAt(item, ['metadata', 'name']) === 'string';
}
