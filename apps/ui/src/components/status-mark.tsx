import type { RolloutStatus } from '@tribble/api';
import {
  IconAlertTriangleFilled,
  IconCircleCheck,
  IconClockExclamation,
  IconProgress,
  type TablerIcon,
} from '@tabler/icons-react';
import './status-mark.css';

const icons: Record<RolloutStatus, TablerIcon> = {
  Clean: IconCircleCheck,
  InProgress: IconProgress,
  Outdated: IconClockExclamation,
  Failed: IconAlertTriangleFilled,
};

/** A rollout status as icon, word and colour: never by colour alone. */
export function StatusMark({ status }: { status: RolloutStatus }) {
  const Icon = icons[status];
  return (
    <span className={`status-mark status-${status}`}>
      <Icon size={14} aria-hidden className="status-icon" />
      {status}
    </span>
  );
}
