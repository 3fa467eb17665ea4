/** What is told of what left git and is still there. */
import type { ObjectStatus, PruneStatus, RolloutReason } from '@tribble/api';
import { statusOf } from '@tribble/api';
import { type Identity, keyOf } from '../objects/identity.ts';
import type { PrunePlan } from '../plan/prune.ts';
import { identityFields } from './desired.ts';

/** What the last run decided of what left git, and what could not be done. */
export type PruneFindings = {
  decision: PrunePlan;
  failures: ReadonlyMap<string, string>;
  /** Whether the environment prunes at all. */
  enabled: boolean;
  /** The keys of what is kept since its files cannot be read: its resource tells of it. */
  spared: ReadonlySet<string>;
};

/** Undefined where nothing is left that left git. */
export function pruneStatus(findings: PruneFindings | undefined): PruneStatus | undefined {
  if (findings === undefined) return undefined;
  const { decision, failures, spared } = findings;
  const held = decision.held?.objects ?? [];
  const objects = [
    ...decision.keep
      .filter(({ identity }) => !spared.has(keyOf(identity)))
      .map(({ identity, why }) => orphan(identity, why, findings)),
    ...held.map((identity) => orphan(identity, 'waits for a confirmation', findings)),
    ...decision.delete.flatMap((identity) => {
      const failure = failures.get(keyOf(identity));
      return failure === undefined ? [] : [orphan(identity, failure, findings)];
    }),
  ];
  if (objects.length === 0) return undefined;
  const message = decision.held?.message ?? [...failures.values()][0];
  return {
    objects,
    ...(message !== undefined && { message }),
    ...(decision.held && { confirm: decision.held.confirm }),
  };
}

/** What the environment wants to keep is no fault of it. */
function orphan(identity: Identity, message: string, { enabled }: PruneFindings): ObjectStatus {
  const reason: RolloutReason = enabled ? 'Orphaned' : 'Clean';
  return { ...identityFields(identity), status: statusOf(reason), reason, message };
}
