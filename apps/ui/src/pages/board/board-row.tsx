import type { ResourceView } from '@tribble/api';
import { IconFileAlert } from '@tabler/icons-react';
import { memo } from 'react';
import { BoardCell } from './board-cell.tsx';
import { cellLines, cellView } from './cell-view.ts';
import type { Column } from './flow.ts';

interface BoardRowProps {
  readonly resource: string;
  readonly view: ResourceView;
  readonly columns: readonly Column[];
  readonly index: number;
  /** The column that has the keyboard, where it is in this row. */
  readonly cursor: number | undefined;
  /** The environments in which the resource's files have a problem, separated by blanks. */
  readonly broken: string;
  readonly now: number;
}

/** A resource in all environments; drawn again only when something of it changed. */
export const BoardRow = memo(function BoardRow(props: BoardRowProps) {
  const { resource, view, columns, index, cursor, now } = props;
  const broken = props.broken.split(' ');
  const slash = resource.lastIndexOf('/') + 1;
  return (
    <tr aria-rowindex={index + 2} className="board-row">
      <th scope="row" aria-colindex={1} className="board-name" title={resource}>
        <span className="board-name-text">
          {slash > 0 && <span className="board-folder">{resource.slice(0, slash)}</span>}
          {resource.slice(slash)}
        </span>
        {props.broken !== '' && (
          <IconFileAlert
            size={16}
            role="img"
            aria-label={`its files have a problem in ${broken.join(', ')}`}
            className="status-Failed"
          />
        )}
      </th>
      {columns.map((column, columnIndex) => {
        const cell = cellView(view, column, now);
        return (
          <BoardCell
            key={column.environment}
            view={cell}
            tip={cellLines(cell, resource, column.environment, now).join('\n')}
            place={{ resource, environment: column.environment }}
            position={{ row: index, column: columnIndex }}
            isCurrent={cursor === columnIndex}
            isBroken={broken.includes(column.environment)}
          />
        );
      })}
    </tr>
  );
});
