import { useKnownState } from '../../live/use-live-state.tsx';
import { ApproveDialog } from './transition/approve-dialog.tsx';
import { Details } from './details.tsx';
import type { Column } from './flow.ts';
import { LockDialogs } from './lock-dialogs.tsx';
import { PauseDialogs } from './pause-dialogs.tsx';
import type { Place } from './place.ts';
import { isLocking, isPausing, type Requested } from './request.ts';

interface OverlaysProps {
  readonly place: Place | undefined;
  readonly request: Requested | undefined;
  readonly columns: readonly Column[];
  readonly now: number;
  readonly onOpenPlace: (place: Place | undefined) => void;
  readonly onRequest: (request: Requested | undefined) => void;
}

/** What lies above the board: the details of a place, and the dialogs that ask before something is done. */
export function Overlays({ place, request, columns, now, onOpenPlace, onRequest }: OverlaysProps) {
  const state = useKnownState();
  const close = () => onRequest(undefined);
  return (
    <>
      <Details
        place={place}
        columns={columns}
        now={now}
        isCovered={request !== undefined}
        onClose={() => onOpenPlace(undefined)}
        onRequest={onRequest}
      />
      <LockDialogs request={isLocking(request) ? request : undefined} now={now} onClose={close} />
      <PauseDialogs
        request={isPausing(request) ? request : undefined}
        state={state}
        now={now}
        onClose={close}
      />
      <ApproveDialog
        request={request?.action === 'approve' ? request : undefined}
        state={state}
        onClose={close}
      />
    </>
  );
}
