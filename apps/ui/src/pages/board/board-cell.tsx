import { IconFileAlert, IconLock } from '@tabler/icons-react';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import { cellNotes, type CellView } from './cell-view.ts';

interface BoardCellProps {
  readonly view: CellView | undefined;
  readonly tip: string;
  readonly place: { readonly resource: string; readonly environment: string };
  readonly position: { readonly row: number; readonly column: number };
  readonly isCurrent: boolean;
  readonly isBroken: boolean;
}

/** A resource in an environment: one button, whose name is all that the cell shows, icons in words. */
export function BoardCell({ view, tip, place, position, isCurrent, isBroken }: BoardCellProps) {
  return (
    <td
      role="gridcell"
      aria-colindex={position.column + 2}
      className={view?.status === 'Failed' ? 'board-cell board-cell-failed' : 'board-cell'}
    >
      <button
        type="button"
        className="cell-button"
        tabIndex={isCurrent ? 0 : -1}
        data-row={position.row}
        data-column={position.column}
        data-resource={place.resource}
        data-environment={place.environment}
        data-tip={tip}
      >
        <span className="for-ears">
          {place.resource} in {place.environment}:{' '}
        </span>
        {view ? <CellContent view={view} isBroken={isBroken} /> : <span className="faint">–</span>}
      </button>
    </td>
  );
}

function CellContent({ view, isBroken }: { view: CellView; isBroken: boolean }) {
  const notes = [...cellNotes(view), ...(isBroken ? ['its files have a problem'] : [])];
  return (
    <>
      <span className="cell-line">
        {view.live !== undefined && (
          <>
            <span className="cell-label cell-live">{view.live}</span>{' '}
            <span className="cell-arrow">→</span>{' '}
          </>
        )}
        <span className={`cell-label cell-${view.kind}`}>{view.label}</span>
        {view.locks.length > 0 && <IconLock size={14} aria-hidden className="cell-lock" />}
        {isBroken && <IconFileAlert size={14} aria-hidden className="status-Failed" />}
      </span>{' '}
      <span className="cell-line cell-second">
        {view.status && <StatusMark status={view.status} />}{' '}
        {view.since !== undefined && (
          <span className="faint">
            <RelativeTime time={view.since} />
          </span>
        )}{' '}
        {view.behind && <span className="cell-behind">behind</span>}
      </span>
      {notes.length > 0 && <span className="for-ears">; {notes.join('; ')}</span>}
    </>
  );
}
