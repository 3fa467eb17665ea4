import type { KubernetesClient } from '../api/client.ts';
import { fieldManager } from '../objects/marks.ts';
import { pathOf } from '../objects/resource-type.ts';
import type { ObjectPlan } from './plan-object.ts';

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

/** Whether something can only be planned when its namespace is there. */
export function isAwaited(namespace: string, plans: readonly ObjectPlan[]): boolean {
  return plans.some(({ action, desired: { identity }, live }) => {
    return action === 'waiting' && identity.namespace === namespace && live === undefined;
  });
}
