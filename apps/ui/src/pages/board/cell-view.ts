import type { Cell, LockReason, ResourceView, RolloutStatus } from '@tribble/api';
import { activeReasons, reasonText } from '../../components/locks.ts';
import { absoluteTime, relativeTime, timeOf } from '../../components/time.ts';
import { explanationOf, inOneLine } from './explanation.ts';
import type { Column } from './flow.ts';

/** What a cell of the board shows. */
export interface CellView {
  /** The desired version; for a whole manifest, which has none, its short revision. */
  readonly label: string;
  readonly kind: 'version' | 'revision' | 'none';
  /** What runs, where that is something else than what is desired. */
  readonly live?: string;
  readonly status?: RolloutStatus;
  /** Why the status is what it is, in one line; absent where the status says it all. */
  readonly explanation?: string;
  readonly since?: string;
  readonly locks: readonly LockReason[];
  /** What the environment before it in the flow has instead. */
  readonly behind?: { readonly environment: string; readonly version: string };
}

/** What the cell of a resource shows in one column; undefined where the resource is not in that environment. */
export function cellView(resource: ResourceView, column: Column, now: number): CellView | undefined {
  const cell = resource.cells[column.environment];
  if (!cell) return undefined;
  const explanation = explanationOf(cell);
  const behind = behindOf(resource, column);
  return {
    ...labelOf(cell),
    ...(cell.status && { status: cell.status }),
    ...(explanation !== undefined && { explanation: inOneLine(explanation) }),
    ...(cell.since !== undefined && { since: cell.since }),
    locks: activeReasons(cell.locks, now),
    ...(behind && { behind }),
  };
}

function labelOf(cell: Cell): Pick<CellView, 'label' | 'kind' | 'live'> {
  if (cell.version !== undefined) {
    const { version: label, liveVersion: live } = cell;
    return { label, kind: 'version', ...(live !== undefined && live !== label && { live }) };
  }
  if (cell.commit === undefined) return { label: 'no version', kind: 'none' };
  const label = shortRevision(cell.commit);
  const live = cell.liveRevision === undefined ? undefined : shortRevision(cell.liveRevision);
  return { label, kind: 'revision', ...(live !== undefined && live !== label && { live }) };
}

function behindOf(resource: ResourceView, { environment, sources }: Column): CellView['behind'] {
  for (const source of sources) {
    const version = resource.cells[source]?.version;
    if (version === undefined || version === resource.cells[environment]?.version) continue;
    return { environment: source, version };
  }
  return undefined;
}

/** A commit id as people write it. */
export function shortRevision(revision: string): string {
  return revision.slice(0, 7);
}

/** The whole cell in words, line by line: for the tooltip. */
export function cellLines(
  view: CellView | undefined,
  resource: string,
  environment: string,
  now: number,
): string[] {
  const place = `${resource} in ${environment}`;
  if (!view) return [`${place}: not there`];
  const at = timeOf(view.since);
  return [
    `${place}: ${view.kind === 'none' ? '' : `${view.kind} `}${view.label}`,
    ...(view.status ? [view.status] : []),
    ...(at === undefined ? [] : [`since ${absoluteTime(at)}, ${relativeTime(at, now, 'long')}`]),
    ...cellNotes(view),
  ];
}

/** What a cell shows only by icons, or has no room for; screen readers read it after what the cell shows as text. */
export function cellNotes(view: CellView): string[] {
  return [
    ...(view.live === undefined ? [] : [`${view.live} is live`]),
    ...(view.explanation === undefined ? [] : [view.explanation]),
    ...(view.behind ? [`behind ${view.behind.environment}, which has ${view.behind.version}`] : []),
    ...view.locks.map((lock) => `locked: ${reasonText(lock)}`),
  ];
}
