import { type JsonObject } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { podStatus } from './pod-status.ts';
import { containersOf, type Delays, momentOf } from './script.ts';
import { statusOf } from './workload.ts';

/** What happens to a pod in one pass. */
export interface PodDecision {
  /** Whether a pod that is being deleted has ended. */
  readonly ended: boolean;
  readonly status: JsonObject;
  readonly wakeAt: number | undefined;
}

/** Decides what becomes of a pod on the node at a time; `script.ts` says what its containers do. */
export function decidePod(
  pod: KubernetesObject,
  startedAt: number,
  now: number,
  delays: Delays,
): PodDecision {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = pod.metadata;
  const phase = statusOf(pod)['phase'];
  const isOver = phase === 'Succeeded' || phase === 'Failed';
  if (deletionTimestamp !== undefined) {
    // The grace period ends at the deletion timestamp; the imaginary process stops sooner.
    const asked = Date.parse(deletionTimestamp) - deletionGracePeriodSeconds * 1000;
    const end = isOver ? asked : asked + Math.min(delays.ready, deletionGracePeriodSeconds * 1000);
    return { ended: now >= end, status: statusOf(pod), wakeAt: end };
  }
  if (isOver) return { ended: false, status: statusOf(pod), wakeAt: undefined };
  const moments = containersOf(pod).map((container) => momentOf(pod, container, { startedAt, now, delays }));
  const next = moments.map(({ until }) => until).filter((time) => time !== undefined);
  return {
    ended: false,
    status: podStatus(pod, moments, now),
    wakeAt: next.length > 0 ? Math.min(...next) : undefined,
  };
}
