import type { Drift, FieldChange, RolloutReason } from '@tribble/api';

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
  /** What somebody else changed of what git declares. */
  drift?: readonly FieldChange[];
  /** The last such change that was put right. */
  healed?: Drift;
};
