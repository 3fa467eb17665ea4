import type { KubernetesObject } from '../objects/identity.ts';
import { countAt, numberAt, textAt } from './live-fields.ts';
import { current, inProgress, type Verdict } from './verdict.ts';

/** A StatefulSet. One with the strategy OnDelete is updated by hand, and so is never waited for. */
export function judgeStatefulSet(object: KubernetesObject): Verdict {
  if (textAt(object, 'spec.updateStrategy.type') === 'OnDelete') return current();
  const desired = countAt(object, 'spec.replicas', 1);
  const total = countAt(object, 'status.replicas');
  const ready = countAt(object, 'status.readyReplicas');
  if (desired > total) return inProgress('NotAllUpdated', `has ${total} of ${desired} replicas`);
  if (desired > ready) return inProgress('UpdatedUnavailable', `has ${ready} of ${desired} replicas ready`);
  if (total > desired) {
    return inProgress('OldReplicasPending', `still has ${total - desired} replicas too many`);
  }
  return judgeRevision(object, desired);
}

function judgeRevision(object: KubernetesObject, desired: number): Verdict {
  // Where the server sets its defaults there always is a partition: 0.
  const partition = numberAt(object, 'spec.updateStrategy.rollingUpdate.partition');
  if (partition !== undefined) {
    const wanted = desired - partition;
    const updated = countAt(object, 'status.updatedReplicas');
    if (updated >= wanted) return current();
    return inProgress('NotAllUpdated', `has updated ${updated} of ${wanted} replicas`);
  }
  const ofCurrent = countAt(object, 'status.currentReplicas');
  if (desired > ofCurrent) {
    return inProgress('NotAllUpdated', `has ${ofCurrent} of ${desired} replicas of its current revision`);
  }
  if (textAt(object, 'status.currentRevision') === textAt(object, 'status.updateRevision')) return current();
  return inProgress('OldReplicasPending', 'still has replicas of an old revision');
}
