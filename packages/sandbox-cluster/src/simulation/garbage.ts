import { type KubernetesObject, type OwnerReference } from '../objects.ts';
import { cascadeFinalizers } from '../registry/delete.ts';
import { type StoredObject } from '../store/store.ts';

/** What the garbage collector does with one object. */
export interface GarbageDecision {
  /** The object itself goes: its owners are gone. */
  readonly remove: boolean;
  /** The owner references that the object keeps, when some of its owners are gone. */
  readonly owners: OwnerReference[] | undefined;
  /** Dependents that go before the object does. */
  readonly removeFirst: StoredObject[];
  /** Dependents that stay, without their reference to the object. */
  readonly release: StoredObject[];
  /** The finalizers that the object keeps, when a cascade is finished. */
  readonly finalizers: string[] | undefined;
}

/** Decides what becomes of an object from its owners and dependents. */
export function decideGarbage(
  { metadata }: KubernetesObject,
  dependents: readonly StoredObject[],
  isAlive: (uid: string) => boolean,
): GarbageDecision {
  const nothing = { remove: false, owners: undefined, removeFirst: [], release: [], finalizers: undefined };
  const { deletionTimestamp, finalizers = [], ownerReferences = [] } = metadata;
  const without = (finalizer: string) => finalizers.filter((other) => other !== finalizer);
  if (deletionTimestamp && finalizers.includes(cascadeFinalizers.Orphan)) {
    return { ...nothing, release: [...dependents], finalizers: without(cascadeFinalizers.Orphan) };
  }
  if (deletionTimestamp && finalizers.includes(cascadeFinalizers.Foreground)) {
    const blocking = dependents.filter(({ object }) => blocks(object, metadata.uid));
    const finished = blocking.length === 0 ? without(cascadeFinalizers.Foreground) : undefined;
    return { ...nothing, removeFirst: dependents.filter(isNotGoing), finalizers: finished };
  }
  const living = ownerReferences.filter(({ uid }) => isAlive(uid));
  if (deletionTimestamp || living.length === ownerReferences.length) return nothing;
  return living.length === 0 ? { ...nothing, remove: true } : { ...nothing, owners: living };
}

function blocks({ metadata }: KubernetesObject, owner: string | undefined): boolean {
  return (
    metadata.ownerReferences?.some(({ uid, blockOwnerDeletion }) => uid === owner && blockOwnerDeletion) ??
    false
  );
}

const isNotGoing = ({ object }: StoredObject) => object.metadata.deletionTimestamp === undefined;
