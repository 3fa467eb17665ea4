import type { KubernetesObject } from '../objects/identity.ts';
import { because, conditionOf, countAt } from './live-fields.ts';
import { current, inProgress, type Verdict } from './verdict.ts';

/** A ReplicaSet that stands alone in git; those of Deployments are judged through them. */
export function judgeReplicaSet(object: KubernetesObject): Verdict {
  const failure = conditionOf(object, 'ReplicaFailure');
  if (failure?.status === 'True') {
    return inProgress('NotAllUpdated', because('cannot make or remove its pods', failure));
  }
  const desired = countAt(object, 'spec.replicas', 1);
  const total = countAt(object, 'status.replicas');
  const labelled = countAt(object, 'status.fullyLabeledReplicas');
  const available = countAt(object, 'status.availableReplicas');
  const ready = countAt(object, 'status.readyReplicas');
  if (desired > labelled) return inProgress('NotAllUpdated', `has ${labelled} of ${desired} replicas`);
  if (desired > available) {
    return inProgress('UpdatedUnavailable', `has ${available} of ${desired} replicas available`);
  }
  if (desired > ready) return inProgress('UpdatedUnavailable', `has ${ready} of ${desired} replicas ready`);
  if (total > desired) {
    return inProgress('OldReplicasPending', `still has ${total - desired} replicas too many`);
  }
  return current();
}
