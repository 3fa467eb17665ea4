import type { EnvironmentStatus, ResourceStatus, RolloutReason, RolloutStatus } from '@tribble/api';
import { foldOutcomes, type OutcomeHistory, type ResourceOutcome } from '@tribble/resource-repo/format';
import type { Clone } from '../clone/open-clone.ts';
import type { Reports } from './reports.ts';

export type RecordedOutcomes = ReadonlyMap<string, OutcomeHistory>;

/** The outcomes that the clone has, up to a time, by environment. */
export async function recordedOutcomes({ repo, recorded }: Clone, now: Date): Promise<RecordedOutcomes> {
  const latest = now.toISOString();
  const histories = new Map<string, OutcomeHistory>();
  for (const environment of recorded) {
    const { outcomes } = await repo.outcomes(environment);
    const known = outcomes.filter(({ at }) => at <= latest);
    if (known.length > 0) histories.set(environment, foldOutcomes(known));
  }
  return histories;
}

const fetchHint =
  "This clone has no outcomes of rollouts. Get them: git fetch origin 'refs/tribble/*:refs/tribble/*'; or see --deployer and --assume-clean.";

/** What the deployers recorded last. */
export function recordedReports(outcomes: RecordedOutcomes): Reports {
  const names = [...outcomes.keys()];
  return {
    statusOf: (environment) => recordedStatus(outcomes.get(environment)),
    outcomesOf: (environment) => outcomes.get(environment),
    from: names.length === 0 ? 'nobody' : `outcomes recorded for ${names.join(', ')}`,
    hints: names.length === 0 ? [fetchHint] : [],
  };
}

/**
 * What the deployer told when it recorded its newest outcome. It names the tree that it saw, so that a newer commit counts as
 * not reported yet.
 */
function recordedStatus(history: OutcomeHistory | undefined): EnvironmentStatus | undefined {
  const last = history?.last;
  if (history === undefined || last === undefined) return undefined;
  const { status, tree, revision } = last;
  const resources = [...history.resources].flatMap(([name, { current }]) =>
    current ? [[name, resourceStatus(current)] as const] : [],
  );
  return {
    ...{ type: 'recorded', status, tree, revision, problems: [] },
    resources: Object.fromEntries(resources),
  };
}

function resourceStatus({ status, version, versionId, reason }: ResourceOutcome): ResourceStatus {
  return {
    ...{ status, reason: reasonOf[status], objects: [] },
    ...(version !== undefined && { version }),
    ...(versionId !== undefined && { versionId }),
    ...(reason !== undefined && { message: reason }),
  };
}

const reasonOf: Record<RolloutStatus, RolloutReason> = {
  Clean: 'Clean',
  Failed: 'Failed',
  InProgress: 'NotAllUpdated',
  Outdated: 'OutOfDate',
};
