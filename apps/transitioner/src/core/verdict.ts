import type { EnvironmentStatus } from '@tribble/api';
import type { Snapshot, Transition } from '@tribble/resource-repo/format';

/**
 * The answer of a gate. `hold`: soon, so leave the source as it is; `fail` and `unknown` stop this transition alone.
 */
export type Verdict = { kind: 'pass' } | { kind: 'hold' | 'fail' | 'unknown'; reason: string };

/** What gates judge by. */
export type Facts = {
  snapshot: Snapshot;
  transition: Transition;
  /** The one resource to judge, where the transition judges each on its own. */
  resource?: string;
  /** What the deployers report of each environment; undefined where none of them does. */
  statusOf: (environment: string) => EnvironmentStatus | undefined;
};
