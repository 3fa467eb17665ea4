import type { PlanSettings } from '../../backend.ts';
import { prunePlan, type PrunePlan } from '../plan/prune.ts';
import type { Orphan } from './orphans.ts';
import type { Prepared, Session } from './session.ts';

/** What of a turn the decision depends on. */
type Turn = {
  orphans: readonly Orphan[];
  /** Everything in git was applied, and is as it should be. */
  isApplied: boolean;
  /** Why it is not, for people. */
  obstacle?: string;
  /** The ids that objects have in the cluster which were applied now. */
  uids: ReadonlySet<string>;
};

/** What may be deleted of what left git. */
export function pruneDecision(
  session: Pick<Session, 'cluster' | 'context' | 'namespace'>,
  { rendered, set, inventory, isRecovered, unlisted }: Prepared,
  { prune: { enabled, limit, confirm } }: PlanSettings,
  { orphans, isApplied, obstacle, uids }: Turn,
): PrunePlan {
  const { cluster, context, namespace } = session;
  return prunePlan({
    inventory,
    environment: context.environment,
    namespace,
    desired: new Set(set.objects.keys()),
    invalid: new Set(rendered.invalid.keys()),
    live: new Map(orphans.map(({ key, live }) => [key, live])),
    appliedUids: uids,
    complete: {
      // A file that cannot be read may hold what seems to have left git.
      rendered: rendered.problems.length === 0 && set.undeployable.length === 0,
      applied: isApplied,
      discovery: cluster.discovery.isComplete() && unlisted === undefined,
    },
    ...(obstacle !== undefined && { obstacle }),
    isRecovered,
    enabled,
    limit,
    ...(confirm !== undefined && { confirmed: confirm }),
  });
}
