import { fieldAt, type JsonObject, numberOf, objectOf, objectsOf, textOf } from '../json.ts';
import { controllerReference, type KubernetesObject, timestamp } from '../objects.ts';
import { conditionOf } from './conditions.ts';
import { readySince, specOf, statusOf } from './workload.ts';

/** What a Job's controller does in one pass. */
export interface JobDecision {
  /** How many pods to create. */
  readonly create: number;
  readonly remove: KubernetesObject[];
  /** Whether the time of a finished Job is over. */
  readonly expired: boolean;
  readonly status: JsonObject;
  readonly wakeAt: number | undefined;
}

const phaseOf = (pod: KubernetesObject) => textOf(statusOf(pod)['phase']);
const isTrue = (status: JsonObject, type: string) => conditionOf(status, type)?.status === 'True';
const finish = (condition: string, criterion: string) => ({ condition, criterion });
const complete = finish('Complete', 'SuccessCriteriaMet');
const failed = finish('Failed', 'FailureTarget');

/** Decides one pass of a Job's controller from the Job, its pods and the time. */
export function decideJob(
  job: KubernetesObject,
  owned: readonly KubernetesObject[],
  now: number,
): JobDecision {
  const [spec, before] = [specOf(job), statusOf(job)];
  if (isTrue(before, 'Complete') || isTrue(before, 'Failed')) return decideFinished(job, now);
  const leaving = (pod: KubernetesObject) => pod.metadata.deletionTimestamp !== undefined;
  const of = (phase: string) => owned.filter((pod) => phaseOf(pod) === phase).length;
  const active = owned.filter((pod) => !leaving(pod) && !['Succeeded', 'Failed'].includes(phaseOf(pod)));
  const counts = { succeeded: of('Succeeded'), failed: of('Failed') };
  const startTime = textOf(before['startTime'], timestamp(now));
  const deadline = Date.parse(startTime) + numberOf(spec['activeDeadlineSeconds'], Infinity) * 1000;
  const verdict = verdictOf(job, active, counts, now >= deadline);
  const suspended = spec['suspend'] === true;
  const base = (running: readonly KubernetesObject[]) => statusFrom(running, counts);
  if (verdict) {
    const conditions = finishedConditions(before, verdict, now);
    const completionTime = verdict.end === complete && { completionTime: timestamp(now) };
    const status = { ...base([]), startTime, ...completionTime, conditions };
    return { create: 0, remove: [...active], expired: false, status, wakeAt: ttlEnd(job, now) };
  }
  if (suspended) {
    const status = { ...base([]), ...suspension(before, true, now) };
    return { create: 0, remove: [...active], expired: false, status, wakeAt: undefined };
  }
  const wanted = wantedPods(spec, counts.succeeded);
  return {
    create: job.metadata.deletionTimestamp ? 0 : Math.max(0, wanted - active.length),
    remove: active.slice(wanted),
    expired: false,
    status: { ...base(active), startTime, ...suspension(before, false, now) },
    wakeAt: Number.isFinite(deadline) ? deadline : undefined,
  };
}

function wantedPods(spec: JsonObject, succeeded: number): number {
  const parallelism = numberOf(spec['parallelism'], 1);
  const completions = spec['completions'];
  if (typeof completions === 'number') return Math.min(parallelism, completions - succeeded);
  // Without a number of completions the first success ends the work: no new pods after it.
  return succeeded > 0 ? 0 : parallelism;
}

interface Verdict {
  readonly end: typeof complete;
  readonly reason: string;
  readonly message: string;
}

function verdictOf(
  job: KubernetesObject,
  active: readonly KubernetesObject[],
  counts: { succeeded: number; failed: number },
  overdue: boolean,
): Verdict | undefined {
  const spec = specOf(job);
  const restarts = active.reduce((sum, pod) => sum + restartsOf(pod), 0);
  if (counts.failed + restarts > numberOf(spec['backoffLimit'], 6)) {
    const message = 'Job has reached the specified backoff limit';
    return { end: failed, reason: 'BackoffLimitExceeded', message };
  }
  if (overdue) {
    const message = 'Job was active longer than specified deadline';
    return { end: failed, reason: 'DeadlineExceeded', message };
  }
  const completions = spec['completions'];
  const isDone =
    typeof completions === 'number'
      ? counts.succeeded >= completions
      : counts.succeeded > 0 && active.length === 0;
  const message = 'Reached expected number of succeeded pods';
  return isDone ? { end: complete, reason: 'CompletionsReached', message } : undefined;
}

/** A container that is restarted in its pod counts as a failure, as a failed pod does. */
function restartsOf(pod: KubernetesObject): number {
  const statuses = objectsOf(statusOf(pod)['containerStatuses']);
  return statuses.reduce((sum, container) => sum + numberOf(container['restartCount']), 0);
}

function finishedConditions(
  before: JsonObject,
  { end, reason, message }: Verdict,
  now: number,
): JsonObject[] {
  const time = timestamp(now);
  const say = (type: string) => ({
    type,
    status: 'True',
    reason,
    message,
    lastProbeTime: time,
    lastTransitionTime: time,
  });
  return [...objectsOf(before['conditions']), say(end.criterion), say(end.condition)];
}

/** The condition that says whether the Job is suspended; none for a Job that never was. */
function suspension(before: JsonObject, suspended: boolean, now: number): JsonObject {
  const others = objectsOf(before['conditions']).filter(({ type }) => type !== 'Suspended');
  const present = conditionOf(before, 'Suspended');
  if (!present && !suspended) return others.length > 0 ? { conditions: others } : {};
  const status = suspended ? 'True' : 'False';
  if (present?.status === status) return { conditions: objectsOf(before['conditions']) };
  const time = timestamp(now);
  const words = suspended
    ? { reason: 'JobSuspended', message: 'Job suspended' }
    : { reason: 'JobResumed', message: 'Job resumed' };
  const condition = { type: 'Suspended', status, ...words, lastProbeTime: time, lastTransitionTime: time };
  return { conditions: [...others, condition] };
}

function statusFrom(
  active: readonly KubernetesObject[],
  counts: { succeeded: number; failed: number },
): JsonObject {
  return {
    ...(active.length > 0 && { active: active.length }),
    ready: active.filter((pod) => readySince(pod) !== undefined).length,
    terminating: 0,
    ...(counts.succeeded > 0 && { succeeded: counts.succeeded }),
    ...(counts.failed > 0 && { failed: counts.failed }),
    uncountedTerminatedPods: {},
  };
}

function ttlEnd(job: KubernetesObject, finishedAt: number): number | undefined {
  const ttl = specOf(job)['ttlSecondsAfterFinished'];
  return typeof ttl === 'number' ? finishedAt + ttl * 1000 : undefined;
}

function decideFinished(job: KubernetesObject, now: number): JobDecision {
  const status = statusOf(job);
  const end = conditionOf(status, 'Complete') ?? conditionOf(status, 'Failed');
  const wakeAt = ttlEnd(job, Date.parse(end?.lastTransitionTime ?? ''));
  return { create: 0, remove: [], expired: wakeAt !== undefined && now >= wakeAt, status, wakeAt };
}

/** A pod of a Job, to be named by the server. */
export function podOfJob(job: KubernetesObject): JsonObject {
  const template = objectOf(fieldAt(job['spec'], 'template'));
  const { name, namespace = '' } = job.metadata;
  return {
    ...template,
    metadata: {
      ...objectOf(template['metadata']),
      generateName: `${name}-`,
      namespace,
      ownerReferences: [controllerReference(job)],
    },
  };
}
