import { createHash } from 'node:crypto';
import { canonicalJson, type Value } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';
import type { ResourceType } from '../objects/resource-type.ts';
import { isBuiltIn } from '../status/built-in-groups.ts';

type ResourceKind = Pick<ResourceType, 'group' | 'hasStatus'>;

/** Groups whose kinds count their generations, whether or not the server tells that they have a status. */
const workloads: ReadonlySet<string> = new Set(['apps', 'batch']);

/**
 * Whether every change of the spec makes a new generation. Kinds of Kubernetes without a status give one that stays 1
 * (PriorityClass), or count some fields only (CSIDriver).
 */
function countsGenerations({ group, hasStatus }: ResourceKind): boolean {
  return hasStatus === true || workloads.has(group) || !isBuiltIn(group);
}

/**
 * A text that changes whenever git's part of a live object may have changed: while it stays, what was compared need not be
 * compared again. A generation counts the changes of the spec, and leaves out those of a status; where it counts nothing, the
 * resourceVersion tells of every change.
 */
export function markOf({ metadata }: KubernetesObject, type: ResourceKind): string {
  const { uid, generation, resourceVersion, labels, annotations } = metadata;
  const version =
    typeof generation === 'number' && countsGenerations(type)
      ? ['generation', generation]
      : ['resourceVersion', resourceVersion];
  const seen: Value[] = [uid, ...version, labels, annotations].map((value) => value ?? null);
  return createHash('sha256').update(canonicalJson(seen)).digest('hex').slice(0, 32);
}
