import { type JsonObject, numberOf, objectOf, textOf } from '../json.ts';
import { controllerReference, type KubernetesObject } from '../objects.ts';
import { fits } from './node.ts';
import { revisionLabel } from './revisions.ts';
import { readySince, specOf } from './workload.ts';

/** What a DaemonSet's controller does in one pass. */
export interface DaemonSetDecision {
  /** The nodes that get a pod. */
  readonly create: string[];
  readonly remove: KubernetesObject[];
  readonly status: JsonObject;
  readonly wakeAt: number | undefined;
}

const isLeaving = ({ metadata }: KubernetesObject) => metadata.deletionTimestamp !== undefined;

const nodeOf = (pod: KubernetesObject) => textOf(specOf(pod)['nodeName']);

/** Decides one pass of a DaemonSet's controller: one pod on each node that its template fits. */
export function decideDaemonSet(
  daemonSet: KubernetesObject,
  owned: readonly KubernetesObject[],
  nodes: readonly KubernetesObject[],
  { hash, now }: { hash: string; now: number },
): DaemonSetDecision {
  const spec = specOf(daemonSet);
  const wanted = nodes
    .filter((node) => fits(node, objectOf(objectOf(spec['template'])['spec'])))
    .map(({ metadata }) => metadata.name);
  const delay = numberOf(spec['minReadySeconds']) * 1000;
  const present = owned.filter((pod) => wanted.includes(nodeOf(pod)));
  const isUpdated = (pod: KubernetesObject) => pod.metadata.labels?.[revisionLabel] === hash;
  const surplus = owned.filter((pod) => !wanted.includes(nodeOf(pod)) && !isLeaving(pod));
  const rolls = objectOf(spec['updateStrategy'])['type'] === 'RollingUpdate';
  // With one node at most one pod is missing at a time, which is what the default allows.
  const outdated = present.filter((pod) => !isUpdated(pod) && !isLeaving(pod)).slice(0, rolls ? 1 : 0);
  const missing = wanted.filter((node) => !owned.some((pod) => nodeOf(pod) === node));
  const active = present.filter((pod) => !isLeaving(pod));
  const readyTimes = active.map(readySince).filter((time) => time !== undefined);
  const available = readyTimes.filter((time) => now >= time + delay).length;
  const later = readyTimes.map((time) => time + delay).filter((time) => now < time);
  const updated = active.filter(isUpdated).length;
  const unavailable = wanted.length - available;
  return {
    create: daemonSet.metadata.deletionTimestamp ? [] : missing,
    remove: daemonSet.metadata.deletionTimestamp ? [] : [...surplus, ...outdated],
    status: {
      currentNumberScheduled: active.length,
      numberMisscheduled: surplus.length,
      desiredNumberScheduled: wanted.length,
      numberReady: readyTimes.length,
      observedGeneration: daemonSet.metadata.generation ?? 0,
      ...(updated > 0 && { updatedNumberScheduled: updated }),
      ...(available > 0 && { numberAvailable: available }),
      ...(unavailable > 0 && { numberUnavailable: unavailable }),
    },
    wakeAt: later.length > 0 ? Math.min(...later) : undefined,
  };
}

/** The pod of a DaemonSet for a node. */
export function podFor(daemonSet: KubernetesObject, hash: string, node: string): JsonObject {
  const template = objectOf(specOf(daemonSet)['template']);
  const metadata = objectOf(template['metadata']);
  const { name, namespace = '' } = daemonSet.metadata;
  return {
    metadata: {
      ...metadata,
      generateName: `${name}-`,
      namespace,
      labels: { ...objectOf(metadata['labels']), [revisionLabel]: hash, 'pod-template-generation': '1' },
      ownerReferences: [controllerReference(daemonSet)],
    },
    // Bound at once: a daemon runs on nodes that take no other pods, too.
    spec: { ...objectOf(template['spec']), nodeName: node },
  };
}
