import { createHash } from 'node:crypto';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { type KubernetesObject, timestamp } from '../objects.ts';
import { type Condition, conditionOf, judged, type Verdict } from './conditions.ts';
import { containersOf, type Moment } from './script.ts';
import { specOf, statusOf } from './workload.ts';

type Judgement = Omit<Verdict, 'type'>;
const met: Judgement = { status: 'True', reason: '', message: '' };

/** The status of a pod on the node, from what its containers do. */
export function podStatus(pod: KubernetesObject, moments: readonly Moment[], now: number): JsonObject {
  const before = statusOf(pod);
  const containers = containersOf(pod);
  const phase = phaseOf(pod, moments);
  const unready = containers.filter((_container, index) => !moments[index]?.ready);
  const readiness = readinessOf(
    phase,
    unready.map((container) => textOf(container['name'])),
  );
  const condition = (type: string, verdict: Judgement) => podCondition(before, type, verdict, now);
  const started = phase !== 'Pending';
  const address = podAddress(pod);
  const done = phase === 'Succeeded' ? { ...met, reason: 'PodCompleted' } : met;
  return {
    phase,
    conditions: [
      condition(
        'PodReadyToStartContainers',
        started && phase !== 'Running' ? { ...met, status: 'False' } : met,
      ),
      condition('Initialized', done),
      condition('Ready', readiness),
      condition('ContainersReady', readiness),
      condition('PodScheduled', met),
    ],
    hostIP: '127.0.0.1',
    hostIPs: [{ ip: '127.0.0.1' }],
    ...(started && { podIP: address, podIPs: [{ ip: address }] }),
    startTime: textOf(before['startTime'], timestamp(now)),
    ...initStatuses(pod, started, now),
    containerStatuses: containers.map((container, index) => containerStatus(pod, container, moments[index])),
    qosClass: textOf(before['qosClass'], 'BestEffort'),
  };
}

/** The status of a pod that no node takes. */
export function pendingStatus(
  pod: KubernetesObject,
  { reason, message }: { reason: string; message: string },
  now: number,
): JsonObject {
  const before = statusOf(pod);
  const verdict: Judgement = { status: 'False', reason, message };
  return {
    phase: 'Pending',
    conditions: [podCondition(before, 'PodScheduled', verdict, now)],
    qosClass: textOf(before['qosClass'], 'BestEffort'),
  };
}

function podCondition(before: JsonObject, type: string, verdict: Judgement, now: number): JsonObject {
  const condition = judged(conditionOf(before, type), { type, ...verdict }, now);
  return { ...withoutUpdateTime(condition) };
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

function phaseOf(pod: KubernetesObject, moments: readonly Moment[]): string {
  const hasStarted = ({ state, restartCount }: Moment) => !('waiting' in state) || restartCount > 0;
  if (!moments.every(hasStarted)) return 'Pending';
  const isOver = moments.every(({ state, until }) => 'terminated' in state && until === undefined);
  if (!isOver || textOf(specOf(pod)['restartPolicy'], 'Always') === 'Always') return 'Running';
  return moments.every(({ state }) => exitCode(state) === 0) ? 'Succeeded' : 'Failed';
}

const exitCode = (state: JsonObject) => {
  const { terminated } = state as { terminated?: { exitCode: number } };
  return terminated?.exitCode ?? 0;
};

function readinessOf(phase: string, unready: readonly string[]): Judgement {
  if (phase === 'Succeeded') return { status: 'False', reason: 'PodCompleted', message: '' };
  if (phase === 'Failed') return { status: 'False', reason: 'PodFailed', message: '' };
  if (unready.length === 0) return met;
  const message = `containers with unready status: [${unready.join(' ')}]`;
  return { status: 'False', reason: 'ContainersNotReady', message };
}

function containerStatus(
  pod: KubernetesObject,
  container: JsonObject,
  moment: Moment | undefined,
): JsonObject {
  const { state = {}, lastState = {}, restartCount = 0, ready = false } = moment ?? {};
  const name = textOf(container['name']);
  const image = textOf(container['image']);
  const started = !('waiting' in state) || restartCount > 0;
  return {
    name,
    image,
    imageID: started ? imageId(image) : '',
    ...(started && { containerID: `sandbox://${pod.metadata.uid ?? ''}/${name}` }),
    ready,
    started: 'running' in state,
    restartCount,
    lastState,
    state,
  };
}

/** Init containers have nothing to do here: they are done before the others start. */
function initStatuses(pod: KubernetesObject, started: boolean, now: number): JsonObject {
  const containers = objectsOf(specOf(pod)['initContainers']);
  if (containers.length === 0) return {};
  const time = textOf(statusOf(pod)['startTime'], timestamp(now));
  const terminated = { exitCode: 0, reason: 'Completed', startedAt: time, finishedAt: time };
  const state = started ? { terminated } : { waiting: { reason: 'PodInitializing' } };
  const initContainerStatuses = containers.map(({ name, image }) => ({
    name: textOf(name),
    image: textOf(image),
    imageID: started ? imageId(textOf(image)) : '',
    ready: started,
    started: false,
    restartCount: 0,
    lastState: {},
    state,
  }));
  return { initContainerStatuses };
}

const imageId = (image: string) => `sandbox://sha256:${createHash('sha256').update(image).digest('hex')}`;

function podAddress({ metadata: { uid = '' } }: KubernetesObject): string {
  const digest = createHash('sha256').update(uid).digest();
  return `10.244.${digest[0] ?? 0}.${1 + ((digest[1] ?? 0) % 254)}`;
}
