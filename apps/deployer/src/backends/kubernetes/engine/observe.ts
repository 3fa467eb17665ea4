import { isValueMap, type Manifest, valueAt, type ValueMap } from '@tribble/resource-repo/format';
import type { LiveObject } from '../../../core/live.ts';
import { BackendError } from '../../backend.ts';
import type { KubernetesClient } from '../api/client.ts';
import type { Discovery } from '../api/discovery.ts';
import { marksOf } from '../objects/marks.ts';
import { rolloutOf, waitingReasons } from '../status/rollout.ts';

export type Connection = { client: KubernetesClient; discovery: Discovery };

/** Whose objects are looked for, and where those are that name no namespace. */
export type Place = { environment: string; namespace: string };

/** What there is of one object. One that alone cannot be read (its kind is unknown, or forbidden) stops no other. */
export async function observeObject(
  connection: Connection,
  manifest: Manifest,
  place: Place,
): Promise<LiveObject> {
  const identity = { kind: manifest.kind, name: manifest.metadata.name };
  try {
    return { ...identity, ...(await observe(connection, manifest, place)) };
  } catch (error) {
    if (!(error instanceof BackendError) || error.transient) throw error;
    return { ...identity, reason: 'Unreachable', message: error.message };
  }
}

async function observe(
  { client, discovery }: Connection,
  manifest: Manifest,
  { environment, namespace: defaultNamespace }: Place,
): Promise<Omit<LiveObject, 'kind' | 'name'>> {
  const { path, namespace } = await discovery.locate(manifest, defaultNamespace);
  const inNamespace = namespace === undefined ? {} : { namespace };
  const object = await client.get(path);
  if (object === undefined) return { ...inNamespace, reason: 'NotDeployed' };
  const rollout = rolloutOf(object);
  const reasons =
    rollout.reason === 'Clean' || namespace === undefined ? [] : await podReasons(client, object, namespace);
  const message = [rollout.message, reasons.join('; ')].filter(Boolean).join(': ');
  return {
    ...inNamespace,
    ...marksOf(object, environment),
    reason: rollout.reason,
    ...(message !== '' && { message: `${manifest.kind} ${manifest.metadata.name} ${message}` }),
  };
}

/** What the pods of a workload say about why they do not run; nothing where they may not be read. */
async function podReasons(
  client: KubernetesClient,
  workload: ValueMap,
  namespace: string,
): Promise<string[]> {
  const labels = valueAt(workload, ['spec', 'selector', 'matchLabels']);
  if (!isValueMap(labels)) return [];
  const pairs = Object.entries(labels).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  const labelSelector = pairs.map(([key, value]) => `${key}=${value}`).join(',');
  const query = new URLSearchParams({ labelSelector, limit: '50' });
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods?${query.toString()}`;
  try {
    const pods = (await client.get(path))?.['items'];
    return waitingReasons(Array.isArray(pods) ? pods.filter(isValueMap) : []);
  } catch (error) {
    if (error instanceof BackendError && !error.transient) return [];
    throw error;
  }
}
