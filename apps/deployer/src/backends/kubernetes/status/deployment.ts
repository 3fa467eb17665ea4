import { isValueMap } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';
import { because, conditionOf, countAt, numberAt } from './live-fields.ts';
import { current, failed, inProgress, type Verdict } from './verdict.ts';

/** What stands for "no deadline": the greatest number of 32 bits. */
const noDeadline = 2_147_483_647;

/** A Deployment, with the words of `kubectl rollout status`. Why its pods cannot be made stands in its own condition. */
export function judgeDeployment(object: KubernetesObject): Verdict {
  if (!isValueMap(object['status'])) return inProgress('NoStatus', 'has no status yet');
  if (
    numberAt(object, 'metadata.generation') !== undefined &&
    numberAt(object, 'status.observedGeneration') === undefined
  ) {
    return inProgress('NotYetObserved', 'is new to its controller');
  }
  const verdict = paused(object) ?? overdue(object) ?? judgeReplicas(object) ?? judgeConclusion(object);
  const failure = conditionOf(object, 'ReplicaFailure');
  if (verdict.status === 'Current' || failure?.status !== 'True') return verdict;
  return { ...verdict, message: because(verdict.message ?? '', failure) };
}

/** A person stopped the rollout: its controller concludes nothing, but what has not been rolled out is not there. */
function paused(object: KubernetesObject): Verdict | undefined {
  const spec = object['spec'];
  if (!isValueMap(spec) || spec['paused'] !== true) return undefined;
  const open = judgeReplicas(object);
  return open === undefined ? current('is paused') : { ...open, message: `is paused and ${open.message}` };
}

function overdue(object: KubernetesObject): Verdict | undefined {
  const progressing = conditionOf(object, 'Progressing');
  if (progressing?.reason !== 'ProgressDeadlineExceeded') return undefined;
  return failed(because('exceeded its progress deadline', progressing));
}

function judgeReplicas(object: KubernetesObject): Verdict | undefined {
  const { desired, total, updated, available, ready } = replicasOf(object);
  if (updated < desired) {
    return inProgress('NotAllUpdated', `has updated ${updated} of ${desired} replicas`);
  }
  if (total < desired) return inProgress('NotAllUpdated', `has ${total} of ${desired} replicas`);
  if (total > updated) return inProgress('OldReplicasPending', `still has ${total - updated} old replicas`);
  if (total > desired) {
    return inProgress('OldReplicasPending', `still has ${total - desired} replicas too many`);
  }
  if (available < updated) {
    return inProgress('UpdatedUnavailable', `has ${available} of ${updated} updated replicas available`);
  }
  if (ready < desired) return inProgress('UpdatedUnavailable', `has ${ready} of ${desired} replicas ready`);
  return undefined;
}

/** The counters may be complete before the controller has drawn its conclusion from them. */
function judgeConclusion(object: KubernetesObject): Verdict {
  const deadline = countAt(object, 'spec.progressDeadlineSeconds', noDeadline);
  const progressing = conditionOf(object, 'Progressing');
  const isComplete = progressing?.status === 'True' && progressing.reason === 'NewReplicaSetAvailable';
  if (!isComplete && deadline !== noDeadline) {
    return inProgress('NotYetObserved', because('is not concluded by its controller', progressing));
  }
  const available = conditionOf(object, 'Available');
  if (available?.status === 'True') return current();
  return inProgress('UpdatedUnavailable', because('is not available', available));
}

function replicasOf(object: KubernetesObject) {
  return {
    desired: countAt(object, 'spec.replicas', 1),
    total: countAt(object, 'status.replicas'),
    updated: countAt(object, 'status.updatedReplicas'),
    available: countAt(object, 'status.availableReplicas'),
    ready: countAt(object, 'status.readyReplicas'),
  };
}
