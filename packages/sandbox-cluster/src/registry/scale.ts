import { isObject, type JsonObject, numberOf, objectOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { formatRequirements, requirementsOf } from '../selectors/label-selector.ts';

/** A workload seen through its scale subresource. */
export function scaleOf(workload: KubernetesObject): JsonObject {
  const { name, namespace = '', uid = '', resourceVersion = '', creationTimestamp = '' } = workload.metadata;
  const spec = objectOf(workload['spec']);
  const status = objectOf(workload['status']);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberOf(spec['replicas']) },
    status: {
      replicas: numberOf(status['replicas']),
      selector: formatRequirements(requirementsOf(objectOf(spec['selector']))),
    },
  };
}

/** A workload after its Scale was changed: only the number of replicas, and the state that the change is based on. */
export function withScale(workload: KubernetesObject, scale: JsonObject): JsonObject {
  const spec = { ...objectOf(workload['spec']), replicas: objectOf(scale['spec'])['replicas'] ?? 0 };
  const { resourceVersion, uid } = objectOf(scale['metadata']);
  const base = isObject(workload.metadata) ? workload.metadata : {};
  const metadata = { ...base, ...(resourceVersion && { resourceVersion }), ...(uid && { uid }) };
  return { ...workload, metadata, spec };
}
