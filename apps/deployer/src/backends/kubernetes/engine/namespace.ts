import type { KubernetesClient } from '../api/client.ts';
import { fieldManager } from '../objects/marks.ts';
import { pathOf } from '../objects/resource-type.ts';

const namespaces = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
  verbs: [],
};

/** Makes the namespace of an environment where there is none, and says whether it did. It bears no mark: it goes with nobody's prune. */
export async function createNamespace(
  client: Pick<KubernetesClient, 'get' | 'apply'>,
  name: string,
): Promise<boolean> {
  const path = pathOf(namespaces, '', name);
  if ((await client.get(path)) !== undefined) return false;
  const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  await client.apply(path, object, { fieldManager, force: true });
  return true;
}
