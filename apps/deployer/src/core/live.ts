import type { RolloutReason } from '@tribble/api';

/** What a backend sees of one object of a resource. */
export type LiveObject = {
  kind: string;
  namespace?: string;
  name: string;
  /** What this system last deployed there; absent where the object is missing or came from elsewhere. */
  digest?: string;
  revision?: string;
  version?: string;
  reason: RolloutReason;
  message?: string;
};
