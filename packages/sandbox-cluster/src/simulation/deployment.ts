import { equal, type JsonObject, numberOf, objectOf } from '../json.ts';
import { controllerReference, type KubernetesObject } from '../objects.ts';
import { deploymentStatus, progressDeadline } from './deployment-status.ts';
import { templateHash } from './revisions.ts';
import { limitsOf, newReplicas, type Scaling, shrinkOld } from './rolling-update.ts';
import { counted, replicasOf, specOf } from './workload.ts';

const hashLabel = 'pod-template-hash';
/** The annotation that numbers the rollouts of a Deployment. */
export const revisionAnnotation = 'deployment.kubernetes.io/revision';

/** What a Deployment's controller does in one pass. */
export interface RolloutDecision {
  /** The ReplicaSet to create, if the pod template has none yet. */
  readonly create: JsonObject | undefined;
  /** ReplicaSets that get another size. */
  readonly scale: Scaling[];
  /** ReplicaSets that get another revision. */
  readonly renumber: { replicaSet: KubernetesObject; revision: string }[];
  /** Old ReplicaSets beyond the revision history limit. */
  readonly remove: KubernetesObject[];
  /** The number of the rollout; undefined while the pod template has no ReplicaSet yet. */
  readonly revision: string | undefined;
  readonly status: JsonObject;
  /** When to look again although nothing changes. */
  readonly wakeAt: number | undefined;
}

/** Decides one pass of a Deployment's controller from the Deployment, its ReplicaSets and the time. */
export function decideRollout(
  deployment: KubernetesObject,
  owned: readonly KubernetesObject[],
  now: number,
): RolloutDecision {
  const all = [...owned].sort(byAge);
  const newest = all.find((replicaSet) => hasTemplate(replicaSet, deployment));
  const old = all.filter((replicaSet) => replicaSet !== newest);
  const revision = nextRevision(newest, old);
  const paused = specOf(deployment)['paused'] === true;
  const waits = isRecreate(deployment) && old.some((replicaSet) => counted(replicaSet, 'replicas') > 0);
  const create =
    newest || paused || waits
      ? undefined
      : newReplicaSet(deployment, newReplicas(deployment, newest, all), revision);
  const status = deploymentStatus({ deployment, newest, all, created: nameOf(create), now });
  const renumber =
    newest && revisionOf(newest) !== Number(revision) ? [{ replicaSet: newest, revision }] : [];
  return {
    create,
    scale: paused ? scalePaused(deployment, all) : scaleRollout(deployment, newest, old, waits),
    renumber: paused ? [] : renumber,
    remove: paused ? [] : beyondHistory(deployment, old),
    revision: newest || create ? revision : undefined,
    status,
    wakeAt: progressDeadline(deployment, status),
  };
}

function byAge(left: KubernetesObject, right: KubernetesObject): number {
  return revisionOf(left) - revisionOf(right) || (left.metadata.name < right.metadata.name ? -1 : 1);
}

const nameOf = (object: JsonObject | undefined) => {
  const name = objectOf(object?.['metadata'])['name'];
  return typeof name === 'string' ? name : undefined;
};
const isRecreate = (deployment: KubernetesObject) =>
  objectOf(specOf(deployment)['strategy'])['type'] === 'Recreate';
const revisionOf = ({ metadata }: KubernetesObject) =>
  Number(metadata.annotations?.[revisionAnnotation] ?? 0);

/** The pod template of a workload without the label that tells ReplicaSets apart. */
function templateOf(workload: KubernetesObject): JsonObject {
  const template = objectOf(specOf(workload)['template']);
  const { labels, ...metadata } = objectOf(template['metadata']);
  const { [hashLabel]: _hash, ...others } = objectOf(labels);
  return { ...template, metadata: { ...metadata, labels: others } };
}

function hasTemplate(replicaSet: KubernetesObject, deployment: KubernetesObject): boolean {
  return equal(templateOf(replicaSet), templateOf(deployment));
}

function nextRevision(newest: KubernetesObject | undefined, old: readonly KubernetesObject[]): string {
  const highest = Math.max(0, ...old.map(revisionOf));
  const own = newest ? revisionOf(newest) : 0;
  return String(own > highest ? own : highest + 1);
}

function newReplicaSet(deployment: KubernetesObject, replicas: number, revision: string): JsonObject {
  const { name, namespace = '', annotations = {} } = deployment.metadata;
  const template = templateOf(deployment);
  const hash = templateHash(template);
  const metadata = objectOf(template['metadata']);
  const labels = { ...objectOf(metadata['labels']), [hashLabel]: hash };
  const selector = objectOf(specOf(deployment)['selector']);
  const { 'kubectl.kubernetes.io/last-applied-configuration': _lastApplied, ...copied } = annotations;
  return {
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels,
      annotations: {
        ...copied,
        'deployment.kubernetes.io/desired-replicas': String(replicasOf(deployment)),
        'deployment.kubernetes.io/max-replicas': String(replicasOf(deployment) + limitsOf(deployment).surge),
        [revisionAnnotation]: revision,
      },
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas,
      minReadySeconds: numberOf(specOf(deployment)['minReadySeconds']),
      selector: { ...selector, matchLabels: { ...objectOf(selector['matchLabels']), [hashLabel]: hash } },
      template: { ...template, metadata: { ...metadata, labels } },
    },
  };
}

function scaleRollout(
  deployment: KubernetesObject,
  newest: KubernetesObject | undefined,
  old: readonly KubernetesObject[],
  waits: boolean,
): Scaling[] {
  if (isRecreate(deployment)) {
    const emptied = changed(old.map((replicaSet) => ({ replicaSet, replicas: 0 })));
    const filled = newest && !waits ? [{ replicaSet: newest, replicas: replicasOf(deployment) }] : [];
    return [...emptied, ...changed(filled)];
  }
  if (!newest) return [];
  const replicas = newReplicas(deployment, newest, [...old, newest]);
  const grown = changed([{ replicaSet: newest, replicas }]);
  // One direction per pass, as the real controller does: the next pass sees what this one brought.
  return grown.length > 0 ? grown : shrinkOld(deployment, newest, old);
}

/** A paused Deployment still follows its size, when there is only one ReplicaSet to follow it. */
function scalePaused(deployment: KubernetesObject, all: readonly KubernetesObject[]): Scaling[] {
  const active = all.filter((replicaSet) => replicasOf(replicaSet) > 0);
  const [only = all.at(-1)] = active;
  if (!only || active.length > 1) return [];
  return changed([{ replicaSet: only, replicas: replicasOf(deployment) }]);
}

const changed = (scalings: Scaling[]) =>
  scalings.filter(({ replicaSet, replicas }) => replicasOf(replicaSet) !== replicas);

function beyondHistory(deployment: KubernetesObject, old: readonly KubernetesObject[]): KubernetesObject[] {
  const limit = numberOf(specOf(deployment)['revisionHistoryLimit'], 10);
  const idle = old.filter(
    (replicaSet) =>
      replicasOf(replicaSet) === 0 &&
      counted(replicaSet, 'replicas') === 0 &&
      counted(replicaSet, 'observedGeneration') === replicaSet.metadata.generation,
  );
  return idle.slice(0, Math.max(0, idle.length - limit));
}
