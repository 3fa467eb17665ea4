import { Button, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { activeReasons } from '../../components/locks.ts';
import { problemsAt } from '../../components/problem-place.ts';
import { ProblemList } from '../../components/problem-list.tsx';
import { ReasonList } from '../../components/reason-list.tsx';
import { useLast } from '../../components/use-last.ts';
import { useKnownState } from '../../live/use-live-state.tsx';
import { CellFacts } from './cell-facts.tsx';
import { CellObjects } from './cell-objects.tsx';
import { EnvironmentFacts } from './environment-facts.tsx';
import type { Column } from './flow.ts';
import { locksAt } from './lock-dialogs.tsx';
import { type Place, placeText } from './place.ts';
import type { Requested } from './request.ts';
import { Explained } from './why/explained.tsx';

interface DetailsProps {
  readonly place: Place | undefined;
  readonly columns: readonly Column[];
  readonly now: number;
  /** A dialog lies above: Escape is for that one. */
  readonly isCovered: boolean;
  readonly onClose: () => void;
  readonly onRequest: (request: Requested) => void;
}

/** All that is known of one environment, or of one resource in it, and what can be done there. */
export function Details({ place: wanted, columns, now, isCovered, onClose, onRequest }: DetailsProps) {
  const place = useLast(wanted);
  const column = columns.find(({ environment }) => environment === place?.environment);
  return (
    <Drawer
      opened={wanted !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={place && placeText(place)}
      closeOnEscape={!isCovered}
    >
      {place && column && <PlaceDetails place={place} column={column} now={now} onRequest={onRequest} />}
      {place && !column && <Text>There is no environment {place.environment}.</Text>}
    </Drawer>
  );
}

interface PlaceDetailsProps extends Pick<DetailsProps, 'now' | 'onRequest'> {
  readonly place: Place;
  readonly column: Column;
}

function PlaceDetails({ place, column, now, onRequest }: PlaceDetailsProps) {
  const state = useKnownState();
  const { resource } = place;
  const view = resource === undefined ? undefined : state.resources[resource];
  const cell = view?.cells[place.environment];
  const problems = problemsAt(state.problems, state.order, place);
  return (
    <Stack gap="lg">
      {resource === undefined ? (
        <EnvironmentFacts column={column} state={state} now={now} onRequest={onRequest} />
      ) : (
        <CellFacts view={view} resource={resource} column={column} now={now} />
      )}
      {resource !== undefined && view && column.waysIn.length > 0 && (
        <Explained resource={resource} environment={place.environment} state={state} />
      )}
      {cell && <CellObjects cell={cell} />}
      <Locks place={place} now={now} onRequest={onRequest} />
      {problems.length > 0 && (
        <section>
          <Title order={3} size="h5" mb="xs">
            Problems
          </Title>
          <ProblemList problems={problems} />
        </section>
      )}
    </Stack>
  );
}

function Locks({ place, now, onRequest }: Omit<PlaceDetailsProps, 'column'>) {
  const reasons = activeReasons(locksAt(useKnownState(), place), now);
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        Locks
      </Title>
      {reasons.length === 0 ? <Text size="sm">Not locked.</Text> : <ReasonList reasons={reasons} />}
      <Group mt="sm" gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconLock size={14} aria-hidden />}
          onClick={() => onRequest({ action: 'lock', place })}
        >
          Lock {placeText(place)}
        </Button>
        {reasons.length > 0 && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconLockOpen size={14} aria-hidden />}
            onClick={() => onRequest({ action: 'unlock', place })}
          >
            Unlock {placeText(place)}
          </Button>
        )}
      </Group>
    </section>
  );
}
