import type { State } from '@tribble/api';
import { Button, Group, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { ReasonList } from '../../../components/reason-list.tsx';
import { pausesOf } from '../pauses.ts';
import type { Requested } from '../request.ts';

interface PauseFactsProps {
  readonly name: string;
  readonly state: State;
  readonly now: number;
  readonly onRequest: (request: Requested) => void;
}

/** Why a transition is paused, by whom and until when, and how to pause it or let it go on. */
export function PauseFacts({ name, state, now, onRequest }: PauseFactsProps) {
  const { own, all } = pausesOf(state, name, now);
  return (
    <div>
      {own.length > 0 && (
        <>
          <Text size="sm">Paused:</Text>
          <ReasonList reasons={own} />
        </>
      )}
      {all.length > 0 && (
        <>
          <Text size="sm">Paused with all transitions:</Text>
          <ReasonList reasons={all} />
        </>
      )}
      <Group mt="xs" gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerPause size={14} aria-hidden />}
          onClick={() => onRequest({ action: 'pause', transition: name })}
        >
          Pause transition {name}
        </Button>
        {own.length > 0 && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlayerPlay size={14} aria-hidden />}
            onClick={() => onRequest({ action: 'resume', transition: name })}
          >
            Resume transition {name}
          </Button>
        )}
      </Group>
    </div>
  );
}
