import type { State } from '@tribble/api';
import { Alert } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { silentParts } from './connection.ts';
import { RelativeTime } from './relative-time.tsx';

/** Says which parts of the system are silent, so that nobody takes what was last known for what is. */
export function FreshnessNotices({ freshness }: { freshness: State['freshness'] }) {
  return silentParts(freshness).map(({ part, state, since, message }) => (
    <Alert
      key={part}
      role="status"
      color={state === 'unreachable' ? 'red' : 'gray'}
      icon={<IconPlugConnectedX aria-hidden />}
      py="xs"
      mb="xs"
    >
      {part} {state === 'unreachable' ? 'unreachable' : 'not heard from yet, waiting'} since{' '}
      <RelativeTime time={since} />
      {state === 'unreachable' && ', showing last known'}
      {message !== undefined && `: ${message}`}
    </Alert>
  ));
}
