import { Details } from './details.tsx';
import type { Column } from './flow.ts';
import { LockDialogs } from './lock-dialogs.tsx';
import type { LockRequested, Place } from './place.ts';

interface OverlaysProps {
  readonly place: Place | undefined;
  readonly request: LockRequested | undefined;
  readonly columns: readonly Column[];
  readonly now: number;
  readonly onOpenPlace: (place: Place | undefined) => void;
  readonly onRequest: (request: LockRequested | undefined) => void;
}

/** What lies above the board: the details of a place, and the dialogs that lock and unlock it. */
export function Overlays({ place, request, columns, now, onOpenPlace, onRequest }: OverlaysProps) {
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
      <LockDialogs request={request} now={now} onClose={() => onRequest(undefined)} />
    </>
  );
}
