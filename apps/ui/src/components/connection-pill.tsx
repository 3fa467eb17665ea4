import { Badge, type MantineColor } from '@mantine/core';
import { IconCloudOff, IconPlugConnected, IconRefresh, type TablerIcon } from '@tabler/icons-react';
import { useClock } from '../live/clock.ts';
import { useLive } from '../live/use-live-state.tsx';
import { type ConnectionWord, connectionWord } from './connection.ts';
import { absoluteTime } from './time.ts';

const looks: Record<ConnectionWord, { text: string; color: MantineColor; icon: TablerIcon }> = {
  connecting: { text: 'Connecting', color: 'gray', icon: IconRefresh },
  live: { text: 'Live', color: 'green', icon: IconPlugConnected },
  reconnecting: { text: 'Reconnecting', color: 'yellow', icon: IconRefresh },
  stale: { text: 'Stale', color: 'red', icon: IconCloudOff },
};

/** Whether what the page shows is live. */
export function ConnectionPill() {
  const { connection } = useLive();
  const word = useClock((now) => connectionWord(connection, now));
  const { text, color, icon: Icon } = looks[word];
  return (
    <Badge
      role="status"
      aria-label="Connection"
      title={connection.message}
      variant="light"
      color={color}
      tt="none"
      size="lg"
      className={`pill pill-${color}`}
      leftSection={<Icon size={14} aria-hidden />}
    >
      {text}
      {word === 'stale' && ` since ${timeOfDay(connection.since)}`}
    </Badge>
  );
}

function timeOfDay(at: number): string {
  const today = new Date().toDateString() === new Date(at).toDateString();
  return today
    ? new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
    : absoluteTime(at);
}
