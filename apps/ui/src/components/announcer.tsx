import { VisuallyHidden } from '@mantine/core';
import { useLive } from '../live/use-live-state.tsx';

/** Tells screen readers what changed, politely. The key makes the same words count as new when they come again. */
export function Announcer() {
  const { announcement } = useLive();
  return (
    <VisuallyHidden role="log" aria-live="polite" aria-label="Changes">
      <span key={announcement.number}>{announcement.text}</span>
    </VisuallyHidden>
  );
}
