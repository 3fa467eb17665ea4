import type { LeftOut, ResourceView } from '@tribble/api';
import { Text } from '@mantine/core';
import { Facts } from '../../components/facts.tsx';
import { Since } from '../../components/since.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import { cellView, shortRevision } from './cell-view.ts';
import { ownExplanationOf } from './explanation.ts';
import type { Column } from './flow.ts';
import { Message } from './message.tsx';
import { leftOutText } from './transition-text.ts';

interface CellFactsProps {
  readonly view: ResourceView | undefined;
  readonly resource: string;
  readonly column: Column;
  readonly now: number;
}

/** Why transitions leave a resource out. */
function leftOutIn({ waysIn }: Column, resource: string): LeftOut[] {
  return waysIn.flatMap(({ status }) => status.leftOut.filter((left) => left.resource === resource));
}

/** A resource in an environment, in full. */
export function CellFacts({ view, resource, column, now }: CellFactsProps) {
  const cell = view?.cells[column.environment];
  const shown = view && cellView(view, column, now);
  const leftOut = leftOutIn(column, resource);
  const why = cell && ownExplanationOf(cell);
  if (!cell || !shown) return <Text size="sm">Git has nothing for it in this environment.</Text>;
  return (
    <Facts
      facts={[
        ['Status', cell.status && <StatusMark status={cell.status} />],
        ['Why', why && <Message text={why} about={resource} />],
        ['Version', cell.version && <span className="mono">{cell.version}</span>],
        ['Live', cell.liveVersion && <span className="mono">{cell.liveVersion}</span>],
        ['Behind', shown.behind && `${shown.behind.environment} has ${shown.behind.version}`],
        ['Since', cell.since && <Since time={cell.since} />],
        ['By', cell.author],
        ['Commit', cell.commit && <span className="mono">{shortRevision(cell.commit)}</span>],
        [
          'Live revision',
          cell.liveRevision && <span className="mono">{shortRevision(cell.liveRevision)}</span>,
        ],
        ['Left out', leftOut.map(leftOutText).join(', ')],
      ]}
    />
  );
}
