import { type ApiError, conflict } from '../api-error.ts';
import { pendingStatus } from '../custom/conditions.ts';
import { cleanupFinalizer, customResourceDefinitionKind } from '../custom/definition-kind.ts';
import { type JsonObject, numberOf, objectOf } from '../json.ts';
import { type Kind } from '../kinds/kind.ts';
import { namespaceKind, podKind } from '../kinds/table.ts';
import { type KubernetesObject, timestamp } from '../objects.ts';
import { type Store } from '../store/store.ts';

/** How to delete: the body or the query of a DELETE request. */
export interface DeleteOptions {
  readonly propagationPolicy?: 'Foreground' | 'Background' | 'Orphan';
  readonly gracePeriodSeconds?: number;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
  readonly dryRun?: boolean;
}

/** What came of a deletion: the object is gone, or waits for finalizers or for its grace period. */
export interface Deletion {
  readonly object: KubernetesObject;
  readonly gone: boolean;
}

/** The finalizers with which the garbage collector holds an owner until its dependents are dealt with. */
export const cascadeFinalizers = { Foreground: 'foregroundDeletion', Orphan: 'orphan' } as const;

/** Deletes an object, or marks it as being deleted while something holds it back. */
export function deleteObject(
  store: Store,
  kind: Kind,
  live: KubernetesObject,
  options: DeleteOptions,
  now: number,
): Deletion {
  refuseUnmet(kind, live, options);
  const grace = graceSeconds(kind, live, options);
  const isDefinition = kind === customResourceDefinitionKind;
  const cascade = withCascade(live.metadata.finalizers ?? [], options.propagationPolicy);
  const finalizers = isDefinition ? withCleanup(live, cascade) : cascade;
  const held = finalizers.length > 0 || kind === namespaceKind;
  if (grace === 0 && !held) {
    return { object: options.dryRun ? live : store.remove(kind.resource, live), gone: true };
  }
  const marked = mark(live, finalizers, grace, now);
  if (kind === namespaceKind) marked['status'] = { ...objectOf(live['status']), phase: 'Terminating' };
  if (isDefinition && !live.metadata.deletionTimestamp) marked['status'] = pendingStatus(live, now);
  const unchanged =
    live.metadata.deletionTimestamp && finalizers.length === (live.metadata.finalizers ?? []).length;
  if (options.dryRun || (unchanged && grace === (live.metadata.deletionGracePeriodSeconds ?? 0))) {
    return { object: options.dryRun ? marked : live, gone: false };
  }
  return { object: store.put(kind.resource, marked), gone: false };
}

function refuseUnmet(kind: Kind, live: KubernetesObject, { preconditions }: DeleteOptions): void {
  const { name, uid = '', resourceVersion = '' } = live.metadata;
  const wantedUid = preconditions?.uid;
  if (wantedUid !== undefined && wantedUid !== uid) {
    const why = `the UID in the precondition (${wantedUid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`;
    throw unmet(kind, name, why);
  }
  const wanted = preconditions?.resourceVersion;
  if (wanted !== undefined && wanted !== resourceVersion) {
    const why = `the ResourceVersion in the precondition (${wanted}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`;
    throw unmet(kind, name, why);
  }
}

/** Here alone a real server names the kind, and not the plural with its group. */
function unmet({ kind }: Kind, name: string, why: string): ApiError {
  return conflict({ plural: kind, kind, group: '' }, name, why);
}

function graceSeconds(kind: Kind, live: KubernetesObject, { gracePeriodSeconds }: DeleteOptions): number {
  if (kind !== podKind) return 0;
  const spec: JsonObject = objectOf(live['spec']);
  const wanted = gracePeriodSeconds ?? numberOf(spec['terminationGracePeriodSeconds'], 30);
  // A second request can only shorten the time that the first one gave.
  return Math.min(wanted, live.metadata.deletionGracePeriodSeconds ?? wanted);
}

function withCascade(finalizers: string[], policy: DeleteOptions['propagationPolicy']): string[] {
  if (policy !== 'Foreground' && policy !== 'Orphan') return finalizers;
  const wanted = cascadeFinalizers[policy];
  return finalizers.includes(wanted) ? finalizers : [...finalizers, wanted];
}

/** Objects of the kind have to go before its definition does; the finalizer comes once, with the first request. */
function withCleanup({ metadata }: KubernetesObject, finalizers: string[]): string[] {
  return metadata.deletionTimestamp ? finalizers : [...finalizers, cleanupFinalizer];
}

function mark(live: KubernetesObject, finalizers: string[], grace: number, now: number): KubernetesObject {
  const { generation, deletionTimestamp } = live.metadata;
  const first = deletionTimestamp === undefined;
  return {
    ...live,
    metadata: {
      ...live.metadata,
      ...(generation !== undefined && first && { generation: generation + 1 }),
      ...(finalizers.length > 0 && { finalizers }),
      deletionTimestamp: first ? timestamp(now + grace * 1000) : deletionTimestamp,
      deletionGracePeriodSeconds: grace,
    },
  };
}
