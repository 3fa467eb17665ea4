import { equal, fieldAt, type JsonObject, objectsOf, textOf } from '../../json.ts';
import { claimsOf } from '../../kinds/core/volumes.ts';
import { claimKind, nodeKind, podKind } from '../../kinds/core/table.ts';
import { type KubernetesObject } from '../../objects.ts';
import { type Registry } from '../../registry/registry.ts';
import { type Target } from '../../registry/write.ts';
import { change, isManual, writeStatus } from '../access.ts';
import { conditionOf } from '../conditions.ts';
import { recordEvent } from '../events.ts';
import { fits, nodeName, whyUnschedulable } from '../node.ts';
import { pendingStatus } from '../pod-status.ts';
import { decidePod } from '../pod.ts';
import { type Delays } from '../script.ts';
import { specOf, statusOf } from '../workload.ts';

/** One pass over a pod: the imaginary scheduler binds it, then the imaginary kubelet runs it. */
export function reconcilePod(
  registry: Registry,
  target: Target,
  startedAt: number,
  delays: Delays,
): number | undefined {
  const pod = registry.get(target);
  const isLeaving = pod.metadata.deletionTimestamp !== undefined;
  const node = specOf(pod)['nodeName'];
  if (!isLeaving && isManual(pod)) return undefined;
  if (!isLeaving && node === undefined) return schedule(registry, target, pod, delays);
  // Whoever binds a pod to another node plays that node's kubelet as well.
  if (!isLeaving && node !== nodeName) return undefined;
  const decision = decidePod(pod, startedAt, registry.now(), delays);
  if (decision.ended) {
    registry.delete(target, { gracePeriodSeconds: 0 });
    return undefined;
  }
  if (!isLeaving && !equal(decision.status, statusOf(pod))) {
    writeStatus(registry, target, decision.status, { by: 'kubelet' });
    tellTroubles(registry, pod, decision.status);
  }
  return decision.wakeAt;
}

function schedule(
  registry: Registry,
  target: Target,
  pod: KubernetesObject,
  delays: Delays,
): number | undefined {
  const { store } = registry;
  const nodes = store.list(nodeKind.resource, '');
  const claims = claimsOf(pod).map(
    (name) => [name, store.get(claimKind.resource, target.namespace, name)] as const,
  );
  const isGated = objectsOf(specOf(pod)['schedulingGates']).length > 0;
  const message = isGated ? gated : whyUnschedulable(pod, nodes, new Map(claims));
  if (message !== undefined) {
    const reason = isGated ? 'SchedulingGated' : 'Unschedulable';
    tellUnschedulable(registry, target, pod, { reason, message });
    return registry.now() + Math.max(100, delays.ready);
  }
  const chosen = nodes.find((node) => specOf(node)['unschedulable'] !== true && fits(node, specOf(pod)));
  const spec = { ...specOf(pod), nodeName: chosen?.metadata.name ?? nodeName };
  change(registry, podKind, pod, (live) => ({ ...live, spec }), 'kube-scheduler');
  return undefined;
}

const gated = 'Scheduling is blocked due to non-empty scheduling gates';

function tellUnschedulable(
  registry: Registry,
  target: Target,
  pod: KubernetesObject,
  { reason, message }: { reason: string; message: string },
): void {
  const before = conditionOf(statusOf(pod), 'PodScheduled');
  const status = pendingStatus(pod, { reason, message }, registry.now());
  writeStatus(registry, target, status, { by: 'kube-scheduler' });
  if (before?.message === message || message === gated) return;
  const component = 'default-scheduler';
  recordEvent(registry, pod, { type: 'Warning', reason: 'FailedScheduling', message, component });
}

/** Warns of what a container waits for, once when it begins to wait. */
function tellTroubles(registry: Registry, pod: KubernetesObject, status: JsonObject): void {
  const before = objectsOf(statusOf(pod)['containerStatuses']);
  objectsOf(status['containerStatuses']).forEach((container, index) => {
    const waiting = fieldAt(container, 'state', 'waiting');
    const reason = textOf(fieldAt(waiting, 'reason'));
    if (reason === textOf(fieldAt(before[index], 'state', 'waiting', 'reason'))) return;
    const occurrence = troubles[reason]?.(pod, container, textOf(fieldAt(waiting, 'message')));
    if (occurrence) recordEvent(registry, pod, { type: 'Warning', component: 'kubelet', ...occurrence });
  });
}

type Trouble = (
  pod: KubernetesObject,
  container: JsonObject,
  message: string,
) => { reason: string; message: string };

const troubles: Readonly<Record<string, Trouble>> = {
  ErrImagePull: (_pod, _container, message) => ({ reason: 'Failed', message }),
  ImagePullBackOff: (_pod, _container, message) => ({ reason: 'BackOff', message }),
  CrashLoopBackOff: ({ metadata }, container) => ({
    reason: 'BackOff',
    message: `Back-off restarting failed container ${textOf(container['name'])} in pod ${metadata.name}_${metadata.namespace ?? ''}(${metadata.uid ?? ''})`,
  }),
};
