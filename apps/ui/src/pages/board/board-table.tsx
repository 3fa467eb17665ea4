import type { State } from '@tribble/api';
import { Fragment, type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { BoardRow } from './board-row.tsx';
import { CellTip } from './cell-tip.tsx';
import { clampCursor, type Cursor, moveCursor } from './cursor.ts';
import type { Row } from './filter.ts';
import type { Column } from './flow.ts';
import type { Place } from './place.ts';
import { useRows } from './use-rows.ts';

interface BoardTableProps {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly resources: State['resources'];
  /** By resource, the environments in which its files have a problem. */
  readonly broken: ReadonlyMap<string, string>;
  readonly now: number;
  readonly onOpen: (place: Place) => void;
  /** The cells of the header row. */
  readonly children: ReactNode;
}

/** The grid of resources and environments. Only the rows in sight are drawn. */
export function BoardTable(props: BoardTableProps) {
  const { rows, columns, resources, broken, now, onOpen } = props;
  const area = useRef<HTMLDivElement>(null);
  const [wanted, setCursor] = useState<Cursor>({ row: 0, column: 0 });
  const size = { rows: rows.length, columns: columns.length };
  const cursor = clampCursor(wanted, size);
  const { shown, spaceBelow } = useRows(rows.length, cursor.row, area);

  const move = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !isCell(event.target)) return;
    const next = moveCursor(cursor, event.key, size);
    if (!next) return;
    event.preventDefault();
    // The cell may not be drawn yet: it is once React is done.
    flushSync(() => setCursor(next));
    const cell = cellAt(area.current, next);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const open = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest('button') : null;
    if (!isCell(cell)) return;
    const { resource = '', environment = '', row, column } = cell.dataset;
    setCursor({ row: Number(row), column: Number(column) });
    onOpen({ resource, environment });
  };
  return (
    <div ref={area} className="board-area">
      <CellTip area={area} />
      <table
        role="grid"
        aria-label="Resources by environment"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        className="board"
        onKeyDown={move}
      >
        <colgroup>
          <col className="board-name-column" />
          {columns.map(({ environment }) => (
            <col key={environment} className="board-environment-column" />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>{props.children}</tr>
        </thead>
        <tbody onClick={open}>
          {shown.map(({ index, gap }) => {
            const resource = rows[index]?.resource ?? '';
            const view = resources[resource];
            return (
              <Fragment key={resource}>
                {gap > 0 && <Space height={gap} />}
                {view && (
                  <BoardRow
                    resource={resource}
                    view={view}
                    columns={columns}
                    index={index}
                    cursor={index === cursor.row ? cursor.column : undefined}
                    broken={broken.get(resource) ?? ''}
                    now={now}
                  />
                )}
              </Fragment>
            );
          })}
          {spaceBelow > 0 && <Space height={spaceBelow} />}
        </tbody>
      </table>
    </div>
  );
}

function Space({ height }: { height: number }) {
  return <tr aria-hidden style={{ height }} />;
}

function isCell(target: EventTarget | null): target is HTMLButtonElement {
  return target instanceof HTMLButtonElement && target.dataset['row'] !== undefined;
}

function cellAt(area: HTMLElement | null, { row, column }: Cursor): HTMLElement | null {
  return area?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`) ?? null;
}
