import type { LockReason, State } from '@tribble/api';
import { activeReasons } from '../../components/locks.ts';
import { useLast } from '../../components/use-last.ts';
import { useKnownState } from '../../live/use-live-state.tsx';
import { LockDialog } from './lock-dialog.tsx';
import type { LockRequested, Place } from './place.ts';
import { UnlockDialog } from './unlock-dialog.tsx';

interface LockDialogsProps {
  readonly request: LockRequested | undefined;
  readonly now: number;
  readonly onClose: () => void;
}

/** The dialog that was asked for; both are always there: one that opens notes who had the keyboard. */
export function LockDialogs({ request, now, onClose }: LockDialogsProps) {
  const state = useKnownState();
  const place = useLast(request?.place);
  const reasons = place ? activeReasons(locksAt(state, place), now) : [];
  return (
    <>
      <LockDialog opened={request?.action === 'lock'} place={place} onClose={onClose} />
      <UnlockDialog opened={request?.action === 'unlock'} place={place} reasons={reasons} onClose={onClose} />
    </>
  );
}

/** The reasons that lock a place itself. */
export function locksAt(state: State, { environment, resource }: Place): readonly LockReason[] {
  if (resource === undefined) return state.environments[environment]?.locks ?? [];
  return state.resources[resource]?.cells[environment]?.locks ?? [];
}
