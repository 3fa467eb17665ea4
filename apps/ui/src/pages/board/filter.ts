import type { RolloutStatus, State } from '@tribble/api';
import { cellView } from './cell-view.ts';
import type { Column } from './flow.ts';

const statuses = ['Clean', 'InProgress', 'Outdated', 'Failed'] as const satisfies readonly RolloutStatus[];

/** What a row can be picked by: a rollout status that one of its cells has, or another mark. */
export type Mark = RolloutStatus | 'Behind' | 'Locked';

export const marks: readonly Mark[] = [...statuses, 'Behind', 'Locked'];

/** Which rows the board shows: those whose name holds the text, with any of the marks (all where there is none). */
export interface Filter {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** The filter as it stands in the address; what it does not know is left out. */
export function filterOf(query: URLSearchParams): Filter {
  const wanted = query.getAll('state');
  return { text: query.get('q') ?? '', marks: marks.filter((mark) => wanted.includes(mark)) };
}

/** The query with this filter in it; other parameters stay. */
export function withFilter(query: URLSearchParams, filter: Filter): URLSearchParams {
  const result = new URLSearchParams(query);
  result.delete('q');
  result.delete('state');
  if (filter.text !== '') result.set('q', filter.text);
  for (const mark of filter.marks) result.append('state', mark);
  return result;
}

/** A row of the board before it is filtered. */
export interface Row {
  readonly resource: string;
  readonly marks: ReadonlySet<Mark>;
}

const byName = new Intl.Collator('en', { numeric: true }).compare;

/** Every resource with its marks, sorted as people count: `s2` before `s10`. */
export function rowsOf(resources: State['resources'], columns: readonly Column[], now: number): Row[] {
  return Object.entries(resources)
    .map(([resource, view]) => {
      const found = new Set<Mark>();
      for (const column of columns) {
        const cell = cellView(view, column, now);
        if (cell?.status) found.add(cell.status);
        if (cell?.behind) found.add('Behind');
        if (cell && cell.locks.length > 0) found.add('Locked');
      }
      return { resource, marks: found };
    })
    .sort((left, right) => byName(left.resource, right.resource));
}

/** The rows that the filter lets through. */
export function matching(rows: readonly Row[], filter: Filter): Row[] {
  const text = filter.text.trim().toLowerCase();
  return rows.filter(
    (row) =>
      row.resource.toLowerCase().includes(text) &&
      (filter.marks.length === 0 || filter.marks.some((mark) => row.marks.has(mark))),
  );
}

/** How many rows have each mark. */
export function countMarks(rows: readonly Row[]): Record<Mark, number> {
  const counts = { Clean: 0, InProgress: 0, Outdated: 0, Failed: 0, Behind: 0, Locked: 0 };
  for (const row of rows) for (const mark of row.marks) counts[mark]++;
  return counts;
}
