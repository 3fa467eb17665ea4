import { createHash } from 'node:crypto';
import { canonicalJson, type Value } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';

/**
 * A text that changes whenever git's part of a live object may have changed: while it stays, what was compared need not be
 * compared again. A generation counts the changes of the spec; kinds without one change their resourceVersion.
 */
export function markOf({ metadata }: KubernetesObject): string {
  const { uid, generation, resourceVersion, labels, annotations } = metadata;
  const version =
    typeof generation === 'number' ? ['generation', generation] : ['resourceVersion', resourceVersion];
  const seen: Value[] = [uid, ...version, labels, annotations].map((value) => value ?? null);
  return createHash('sha256').update(canonicalJson(seen)).digest('hex').slice(0, 32);
}
