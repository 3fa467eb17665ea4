/** Which pods a workload makes now: those of older revisions say nothing about why the newest does not come up. */
import type { ValueMap } from '@tribble/resource-repo/format';
import { valueAt } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';
import { mapsAt, textAt } from './live-fields.ts';

const revisionOfReplicaSet = 'deployment.kubernetes.io/revision';
const generationOfDaemonSet = 'deprecated.daemonset.template.generation';

/** The ReplicaSet that a Deployment made last, or went back to last. */
export function newestReplicaSet(
  deployment: KubernetesObject,
  replicaSets: readonly ValueMap[],
): ValueMap | undefined {
  const owned = replicaSets.filter((set) => isOwnedBy(set, deployment));
  return owned.sort((left, right) => revisionOf(right) - revisionOf(left))[0];
}

function revisionOf(replicaSet: ValueMap): number {
  const revision = Number(valueAt(replicaSet, ['metadata', 'annotations', revisionOfReplicaSet]));
  return Number.isNaN(revision) ? 0 : revision;
}

/**
 * The pods that the newest revision of their owner made and that are to stay. `owner` is the newest ReplicaSet for a
 * Deployment, and the workload itself otherwise. Where none is of the newest revision, that is because the older ones
 * are in its way.
 */
export function podsOfNewestRevision(owner: ValueMap, pods: readonly ValueMap[]): ValueMap[] {
  const owned = pods.filter((pod) => isOwnedBy(pod, owner) && !isBeingDeleted(pod));
  const newest = owned.filter((pod) => isOfNewestRevision(owner, pod));
  return newest.length > 0 ? newest : owned;
}

function isOfNewestRevision(owner: ValueMap, pod: ValueMap): boolean {
  const revision = textAt(owner, 'status.updateRevision');
  if (revision !== '') return labelOf(pod, 'controller-revision-hash') === revision;
  const generation = valueAt(owner, ['metadata', 'annotations', generationOfDaemonSet]);
  return generation === undefined || labelOf(pod, 'pod-template-generation') === generation;
}

function labelOf(object: ValueMap, label: string) {
  return valueAt(object, ['metadata', 'labels', label]);
}

/** Whether an object says so by uid: one of the same name may have been another's. */
function isOwnedBy(object: ValueMap, owner: ValueMap): boolean {
  const uid = textAt(owner, 'metadata.uid');
  return uid !== '' && mapsAt(object, 'metadata.ownerReferences').some((each) => each['uid'] === uid);
}

function isBeingDeleted(object: ValueMap): boolean {
  return textAt(object, 'metadata.deletionTimestamp') !== '';
}
