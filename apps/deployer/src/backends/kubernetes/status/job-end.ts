/** What a Job came to. It may remove itself when it has finished, so that somebody has to remember it. */
import { valueAt } from '@tribble/resource-repo/format';
import { groupOf, type Identity, type KubernetesObject, nameOf } from '../objects/identity.ts';
import { because, conditionOf } from './live-fields.ts';

/** The end of a Job; `digest` names what was applied. */
export type JobEnd = { digest: string; outcome: 'Complete' | 'Failed'; message?: string };

const isJob = ({ kind, apiVersion }: KubernetesObject): boolean =>
  kind === 'Job' && groupOf(apiVersion) === 'batch';

/** Whether an object is a Job that the cluster removes when it has finished. */
export function removesItself(object: KubernetesObject): boolean {
  return isJob(object) && typeof valueAt(object, ['spec', 'ttlSecondsAfterFinished']) === 'number';
}

/** How a live object has finished; undefined for a Job that has not, and for what is none. */
export function jobEndOf(live: KubernetesObject, digest: string): JobEnd | undefined {
  if (!isJob(live)) return undefined;
  if (conditionOf(live, 'Complete')?.status === 'True') return { digest, outcome: 'Complete' };
  const failure = conditionOf(live, 'Failed');
  if (failure?.status !== 'True') return undefined;
  return { digest, outcome: 'Failed', message: because('has failed', failure) };
}

/** Where a Job stands that removes itself, was applied, and is gone. */
export type Removed = { reason: 'Clean' | 'Failed' | 'Drifted'; message: string };

const again = 'to run it again, change its manifest (an annotation is enough)';

/**
 * It is never run again by itself. Where nobody saw it finish, it may have done its work all the same: while the deployer was
 * away the cluster may have removed it, and a migration that runs twice does more harm than one that a person looks after.
 */
export function statusOfRemoved(identity: Identity, end: JobEnd | undefined): Removed {
  const name = nameOf(identity);
  if (end === undefined) {
    const message = `${name} is gone, and nobody saw it finish: it is not run again by itself; look whether it did its work; ${again}`;
    return { reason: 'Drifted', message };
  }
  if (end.outcome === 'Complete') {
    return { reason: 'Clean', message: `${name} has finished, and was removed after its time to live` };
  }
  const { message = 'has failed' } = end;
  return { reason: 'Failed', message: `${name} ${message}; it is gone by now; ${again}` };
}
