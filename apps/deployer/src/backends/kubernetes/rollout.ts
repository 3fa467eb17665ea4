import type { RolloutReason } from '@tribble/api';
import { isValueMap, type Value, valueAt, type ValueMap } from '@tribble/resource-repo/format';

export type Rollout = { reason: RolloutReason; message?: string };

/**
 * How far the rollout of a live object is. Deployments are judged as `kubectl rollout status` does; what has no rollout
 * (Service, ConfigMap, Secret, …) is clean once it is there. Pure: one object in, one answer out.
 */
export function rolloutOf(object: ValueMap): Rollout {
  if (valueAt(object, ['metadata', 'deletionTimestamp']) !== undefined) {
    return { reason: 'NotYetObserved', message: 'is being deleted' };
  }
  return object['kind'] === 'Deployment' ? deploymentRollout(object) : { reason: 'Clean' };
}

function deploymentRollout(object: ValueMap): Rollout {
  const status = object['status'];
  if (!isValueMap(status)) return { reason: 'NoStatus', message: 'has no status yet' };
  const observed = numberOf(status['observedGeneration']);
  if (numberOf(valueAt(object, ['metadata', 'generation'])) > observed) {
    return { reason: 'NotYetObserved', message: 'the controller has not seen the newest spec yet' };
  }
  const exceeded = condition(status, 'Progressing');
  if (exceeded?.['reason'] === 'ProgressDeadlineExceeded') {
    return { reason: 'Failed', message: 'exceeded its progress deadline' };
  }
  return replicasRollout(numberOf(valueAt(object, ['spec', 'replicas']), 1), status);
}

function replicasRollout(expected: number, status: ValueMap): Rollout {
  const updated = numberOf(status['updatedReplicas']);
  const available = numberOf(status['availableReplicas']);
  const old = numberOf(status['replicas']) - updated;
  if (expected > updated)
    return { reason: 'NotAllUpdated', message: `${updated} of ${expected} replicas are updated` };
  if (old > 0) return { reason: 'OldReplicasPending', message: `${old} old replicas are still there` };
  if (available < updated) {
    return {
      reason: 'UpdatedUnavailable',
      message: `${available} of ${updated} updated replicas are available`,
    };
  }
  return { reason: 'Clean' };
}

function condition(status: ValueMap, type: string): ValueMap | undefined {
  const conditions = status['conditions'];
  if (!Array.isArray(conditions)) return undefined;
  return conditions.filter(isValueMap).find((each) => each['type'] === type);
}

function numberOf(value: Value | undefined, fallback = 0): number {
  return typeof value === 'number' ? value : fallback;
}

/** Why containers of pods do not run, each reason once: `ImagePullBackOff: Back-off pulling image "…"`. */
export function waitingReasons(pods: readonly ValueMap[]): string[] {
  const reasons = new Set<string>();
  for (const pod of pods) {
    for (const list of ['initContainerStatuses', 'containerStatuses']) {
      const statuses = valueAt(pod, ['status', list]);
      for (const status of Array.isArray(statuses) ? statuses.filter(isValueMap) : []) {
        const waiting = valueAt(status, ['state', 'waiting']);
        if (!isValueMap(waiting)) continue;
        const { reason, message } = waiting;
        if (typeof reason !== 'string' || reason === 'ContainerCreating' || reason === 'PodInitializing')
          continue;
        reasons.add(typeof message === 'string' ? `${reason}: ${message}` : reason);
      }
    }
  }
  return [...reasons];
}
