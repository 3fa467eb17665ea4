import type { Forecast as Foreseen } from '@tribble/api';
import { Group, SegmentedControl, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { activeReasons } from '../../components/locks.ts';
import { NotLoaded } from '../../components/not-loaded.tsx';
import { PausedNotice } from '../../components/paused-notice.tsx';
import { useNow } from '../../live/clock.ts';
import { useKnownState } from '../../live/use-live-state.tsx';
import { BlockedList } from './blocked-list.tsx';
import './forecast.css';
import { MoveList } from './move-list.tsx';
import { type Span, spanOf, spans, spanText } from './moves.ts';
import { useForecast } from './use-forecast.ts';

/** The next moves, were nothing else to happen, and what stays blocked. */
export function Forecast() {
  const [query, setQuery] = useSearchParams();
  const hours = spanOf(query);
  const { data, error, refetch } = useForecast(hours);
  const { paused } = useKnownState();
  const reasons = activeReasons(paused, useNow());
  return (
    <Stack maw={880} gap="md">
      <Group justify="space-between" gap="sm">
        <Title order={2} size="h3">
          Forecast
        </Title>
        <SegmentedControl
          aria-label="Hours to look ahead"
          size="xs"
          value={String(hours)}
          onChange={(value) => setQuery({ hours: value }, { replace: true })}
          data={spans.map((each) => ({ value: String(each), label: labelOf(each) }))}
        />
      </Group>
      <Text className="faint">
        What would move in the next {spanText(hours)}, were nothing else to happen: worked out by the decision
        itself, with schedules, windows, locks that end and the usual time of a rollout.
      </Text>
      <PausedNotice reasons={reasons} />
      {error && <NotLoaded what="The forecast" error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && !error && <Outlook forecast={data} hours={hours} />}
    </Stack>
  );
}

function labelOf(hours: Span): string {
  return hours > 24 ? `${hours / 24} d` : `${hours} h`;
}

function Outlook({ forecast, hours }: { forecast: Foreseen; hours: Span }) {
  const { moves, blocked, complete } = forecast;
  return (
    <>
      {moves.length === 0 ? (
        <Text>Nothing would move in the next {spanText(hours)}.</Text>
      ) : (
        <MoveList moves={moves} />
      )}
      {!complete && (
        <Text size="sm" className="faint">
          There are more steps than could be worked out: what comes last is missing.
        </Text>
      )}
      {blocked.length > 0 && <BlockedList blocked={blocked} />}
    </>
  );
}

function Loading() {
  return (
    <Stack gap="xs" aria-busy="true">
      <Text className="faint">Working out what comes …</Text>
      <Skeleton height={64} />
      <Skeleton height={64} />
    </Stack>
  );
}
