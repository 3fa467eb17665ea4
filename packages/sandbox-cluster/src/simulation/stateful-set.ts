import { type JsonObject, numberOf, objectOf, textOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { revisionLabel } from './revisions.ts';
import { readySince, replicasOf, specOf, statusOf } from './workload.ts';

/** What a StatefulSet's controller does in one pass. */
export interface StatefulSetDecision {
  /** The ordinals of the pods to create, with the revision of each. */
  readonly create: { ordinal: number; revision: string }[];
  readonly remove: KubernetesObject[];
  readonly status: JsonObject;
  /** When a ready pod becomes available, if one is waiting for that. */
  readonly wakeAt: number | undefined;
}

/** What the decision is made from. */
export interface StatefulSetInput {
  readonly statefulSet: KubernetesObject;
  readonly owned: readonly KubernetesObject[];
  /** The revision of the present template. */
  readonly updateRevision: string;
  readonly now: number;
}

/** The ordinal at the end of a pod's name. */
const ordinalOf = ({ metadata }: KubernetesObject): number =>
  Number(/-(\d+)$/.exec(metadata.name)?.[1] ?? -1);

const revisionOf = (statefulSet: KubernetesObject, pod: KubernetesObject) =>
  `${statefulSet.metadata.name}-${pod.metadata.labels?.[revisionLabel] ?? ''}`;
const isLeaving = ({ metadata }: KubernetesObject) => metadata.deletionTimestamp !== undefined;

/** Decides one pass of a StatefulSet's controller. */
export function decideStatefulSet(input: StatefulSetInput): StatefulSetDecision {
  const { statefulSet, owned, updateRevision, now } = input;
  const spec = specOf(statefulSet);
  const delay = numberOf(spec['minReadySeconds']) * 1000;
  const available = (pod: KubernetesObject) => now >= (readySince(pod) ?? Infinity) + delay;
  const currentRevision = textOf(statusOf(statefulSet)['currentRevision'], updateRevision);
  const moves = statefulSet.metadata.deletionTimestamp
    ? { create: [], remove: [] }
    : decideMoves(input, currentRevision, available);
  const waiting = owned.map((pod) => (readySince(pod) ?? Number.NaN) + delay).filter((time) => now < time);
  return {
    ...moves,
    status: statusFrom(input, currentRevision, available),
    wakeAt: waiting.length > 0 ? Math.min(...waiting) : undefined,
  };
}

type Moves = Pick<StatefulSetDecision, 'create' | 'remove'>;

function decideMoves(
  { statefulSet, owned, updateRevision }: StatefulSetInput,
  currentRevision: string,
  available: (pod: KubernetesObject) => boolean,
): Moves {
  const spec = specOf(statefulSet);
  const start = numberOf(objectOf(spec['ordinals'])['start']);
  const end = start + replicasOf(statefulSet);
  const inOrder = spec['podManagementPolicy'] !== 'Parallel';
  const strategy = objectOf(spec['updateStrategy']);
  const partition = numberOf(objectOf(strategy['rollingUpdate'])['partition']);
  const create: Moves['create'] = [];
  for (let ordinal = start; ordinal < end; ordinal += 1) {
    const pod = owned.find((candidate) => ordinalOf(candidate) === ordinal);
    // Below the partition, a pod comes back with the revision that the others there have.
    const revision = ordinal - start < partition ? currentRevision : updateRevision;
    if (!pod) create.push({ ordinal, revision });
    if (inOrder && (!pod || isLeaving(pod) || !available(pod))) return { create, remove: [] };
  }
  if (create.length > 0) return { create, remove: [] };
  const byOrdinal = [...owned].sort((left, right) => ordinalOf(right) - ordinalOf(left));
  const condemned = byOrdinal.filter((pod) => ordinalOf(pod) >= end || ordinalOf(pod) < start);
  if (condemned.length > 0) {
    const next = inOrder && condemned.some(isLeaving) ? [] : condemned.slice(0, inOrder ? 1 : undefined);
    return { create, remove: next.filter((pod) => !isLeaving(pod)) };
  }
  if (strategy['type'] === 'OnDelete') return { create, remove: [] };
  for (const pod of byOrdinal.filter((candidate) => ordinalOf(candidate) - start >= partition)) {
    const outdated = revisionOf(statefulSet, pod) !== updateRevision;
    if (outdated) return { create, remove: isLeaving(pod) ? [] : [pod] };
    if (isLeaving(pod) || !available(pod)) break;
  }
  return { create, remove: [] };
}

function statusFrom(
  { statefulSet, owned, updateRevision }: StatefulSetInput,
  currentRevision: string,
  available: (pod: KubernetesObject) => boolean,
): JsonObject {
  const count = (test: (pod: KubernetesObject) => boolean) => owned.filter(test).length;
  const ready = count((pod) => readySince(pod) !== undefined && !isLeaving(pod));
  const of = (revision: string) =>
    count((pod) => !isLeaving(pod) && revisionOf(statefulSet, pod) === revision);
  const [current, updated] = [of(currentRevision), of(updateRevision)];
  const isComplete =
    updated === owned.length && ready === owned.length && updated === replicasOf(statefulSet);
  const finished = isComplete ? updateRevision : currentRevision;
  return {
    observedGeneration: statefulSet.metadata.generation ?? 0,
    replicas: owned.length,
    ...(ready > 0 && { readyReplicas: ready }),
    ...((isComplete ? updated : current) > 0 && { currentReplicas: isComplete ? updated : current }),
    ...(updated > 0 && { updatedReplicas: updated }),
    currentRevision: finished,
    updateRevision,
    collisionCount: 0,
    availableReplicas: count((pod) => available(pod) && !isLeaving(pod)),
  };
}
