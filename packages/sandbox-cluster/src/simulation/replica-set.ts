import { fieldAt, type JsonObject, numberOf, objectOf, textOf } from '../json.ts';
import { controllerReference, type KubernetesObject, timestamp } from '../objects.ts';
import { type Condition } from './conditions.ts';
import { readySince, replicasOf, specOf, withoutZeros } from './workload.ts';

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
  const pods = owned.filter(isActive);
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

/** The status of a ReplicaSet with the reason why it gets no more pods; the first refusal stays until there is none. */
export function withFailure(
  status: JsonObject,
  before: Condition | undefined,
  message: string | undefined,
  now: number,
): JsonObject {
  if (message === undefined) return status;
  const lastTransitionTime = timestamp(now);
  const failure = {
    type: 'ReplicaFailure',
    status: 'True',
    reason: 'FailedCreate',
    message,
    lastTransitionTime,
  };
  return { ...status, conditions: [before ?? failure] };
}

/** A pod that is over or leaving is none of the wanted ones. */
const isActive = ({ metadata, status }: KubernetesObject) =>
  metadata.deletionTimestamp === undefined &&
  !['Succeeded', 'Failed'].includes(textOf(fieldAt(status, 'phase')));

function leastReadyFirst(left: KubernetesObject, right: KubernetesObject): number {
  const newer = (pod: KubernetesObject) => Date.parse(pod.metadata.creationTimestamp ?? '');
  const ready = (pod: KubernetesObject) => (readySince(pod) === undefined ? 0 : 1);
  return ready(left) - ready(right) || newer(right) - newer(left);
}
