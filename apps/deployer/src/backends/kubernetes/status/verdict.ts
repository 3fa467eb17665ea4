import type { RolloutReason } from '@tribble/api';
import type { KubernetesObject } from '../objects/identity.ts';

/** The status words of kstatus. */
export type ObjectStatus = 'InProgress' | 'Current' | 'Failed' | 'Terminating' | 'NotFound' | 'Unknown';

/** Where an object stands. */
export type Verdict = {
  status: ObjectStatus;
  reason: RolloutReason;
  /** Goes on from the object's name: `has updated 1 of 2 replicas`. It changes only when the object does. */
  message?: string;
  /** When time alone may change the verdict; absent where only a change of the object can. */
  recheckAt?: Date;
};

/** What a verdict depends on besides the object. */
export type Facts = {
  now: Date;
  /** The StorageClass of a PersistentVolumeClaim, where it is known. */
  storageClass?: KubernetesObject;
  /** When this process first saw the object: bounds the grace of new objects where the server's clock is ahead. */
  firstSeen?: Date;
  /** Whether the kind has the subresource `status`. */
  hasStatus?: boolean;
};

/** Judges an object of one kind whose controller has seen its newest generation. */
export type Rule = (object: KubernetesObject, facts: Facts) => Verdict;

/** What a status leaves to be done, without an end being in sight. */
type PendingReason =
  'NoStatus' | 'NotYetObserved' | 'NotAllUpdated' | 'OldReplicasPending' | 'UpdatedUnavailable';

/** `message`: what a person should know of it all the same. */
export function current(message?: string): Verdict {
  return { status: 'Current', reason: 'Clean', ...(message !== undefined && { message }) };
}

export function inProgress(reason: PendingReason, message: string, recheckAt?: Date): Verdict {
  return { status: 'InProgress', reason, message, ...(recheckAt && { recheckAt }) };
}

export function failed(message: string): Verdict {
  return { status: 'Failed', reason: 'Failed', message };
}
