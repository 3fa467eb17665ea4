import { Button, Text } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import { activeReasons } from '../../components/locks.ts';
import { PausedNotice } from '../../components/paused-notice.tsx';
import { columnProblems } from './column-problems.ts';
import { useNow } from '../../live/clock.ts';
import { useKnownState } from '../../live/use-live-state.tsx';
import './board.css';
import { BoardTable } from './board-table.tsx';
import { brokenResources } from './broken.ts';
import { ColumnHeader } from './column-header.tsx';
import { countMarks, matching, rowsOf } from './filter.ts';
import { FirstRun } from './first-run.tsx';
import { columnsOf } from './flow.ts';
import { PauseAll, ResumeAll } from './pause-all.tsx';
import { pausesOf } from './pauses.ts';
import type { Requested } from './request.ts';
import { StrayTransitions } from './stray-transitions.tsx';
import { Toolbar } from './toolbar.tsx';
import { useFilter, useOpenPlace } from './use-query.ts';

/** What opens on a click is no part of the first load, but follows it at once. */
const Overlays = lazy(async () => ({ default: (await import('./overlays.tsx')).Overlays }));

/** Resources × environments: what is where, how it stands, and what holds it. */
export function Board() {
  const state = useKnownState();
  const now = useNow();
  const [filter, setFilter] = useFilter();
  const [place, openPlace] = useOpenPlace();
  const [request, setRequest] = useState<Requested>();
  const columns = useMemo(() => columnsOf(state), [state]);
  const rows = useMemo(() => rowsOf(state.resources, columns, now), [state.resources, columns, now]);
  const broken = useMemo(() => brokenResources(state.problems, state.order), [state.problems, state.order]);
  if (columns.length === 0) return <FirstRun />;
  const shown = matching(rows, filter);
  const paused = activeReasons(state.paused, now);
  return (
    <div className="board-page">
      <PausedNotice reasons={paused}>
        <ResumeAll onRequest={setRequest} />
      </PausedNotice>
      <StrayTransitions state={state} />
      <div className="board-top">
        <Toolbar
          filter={filter}
          onChange={setFilter}
          counts={countMarks(rows)}
          shown={shown.length}
          total={rows.length}
        />
        {paused.length === 0 && state.transitionOrder.length > 0 && <PauseAll onRequest={setRequest} />}
      </div>
      <BoardTable
        rows={shown}
        columns={columns}
        resources={state.resources}
        broken={broken}
        now={now}
        onOpen={openPlace}
      >
        <th scope="col" aria-colindex={1} className="board-head-cell board-corner">
          Resource
        </th>
        {columns.map((column, index) => {
          const { environment } = column;
          return (
            <ColumnHeader
              key={environment}
              column={column}
              index={index}
              problems={columnProblems(state, column)}
              pauses={column.waysIn.flatMap(({ name }) => pausesOf(state, name, now).own)}
              now={now}
              onOpen={() => openPlace({ environment })}
              onLock={() => setRequest({ action: 'lock', place: { environment } })}
              onUnlock={() => setRequest({ action: 'unlock', place: { environment } })}
            />
          );
        })}
      </BoardTable>
      {shown.length === 0 && (
        <NoRows isFiltered={rows.length > 0} onShowAll={() => setFilter({ text: '', marks: [] })} />
      )}
      <Suspense fallback={null}>
        <Overlays
          place={place}
          request={request}
          columns={columns}
          now={now}
          onOpenPlace={openPlace}
          onRequest={setRequest}
        />
      </Suspense>
    </div>
  );
}

function NoRows({ isFiltered, onShowAll }: { isFiltered: boolean; onShowAll: () => void }) {
  if (!isFiltered) return <Text m="md">No resources yet: no environment has a version or a manifest.</Text>;
  return (
    <Text m="md">
      No resources match the filter.{' '}
      <Button size="compact-sm" variant="subtle" onClick={onShowAll}>
        Show all resources
      </Button>
    </Text>
  );
}
