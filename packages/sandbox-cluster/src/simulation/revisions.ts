import { createHash } from 'node:crypto';
import { equal, type JsonObject, numberOf, objectOf } from '../json.ts';
import { controllerReference, type KubernetesObject } from '../objects.ts';
import { specOf } from './workload.ts';

/** The label that tells the pods of different revisions apart. */
export const revisionLabel = 'controller-revision-hash';

/** Letters and digits of which no words are made, as Kubernetes uses them in names. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** A short name for a pod template. */
export function templateHash(template: JsonObject): string {
  const digest = createHash('sha256').update(JSON.stringify(template)).digest();
  return [...digest.subarray(0, 10)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

/** What a StatefulSet's or DaemonSet's controller does about its revisions. */
export interface RevisionDecision {
  /** The name of the revision of the present template. */
  readonly current: string;
  /** The revision to create, if the template is new. */
  readonly create: JsonObject | undefined;
  /** The revision to number anew, if the template is one from before. */
  readonly renumber: { revision: KubernetesObject; number: number } | undefined;
}

/** Decides which revision the template of a workload is. */
export function decideRevision(
  workload: KubernetesObject,
  owned: readonly KubernetesObject[],
): RevisionDecision {
  const { template: given } = specOf(workload);
  const template = { ...objectOf(given), $patch: 'replace' };
  const data = { spec: { template } };
  const highest = Math.max(0, ...owned.map(numberOfRevision));
  const known = owned.find((revision) => equal(revision['data'], data));
  if (known) {
    const isNewest = numberOfRevision(known) === highest;
    const renumber = isNewest ? undefined : { revision: known, number: highest + 1 };
    return { current: known.metadata.name, create: undefined, renumber };
  }
  const { name: owner, namespace = '' } = workload.metadata;
  const hash = templateHash(objectOf(given));
  const name = `${owner}-${hash}`;
  const labels = { ...objectOf(objectOf(objectOf(given)['metadata'])['labels']), [revisionLabel]: hash };
  const metadata = { name, namespace, labels, ownerReferences: [controllerReference(workload)] };
  return { current: name, create: { metadata, data, revision: highest + 1 }, renumber: undefined };
}

const numberOfRevision = (revision: KubernetesObject) => numberOf(revision['revision']);

/** Revisions beyond the history limit that no pod needs any more, oldest first. */
export function outdatedRevisions(
  workload: KubernetesObject,
  owned: readonly KubernetesObject[],
  needed: ReadonlySet<string>,
): KubernetesObject[] {
  const limit = numberOf(specOf(workload)['revisionHistoryLimit'], 10);
  const idle = owned
    .filter(({ metadata }) => !needed.has(metadata.name))
    .sort((left, right) => numberOfRevision(left) - numberOfRevision(right));
  return idle.slice(0, Math.max(0, idle.length - limit));
}
