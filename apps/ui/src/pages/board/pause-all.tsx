import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { PauseRequested } from './request.ts';

interface PauseAllProps {
  readonly onRequest: (request: PauseRequested) => void;
}

/** The emergency stop. It only asks: nothing is paused before a reason is given. */
export function PauseAll({ onRequest }: PauseAllProps) {
  return (
    <Button
      variant="default"
      className="pause-all"
      leftSection={<IconPlayerPause size={14} aria-hidden />}
      onClick={() => onRequest({ action: 'pause' })}
    >
      Pause all transitions
    </Button>
  );
}

/** Lets all go on, from the notice that tells of the pause. */
export function ResumeAll({ onRequest }: PauseAllProps) {
  return (
    <Button
      size="xs"
      mt="xs"
      variant="default"
      leftSection={<IconPlayerPlay size={14} aria-hidden />}
      onClick={() => onRequest({ action: 'resume' })}
    >
      Resume all transitions
    </Button>
  );
}
