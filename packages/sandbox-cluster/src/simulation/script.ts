import { type Json, type JsonObject, objectsOf, textOf } from '../json.ts';
import { imageTag } from '../kinds/pods/image.ts';
import { type KubernetesObject, timestamp } from '../objects.ts';
import { specOf } from './workload.ts';

/** How long things take, in milliseconds. */
export interface Delays {
  /** From a pod's creation until it is ready, or until its image turns out to be missing. */
  readonly ready: number;
}

/** What a container does at one time. */
export interface Moment {
  readonly state: JsonObject;
  readonly lastState: JsonObject;
  readonly restartCount: number;
  readonly ready: boolean;
  /** When it does something else; undefined when it stays like this. */
  readonly until: number | undefined;
}

/** The annotations of a pod template by which people say what its containers do. */
const scripts = {
  crash: 'sandbox.tribble.dev/crash',
  exitCode: 'sandbox.tribble.dev/exit-code',
  unready: 'sandbox.tribble.dev/unready',
} as const;

/** A container that crashes is restarted this often, then stays as it is: nothing grows without end. */
const mostRestarts = 10;

const annotation = ({ metadata }: KubernetesObject, name: keyof typeof scripts) =>
  metadata.annotations?.[scripts[name]];

const moment = (state: JsonObject, more: Partial<Moment> = {}): Moment => ({
  state,
  lastState: {},
  restartCount: 0,
  ready: false,
  until: undefined,
  ...more,
});

const waiting = (reason: string, message?: string): JsonObject => ({
  waiting: { reason, ...(message !== undefined && { message }) },
});

/** What a container does at a time. Pure: the same question has the same answer. */
export function momentOf(
  pod: KubernetesObject,
  container: JsonObject,
  { startedAt, now, delays }: { startedAt: number; now: number; delays: Delays },
): Moment {
  const settled = startedAt + delays.ready;
  if (now < settled) return moment(waiting('ContainerCreating'), { until: settled });
  if (isBroken(container)) return brokenMoment(textOf(container['image']), now, settled + delays.ready);
  const exit = exitOf(pod, container);
  if (exit === undefined) {
    const ready = annotation(pod, 'unready') !== 'true';
    return moment({ running: { startedAt: timestamp(settled) } }, { ready });
  }
  // A task works for a while; what crashes does so at once.
  const policy = textOf(specOf(pod)['restartPolicy'], 'Always');
  const endedAt = annotation(pod, 'crash') === undefined ? settled + delays.ready : settled;
  if (now < endedAt) {
    return moment({ running: { startedAt: timestamp(settled) } }, { ready: true, until: endedAt });
  }
  const terminated = terminatedState(exit, settled, endedAt);
  const restarts = policy === 'Always' || (policy === 'OnFailure' && exit.code !== 0);
  return restarts
    ? crashMoment(pod, container, terminated, { endedAt, now, step: Math.max(1, delays.ready) })
    : moment(terminated);
}

/** Whether an image cannot be pulled: its tag contains `broken`. */
const isBroken = (container: JsonObject) => imageTag(textOf(container['image'])).includes('broken');

function brokenMoment(image: string, now: number, backOff: number): Moment {
  const name = JSON.stringify(image);
  if (now >= backOff) return moment(waiting('ImagePullBackOff', `Back-off pulling image ${name}`));
  const cause = `failed to resolve reference ${name}: not found`;
  const state = waiting('ErrImagePull', `failed to pull and unpack image ${name}: ${cause}`);
  return moment(state, { until: backOff });
}

/** How a process ends. */
interface Exit {
  readonly code: number;
  readonly message: string;
}

/** How a container ends; undefined for one that runs for ever. */
function exitOf(pod: KubernetesObject, container: JsonObject): Exit | undefined {
  const crash = annotation(pod, 'crash');
  if (crash !== undefined) return { code: 1, message: crash };
  if (textOf(specOf(pod)['restartPolicy'], 'Always') === 'Always') return undefined;
  const code = annotation(pod, 'exitCode');
  if (code !== undefined) return { code: Number.parseInt(code, 10) || 0, message: '' };
  const words: Json[] = ['command', 'args'].flatMap((field) => container[field] ?? []);
  return { code: words.some((word) => textOf(word).includes('fail')) ? 1 : 0, message: '' };
}

function terminatedState({ code, message }: Exit, startedAt: number, finishedAt: number): JsonObject {
  return {
    terminated: {
      exitCode: code,
      reason: code === 0 ? 'Completed' : 'Error',
      ...(message && { message }),
      startedAt: timestamp(startedAt),
      finishedAt: timestamp(finishedAt),
    },
  };
}

function crashMoment(
  { metadata }: KubernetesObject,
  container: JsonObject,
  terminated: JsonObject,
  { endedAt, now, step }: { endedAt: number; now: number; step: number },
): Moment {
  const restartCount = Math.min(mostRestarts, Math.floor((now - endedAt) / step));
  const until = restartCount < mostRestarts ? endedAt + (restartCount + 1) * step : undefined;
  if (restartCount === 0) return moment(terminated, { until });
  const seconds = Math.min(300, 10 * 2 ** (restartCount - 1));
  const place = `pod=${metadata.name}_${metadata.namespace ?? ''}(${metadata.uid ?? ''})`;
  const message = `back-off ${seconds}s restarting failed container=${textOf(container['name'])} ${place}`;
  return moment(waiting('CrashLoopBackOff', message), { lastState: terminated, restartCount, until });
}

/** The containers of a pod that run side by side. */
export const containersOf = (pod: KubernetesObject): JsonObject[] => objectsOf(specOf(pod)['containers']);
