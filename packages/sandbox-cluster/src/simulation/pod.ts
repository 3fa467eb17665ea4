import { createHash } from 'node:crypto';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { imageTag } from '../kinds/pod-template.ts';
import { type KubernetesObject, timestamp } from '../objects.ts';
import { type Condition, conditionOf, judged, type Verdict } from './conditions.ts';
import { specOf, statusOf } from './workload.ts';

/** What happens to a pod in one pass. */
export interface PodDecision {
  /** Whether a pod that is being deleted has ended. */
  readonly ended: boolean;
  readonly status: JsonObject;
  readonly wakeAt: number | undefined;
}

/** How long things take, in milliseconds. */
export interface Delays {
  /** From a pod's creation until it is ready, or until its image turns out to be missing. */
  readonly ready: number;
}

/** Decides what becomes of a pod at a time. An image whose tag contains `broken` cannot be pulled. */
export function decidePod(
  pod: KubernetesObject,
  startedAt: number,
  now: number,
  delays: Delays,
): PodDecision {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = pod.metadata;
  if (deletionTimestamp !== undefined) {
    // The grace period ends at the deletion timestamp; the imaginary process stops sooner.
    const asked = Date.parse(deletionTimestamp) - deletionGracePeriodSeconds * 1000;
    const end = asked + Math.min(delays.ready, deletionGracePeriodSeconds * 1000);
    return { ended: now >= end, status: statusOf(pod), wakeAt: end };
  }
  const settled = startedAt + delays.ready;
  if (now < settled) return { ended: false, status: podStatus(pod, now, startingState), wakeAt: settled };
  if (!containersOf(pod).some(isBroken)) {
    return { ended: false, status: podStatus(pod, now, runningState), wakeAt: undefined };
  }
  const backOff = settled + delays.ready;
  const waiting = now < backOff ? pullError : pullBackOff;
  return { ended: false, status: podStatus(pod, now, waiting), wakeAt: now < backOff ? backOff : undefined };
}

const containersOf = (pod: KubernetesObject) => objectsOf(specOf(pod)['containers']);
const isBroken = (container: JsonObject) => imageTag(textOf(container['image'])).includes('broken');

/** The state of one container. */
type ContainerState = (container: JsonObject, time: string) => JsonObject;

const waitingFor = (reason: string, message?: string): JsonObject => ({
  waiting: { reason, ...(message !== undefined && { message }) },
});
const startingState: ContainerState = () => waitingFor('ContainerCreating');
const runningState: ContainerState = (_container, time) => ({ running: { startedAt: time } });
const pullError: ContainerState = (container, time) => {
  if (!isBroken(container)) return runningState(container, time);
  const image = textOf(container['image']);
  const cause = `failed to resolve reference ${JSON.stringify(image)}: not found`;
  return waitingFor('ErrImagePull', `failed to pull and unpack image ${JSON.stringify(image)}: ${cause}`);
};
const pullBackOff: ContainerState = (container, time) =>
  isBroken(container)
    ? waitingFor('ImagePullBackOff', `Back-off pulling image ${JSON.stringify(textOf(container['image']))}`)
    : runningState(container, time);

function podStatus(pod: KubernetesObject, now: number, stateOf: ContainerState): JsonObject {
  const before = statusOf(pod);
  const statuses = containersOf(pod).map((container) => containerStatus(pod, container, stateOf, now));
  const unready = statuses
    .filter((status) => status['ready'] !== true)
    .map((status) => textOf(status['name']));
  const readiness: Omit<Verdict, 'type'> =
    unready.length === 0
      ? { status: 'True', reason: '', message: '' }
      : {
          status: 'False',
          reason: 'ContainersNotReady',
          message: `containers with unready status: [${unready.join(' ')}]`,
        };
  const met: Omit<Verdict, 'type'> = { status: 'True', reason: '', message: '' };
  const condition = (type: string, verdict: Omit<Verdict, 'type'>) =>
    withoutUpdateTime(judged(conditionOf(before, type), { type, ...verdict }, now));
  const running = unready.length === 0;
  const address = podAddress(pod);
  return {
    phase: running ? 'Running' : 'Pending',
    conditions: [
      condition('PodReadyToStartContainers', met),
      condition('Initialized', met),
      condition('Ready', readiness),
      condition('ContainersReady', readiness),
      condition('PodScheduled', met),
    ],
    hostIP: '127.0.0.1',
    hostIPs: [{ ip: '127.0.0.1' }],
    ...(running && { podIP: address, podIPs: [{ ip: address }] }),
    startTime: textOf(before['startTime'], timestamp(now)),
    containerStatuses: statuses,
    qosClass: textOf(before['qosClass'], 'BestEffort'),
  };
}

/** Pods' conditions have no update time, and leave an empty reason and message out. */
function withoutUpdateTime({
  lastUpdateTime: _update,
  reason,
  message,
  ...condition
}: Condition): JsonObject {
  return { ...condition, ...(reason && { reason }), ...(message && { message }) };
}

function containerStatus(
  pod: KubernetesObject,
  container: JsonObject,
  stateOf: ContainerState,
  now: number,
): JsonObject {
  const name = textOf(container['name']);
  const before = objectsOf(statusOf(pod)['containerStatuses']).find((status) => status['name'] === name);
  const state = stateOf(container, timestamp(now));
  const running = 'running' in state;
  const image = textOf(container['image']);
  const digest = createHash('sha256').update(image).digest('hex');
  return {
    name,
    image,
    imageID: running ? `sandbox://sha256:${digest}` : '',
    ...(running && { containerID: `sandbox://${pod.metadata.uid ?? ''}/${name}` }),
    ready: running,
    started: running,
    restartCount: 0,
    lastState: {},
    // A container that runs keeps the time at which it started.
    state: running && before?.['ready'] === true ? (before['state'] ?? state) : state,
  };
}

function podAddress({ metadata: { uid = '' } }: KubernetesObject): string {
  const digest = createHash('sha256').update(uid).digest();
  return `10.244.${digest[0] ?? 0}.${1 + ((digest[1] ?? 0) % 254)}`;
}
