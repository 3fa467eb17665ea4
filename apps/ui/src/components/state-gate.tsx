import { Alert, Button, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLive } from '../live/use-live-state.tsx';

/** Shows its children once there is a state; until then that it is loading, or why it does not come. */
export function StateGate({ children }: { children: ReactNode }) {
  const { state, connection, retry } = useLive();
  if (state) return children;
  if (connection.phase !== 'interrupted') return <Loading />;
  return (
    <Alert
      role="alert"
      color="red"
      title="The state cannot be read"
      icon={<IconAlertTriangle aria-hidden />}
      maw={640}
    >
      <Text size="sm" mb="sm">
        {connection.message ?? 'The aggregator does not answer.'}
      </Text>
      <Text size="sm" mb="sm">
        The page tries again by itself.
      </Text>
      <Button size="xs" variant="default" onClick={retry}>
        Try again now
      </Button>
    </Alert>
  );
}

function Loading() {
  return (
    <Stack gap="xs" aria-busy="true">
      <VisuallyHidden role="status">Loading the state</VisuallyHidden>
      <Skeleton height={36} maw={480} />
      <Skeleton height={96} />
      {Array.from({ length: 8 }, (_, row) => (
        <Skeleton key={row} height={48} />
      ))}
    </Stack>
  );
}
