import type { LockReason } from '@tribble/api';
import { reasonText } from './locks.ts';

/** Reasons for a lock or a pause: each with who gave it and until when it holds. */
export function ReasonList({ reasons }: { reasons: readonly LockReason[] }) {
  return (
    <ul className="plain-list wrap-anywhere">
      {reasons.map((reason, index) => (
        <li key={`${index} ${reason.reason}`}>{reasonText(reason)}</li>
      ))}
    </ul>
  );
}
