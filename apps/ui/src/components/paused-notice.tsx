import type { LockReason } from '@tribble/api';
import { Alert } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ReasonList } from './reason-list.tsx';

interface PausedNoticeProps {
  /** The reasons that hold now; without any there is nothing to notice. */
  readonly reasons: readonly LockReason[];
  /** What can be done about it here. */
  readonly children?: ReactNode;
}

/** That nothing moves anywhere: why, by whom and until when. */
export function PausedNotice({ reasons, children }: PausedNoticeProps) {
  if (reasons.length === 0) return null;
  return (
    <Alert
      role="status"
      color="red"
      title="All transitions are paused"
      icon={<IconPlayerPause aria-hidden />}
      className="board-notice"
      py="xs"
      mb="sm"
    >
      <ReasonList reasons={reasons} />
      {children}
    </Alert>
  );
}
