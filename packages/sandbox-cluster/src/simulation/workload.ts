import { type JsonObject, numberOf, objectOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { conditionOf } from './conditions.ts';

/** The numbers in a workload's status; absent ones count as zero. */
export type Counter =
  'replicas' | 'readyReplicas' | 'availableReplicas' | 'updatedReplicas' | 'observedGeneration';

/** The spec of a workload. */
export const specOf = (object: KubernetesObject): JsonObject => objectOf(object['spec']);

/** The status of a workload. */
export const statusOf = (object: KubernetesObject): JsonObject => objectOf(object['status']);

/** The wanted number of replicas. */
export const replicasOf = (object: KubernetesObject): number => numberOf(specOf(object)['replicas'], 1);

/** A number from the status. */
export const counted = (object: KubernetesObject, counter: Counter): number =>
  numberOf(statusOf(object)[counter]);

/** A number from the statuses of several objects, added up. */
export function total(objects: readonly KubernetesObject[], counter: Counter): number {
  return objects.reduce((sum, object) => sum + counted(object, counter), 0);
}

/** The wanted replicas of several objects, added up. */
export function totalWanted(objects: readonly KubernetesObject[]): number {
  return objects.reduce((sum, object) => sum + replicasOf(object), 0);
}

/** The entries whose number is not zero: the API leaves zeros out of a status. */
export function withoutZeros(numbers: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== 0));
}

/** Since when a pod is ready, in milliseconds; undefined when it is not. */
export function readySince(pod: KubernetesObject): number | undefined {
  const ready = conditionOf(statusOf(pod), 'Ready');
  return ready?.status === 'True' ? Date.parse(ready.lastTransitionTime) : undefined;
}
