import type { KubernetesObject } from '../objects/identity.ts';
import { textAt } from '../status/live-fields.ts';
import { compareTexts } from '../status/order.ts';
import { hasEnded } from './judge.ts';

/** So many finished Jobs of one name stay, for people who look at what was run before. */
const kept = 5;

/**
 * The finished Jobs of one name that newer ones have taken the place of. What somebody asks for stays, however old: it would
 * only be run again.
 */
export function supersededJobs(
  jobs: readonly KubernetesObject[],
  isAskedFor: (name: string) => boolean,
): KubernetesObject[] {
  return jobs
    .filter((job) => hasEnded(job) && textAt(job, 'metadata.deletionTimestamp') === '')
    .toSorted((left, right) => compareTexts(ageKey(right), ageKey(left)))
    .slice(kept)
    .filter(({ metadata: { name } }) => !isAskedFor(name));
}

/** Times of the API are in UTC and of one length: as texts they are in order. */
function ageKey(job: KubernetesObject): string {
  return `${textAt(job, 'metadata.creationTimestamp')} ${job.metadata.name}`;
}
