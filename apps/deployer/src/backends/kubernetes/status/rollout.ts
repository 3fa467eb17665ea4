import type { RolloutReason } from '@tribble/api';
import { isValueMap, type Value, valueAt, type ValueMap } from '@tribble/resource-repo/format';

export type Rollout = { reason: RolloutReason; message?: string };

/**
 * How far the rollout of a live object is. Deployments are judged as `kubectl rollout status` does; every other kind is
 * clean once it is there. Pure: one object in, one answer out.
 */
export function rolloutOf(object: ValueMap): Rollout {
  if (valueAt(object, ['metadata', 'deletionTimestamp']) !== undefined) {
    return { reason: 'NotYetObserved', message: 'is being deleted' };
  }
  const isDeployment = object['kind'] === 'Deployment' && object['apiVersion'] === 'apps/v1';
  return isDeployment ? deploymentRollout(object) : { reason: 'Clean' };
}

function deploymentRollout(object: ValueMap): Rollout {
  const status = object['status'];
  if (!isValueMap(status)) return { reason: 'NoStatus', message: 'has no status yet' };
  const observed = numberOf(status['observedGeneration']);
  if (numberOf(valueAt(object, ['metadata', 'generation'])) > observed) {
    return { reason: 'NotYetObserved', message: 'is new to its controller' };
  }
  if (condition(status, 'Progressing')?.['reason'] === 'ProgressDeadlineExceeded') {
    return { reason: 'Failed', message: 'exceeded its progress deadline' };
  }
  return replicasRollout(numberOf(valueAt(object, ['spec', 'replicas']), 1), status);
}

function replicasRollout(expected: number, status: ValueMap): Rollout {
  const updated = numberOf(status['updatedReplicas']);
  const available = numberOf(status['availableReplicas']);
  const old = numberOf(status['replicas']) - updated;
  if (updated < expected) {
    return { reason: 'NotAllUpdated', message: `has updated ${updated} of ${expected} replicas` };
  }
  if (old > 0) return { reason: 'OldReplicasPending', message: `still has ${old} old replicas` };
  if (available < updated) {
    const message = `has ${available} of ${updated} updated replicas available`;
    return { reason: 'UpdatedUnavailable', message };
  }
  return { reason: 'Clean' };
}

function condition(status: ValueMap, type: string): ValueMap | undefined {
  return mapsOf(status['conditions']).find((each) => each['type'] === type);
}

function numberOf(value: Value | undefined, fallback = 0): number {
  return typeof value === 'number' ? value : fallback;
}

function mapsOf(value: Value | undefined): ValueMap[] {
  return Array.isArray(value) ? value.filter(isValueMap) : [];
}

/** What every new container is in for a moment. */
const ordinary: readonly unknown[] = ['ContainerCreating', 'PodInitializing'];

/**
 * Why containers of pods do not run: `ImagePullBackOff: Back-off pulling image "…"`. Each reason of a container is told
 * once, with the words of the first pod: the others differ in the names of the pods only.
 */
export function waitingReasons(pods: readonly ValueMap[]): string[] {
  const reasons = new Map<string, string>();
  const statuses = pods.flatMap((pod) => [
    ...mapsOf(valueAt(pod, ['status', 'initContainerStatuses'])),
    ...mapsOf(valueAt(pod, ['status', 'containerStatuses'])),
  ]);
  for (const status of statuses) {
    const waiting = valueAt(status, ['state', 'waiting']);
    if (!isValueMap(waiting)) continue;
    const { reason, message } = waiting;
    if (typeof reason !== 'string' || ordinary.includes(reason)) continue;
    const key = JSON.stringify([status['name'] ?? null, reason]);
    if (!reasons.has(key)) reasons.set(key, typeof message === 'string' ? `${reason}: ${message}` : reason);
  }
  return [...reasons.values()];
}
