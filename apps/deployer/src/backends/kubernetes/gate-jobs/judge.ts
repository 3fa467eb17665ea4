import type { JobRun } from '@tribble/api';
import type { KubernetesObject } from '../objects/identity.ts';
import { judgeJob } from '../status/job.ts';
import { conditionsOf, mapsAt, textAt, timeAt } from '../status/live-fields.ts';

/** How a Job stands. */
export type Judged = Omit<JobRun, 'name' | 'log'>;

/**
 * The conditions that end a Job. Since Kubernetes 1.31 the cluster tells the outcome first, and the end itself when all pods
 * have gone: it changes its mind no more.
 */
const ends: Readonly<Record<string, 'succeeded' | 'failed'>> = {
  Complete: 'succeeded',
  Failed: 'failed',
  SuccessCriteriaMet: 'succeeded',
  FailureTarget: 'failed',
};

/** How a live Job stands, by its conditions. */
export function judgeGateJob(job: KubernetesObject): Judged {
  const startedAt = textOf(timeAt(job, 'status.startTime'));
  const started = startedAt !== undefined && { startedAt };
  const end = endOf(job);
  if (end === undefined) return { state: 'running', message: progressOf(job), ...started };
  const { state, message, finishedAt } = end;
  return { state, ...(message && { message }), ...started, ...(finishedAt !== undefined && { finishedAt }) };
}

/** Whether a Job has come to its end, its pods included. */
export function hasEnded(job: KubernetesObject): boolean {
  return conditionsOf(job).some(({ type, status }) => {
    return status === 'True' && (type === 'Complete' || type === 'Failed');
  });
}

type End = Pick<Judged, 'state' | 'message' | 'finishedAt'>;

function endOf(job: KubernetesObject): End | undefined {
  const conditions = conditionsOf(job);
  for (const [type, state] of Object.entries(ends)) {
    const condition = conditions.find((each) => each.type === type);
    if (condition?.status !== 'True') continue;
    const raw = mapsAt(job, 'status.conditions').find((each) => each['type'] === type) ?? {};
    const finishedAt = textOf(timeAt(job, 'status.completionTime') ?? timeAt(raw, 'lastTransitionTime'));
    const message = condition.message || condition.reason;
    return { state, message, ...(finishedAt !== undefined && { finishedAt }) };
  }
  return undefined;
}

function progressOf(job: KubernetesObject): string {
  if (textAt(job, 'metadata.deletionTimestamp') !== '')
    return 'is being deleted: it runs anew when it is gone';
  return judgeJob(job).message ?? 'runs';
}

function textOf(time: Date | undefined): string | undefined {
  return time?.toISOString();
}
