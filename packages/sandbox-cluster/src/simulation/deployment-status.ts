import { type JsonObject, numberOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { type Condition, conditionOf, judged, type Verdict } from './conditions.ts';
import { limitsOf } from './rolling-update.ts';
import { counted, replicasOf, specOf, statusOf, total, totalWanted, withoutZeros } from './workload.ts';

/** What the status of a Deployment is made of. */
export interface StatusInput {
  readonly deployment: KubernetesObject;
  readonly newest: KubernetesObject | undefined;
  /** All ReplicaSets of the Deployment, the newest included. */
  readonly all: readonly KubernetesObject[];
  /** Whether this pass creates the newest ReplicaSet, and under which name. */
  readonly created: string | undefined;
  readonly now: number;
}

/** The status of a Deployment, as its controller writes it. */
export function deploymentStatus(input: StatusInput): JsonObject {
  const { deployment, newest, all } = input;
  const available = total(all, 'availableReplicas');
  const counters = withoutZeros({
    observedGeneration: deployment.metadata.generation ?? 0,
    replicas: total(all, 'replicas'),
    updatedReplicas: newest ? counted(newest, 'replicas') : 0,
    readyReplicas: total(all, 'readyReplicas'),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, totalWanted(all) - available),
  });
  const progress = progressing(input, counters);
  const failure = failureOf(input);
  const conditions = [
    availability(input, available),
    ...(progress ? [progress] : []),
    ...(failure ? [failure] : []),
  ];
  return { ...counters, conditions };
}

/** What the newest ReplicaSet cannot do, the Deployment cannot do either. */
function failureOf({ deployment, newest, all, now }: StatusInput): Condition | undefined {
  const candidates = newest ? [newest] : all;
  const failure = candidates
    .map((replicaSet) => conditionOf(statusOf(replicaSet), 'ReplicaFailure'))
    .find((condition) => condition?.status === 'True');
  if (!failure) return undefined;
  const { type, status, reason, message } = failure;
  return judged(conditionOf(statusOf(deployment), type), { type, status, reason, message }, now);
}

function availability({ deployment, now }: StatusInput, available: number): Condition {
  const enough = available >= replicasOf(deployment) - limitsOf(deployment).unavailable;
  const verdict: Verdict = enough
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
  return judged(conditionOf(statusOf(deployment), 'Available'), verdict, now);
}

function progressing(input: StatusInput, counters: Record<string, number>): Condition | undefined {
  const { deployment, newest, created, now } = input;
  const before = conditionOf(statusOf(deployment), 'Progressing');
  const say = (status: Verdict['status'], reason: string, message: string, progressed = false) =>
    judged(before, { type: 'Progressing', status, reason, message }, now, progressed);
  if (specOf(deployment)['paused'] === true)
    return say('Unknown', 'DeploymentPaused', 'Deployment is paused');
  if (before?.reason === 'DeploymentPaused')
    return say('Unknown', 'DeploymentResumed', 'Deployment is resumed');
  if (created) return say('True', 'NewReplicaSetCreated', `Created new replica set "${created}"`, true);
  const named = newest ? `ReplicaSet "${newest.metadata.name}"` : 'Deployment';
  const isNewReplicaSet =
    newest !== undefined && !(before?.message ?? '').includes(`"${newest.metadata.name}"`);
  if (isComplete(deployment, counters)) {
    return say('True', 'NewReplicaSetAvailable', `${named} has successfully progressed.`);
  }
  // A finished rollout that only lost or gained pods is not a new one.
  if (before?.reason === 'NewReplicaSetAvailable' && !isNewReplicaSet) return before;
  if (isNewReplicaSet) {
    return say('True', 'FoundNewReplicaSet', `Found new replica set "${newest.metadata.name}"`, true);
  }
  if (hasProgressed(deployment, counters)) {
    return say('True', 'ReplicaSetUpdated', `${named} is progressing.`, true);
  }
  if (before && isOverdue(before, deployment, now)) {
    return say('False', 'ProgressDeadlineExceeded', `${named} has timed out progressing.`);
  }
  return before;
}

function isComplete(deployment: KubernetesObject, counters: Record<string, number>): boolean {
  const desired = replicasOf(deployment);
  return ['replicas', 'updatedReplicas', 'availableReplicas'].every(
    (counter) => (counters[counter] ?? 0) === desired,
  );
}

/** Whether more pods are updated, ready or available than before, or fewer old ones are left. */
function hasProgressed(deployment: KubernetesObject, counters: Record<string, number>): boolean {
  const now = (counter: string) => counters[counter] ?? 0;
  const before = (counter: string) => numberOf(statusOf(deployment)[counter]);
  const old = (count: (counter: string) => number) => count('replicas') - count('updatedReplicas');
  return (
    old(now) < old(before) ||
    ['updatedReplicas', 'readyReplicas', 'availableReplicas'].some(
      (counter) => now(counter) > before(counter),
    )
  );
}

/** When a rollout that stands still is given up; undefined when there is no deadline or nothing is under way. */
export function progressDeadline(deployment: KubernetesObject, status: JsonObject): number | undefined {
  const condition = conditionOf(status, 'Progressing');
  const seconds = numberOf(specOf(deployment)['progressDeadlineSeconds'], 600);
  if (condition?.status !== 'True' || condition.reason === 'NewReplicaSetAvailable') return undefined;
  return Date.parse(condition.lastUpdateTime) + seconds * 1000;
}

function isOverdue(before: Condition, deployment: KubernetesObject, now: number): boolean {
  if (before.status === 'False') return true;
  const deadline = progressDeadline(deployment, statusOf(deployment));
  return deadline !== undefined && now >= deadline;
}
