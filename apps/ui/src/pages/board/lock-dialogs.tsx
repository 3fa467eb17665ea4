import type { LockReason, State } from '@tribble/api';
import { activeReasons } from '../../components/locks.ts';
import { useKnownState } from '../../live/use-live-state.tsx';
import { LockDialog } from './lock-dialog.tsx';
import type { LockRequested, Place } from './place.ts';
import { UnlockDialog } from './unlock-dialog.tsx';

interface LockDialogsProps {
  readonly request: LockRequested | undefined;
  readonly now: number;
  readonly onClose: () => void;
}

/** The dialog that was asked for. */
export function LockDialogs({ request, now, onClose }: LockDialogsProps) {
  const state = useKnownState();
  if (!request) return null;
  const { action, place } = request;
  if (action === 'lock') return <LockDialog place={place} onClose={onClose} />;
  return <UnlockDialog place={place} reasons={activeReasons(locksAt(state, place), now)} onClose={onClose} />;
}

/** The reasons that lock a place itself. */
export function locksAt(state: State, { environment, resource }: Place): readonly LockReason[] {
  if (resource === undefined) return state.environments[environment]?.locks ?? [];
  return state.resources[resource]?.cells[environment]?.locks ?? [];
}
