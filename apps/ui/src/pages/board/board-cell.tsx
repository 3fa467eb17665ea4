import { IconArrowRight, IconFileAlert, IconLock } from '@tabler/icons-react';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import type { CellView } from './cell-view.ts';

interface BoardCellProps {
  readonly view: CellView | undefined;
  readonly description: string;
  readonly place: { readonly resource: string; readonly environment: string };
  readonly position: { readonly row: number; readonly column: number };
  readonly isCurrent: boolean;
  readonly isBroken: boolean;
}

/** A resource in an environment: one button, whose name says everything that the cell shows. */
export function BoardCell({ view, description, place, position, isCurrent, isBroken }: BoardCellProps) {
  return (
    <td
      role="gridcell"
      aria-colindex={position.column + 2}
      className={view?.status === 'Failed' ? 'board-cell board-cell-failed' : 'board-cell'}
    >
      <button
        type="button"
        className="cell-button"
        aria-label={isBroken ? `${description}; its files have a problem` : description}
        tabIndex={isCurrent ? 0 : -1}
        data-row={position.row}
        data-column={position.column}
        data-resource={place.resource}
        data-environment={place.environment}
        data-tip={description}
      >
        {view ? <CellContent view={view} isBroken={isBroken} /> : <span className="faint">–</span>}
      </button>
    </td>
  );
}

function CellContent({ view, isBroken }: { view: CellView; isBroken: boolean }) {
  return (
    <>
      <span className="cell-line">
        {view.live !== undefined && (
          <>
            <span className="cell-label cell-live">{view.live}</span>
            <IconArrowRight size={12} className="faint" />
          </>
        )}
        <span className={`cell-label cell-${view.kind}`}>{view.label}</span>
        {view.locks.length > 0 && <IconLock size={14} className="cell-lock" />}
        {isBroken && <IconFileAlert size={14} className="status-Failed" />}
      </span>
      <span className="cell-line cell-second">
        {view.status && <StatusMark status={view.status} />}
        {view.since !== undefined && (
          <span className="faint">
            <RelativeTime time={view.since} />
          </span>
        )}
        {view.behind && <span className="cell-behind">behind</span>}
      </span>
    </>
  );
}
