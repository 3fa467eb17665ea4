import { type JsonObject, numberOf, objectOf } from '../json.ts';
import { controllerReference, type KubernetesObject } from '../objects.ts';
import { conditionOf } from './conditions.ts';
import { replicasOf, specOf, statusOf, withoutZeros } from './workload.ts';

/** What a ReplicaSet's controller does in one pass. */
export interface ReplicaSetDecision {
  /** How many pods to create. */
  readonly create: number;
  readonly remove: KubernetesObject[];
  readonly status: JsonObject;
  /** When a ready pod becomes available, if one is waiting for that. */
  readonly wakeAt: number | undefined;
}

/** Decides one pass of a ReplicaSet's controller from the ReplicaSet, its pods and the time. */
export function decideReplicaSet(
  replicaSet: KubernetesObject,
  owned: readonly KubernetesObject[],
  now: number,
): ReplicaSetDecision {
  const pods = owned.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const desired = replicaSet.metadata.deletionTimestamp ? pods.length : replicasOf(replicaSet);
  const delay = numberOf(specOf(replicaSet)['minReadySeconds']) * 1000;
  const readyTimes = pods.map(readySince).filter((time) => time !== undefined);
  const available = readyTimes.filter((time) => now >= time + delay);
  const waiting = readyTimes.map((time) => time + delay).filter((time) => now < time);
  return {
    create: Math.max(0, desired - pods.length),
    remove: [...pods].sort(leastReadyFirst).slice(0, Math.max(0, pods.length - desired)),
    status: {
      replicas: pods.length,
      ...withoutZeros({
        fullyLabeledReplicas: pods.length,
        readyReplicas: readyTimes.length,
        availableReplicas: available.length,
        observedGeneration: replicaSet.metadata.generation ?? 0,
      }),
    },
    wakeAt: waiting.length > 0 ? Math.min(...waiting) : undefined,
  };
}

/** A pod of a ReplicaSet, to be named by the server. */
export function podOf(replicaSet: KubernetesObject): JsonObject {
  const template = objectOf(specOf(replicaSet)['template']);
  const { name, namespace = '' } = replicaSet.metadata;
  return {
    ...template,
    metadata: {
      ...objectOf(template['metadata']),
      generateName: `${name}-`,
      namespace,
      ownerReferences: [controllerReference(replicaSet)],
    },
  };
}

function readySince(pod: KubernetesObject): number | undefined {
  const ready = conditionOf(statusOf(pod), 'Ready');
  return ready?.status === 'True' ? Date.parse(ready.lastTransitionTime) : undefined;
}

function leastReadyFirst(left: KubernetesObject, right: KubernetesObject): number {
  const newer = (pod: KubernetesObject) => Date.parse(pod.metadata.creationTimestamp ?? '');
  const ready = (pod: KubernetesObject) => (readySince(pod) === undefined ? 0 : 1);
  return ready(left) - ready(right) || newer(right) - newer(left);
}
