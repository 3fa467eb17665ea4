import { isValueMap } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';
import { isBuiltIn } from './built-in-groups.ts';
import { timeAt } from './live-fields.ts';
import { type Facts, inProgress, type Verdict } from './verdict.ts';

/** How long an object may be as it was made before that says something, in milliseconds: as long as kstatus grants pods. */
const grace = 15_000;

/** When the grace of an object ends; undefined where it has ended, or the object does not say when it was made. */
export function graceEnd(object: KubernetesObject, { now, firstSeen }: Facts): Date | undefined {
  const created = timeAt(object, 'metadata.creationTimestamp');
  if (created === undefined) return undefined;
  const start = firstSeen !== undefined && firstSeen < created ? firstSeen : created;
  const end = new Date(start.getTime() + grace);
  return now < end ? end : undefined;
}

/**
 * A custom resource that its controller has not touched yet looks as if all were well. Without a status it is InProgress
 * for a while; after that it is taken as one of those kinds whose controller never writes one.
 */
export function judgeFreshness(object: KubernetesObject, group: string, facts: Facts): Verdict | undefined {
  if (facts.hasStatus !== true || isBuiltIn(group)) return undefined;
  const status = object['status'];
  if (isValueMap(status) && Object.keys(status).length > 0) return undefined;
  const end = graceEnd(object, facts);
  return end && inProgress('NoStatus', 'has no status yet', end);
}
