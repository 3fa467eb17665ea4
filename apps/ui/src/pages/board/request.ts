import type { PendingChange } from '@tribble/api';
import type { LockRequested } from './place.ts';

/** That someone wants to pause a transition (all where there is no name), or to let it go on. */
export interface PauseRequested {
  readonly action: 'pause' | 'resume';
  readonly transition?: string;
}

/** What one approval approves: the ids as they were shown, and the versions that they stand for. */
export interface ApprovalWanted {
  readonly ids: readonly string[];
  readonly changes: readonly PendingChange[];
}

/** That someone wants to approve what a transition would move. */
export interface ApproveRequested {
  readonly action: 'approve';
  readonly transition: string;
  readonly wanted: ApprovalWanted;
}

/** What someone wants to do, and will be asked about in a dialog. */
export type Requested = LockRequested | PauseRequested | ApproveRequested;

/** Whether it is about a lock. */
export function isLocking(request: Requested | undefined): request is LockRequested {
  return request?.action === 'lock' || request?.action === 'unlock';
}

/** Whether it is about a pause. */
export function isPausing(request: Requested | undefined): request is PauseRequested {
  return request?.action === 'pause' || request?.action === 'resume';
}
