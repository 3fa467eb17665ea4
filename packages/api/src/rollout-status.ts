import type { RolloutReason, RolloutStatus } from './generated/deployer.ts';

/** Later words win: one failed object makes its resource failed, one failed resource its environment. */
const fromBestToWorst: readonly RolloutStatus[] = ['Clean', 'Outdated', 'InProgress', 'Failed'];

/** The worst of several rollout statuses; `Clean` for none. */
export function worst(statuses: Iterable<RolloutStatus>): RolloutStatus {
  let result = 0;
  for (const status of statuses) result = Math.max(result, fromBestToWorst.indexOf(status));
  return fromBestToWorst[result] ?? 'Clean';
}

const statusOfReason: Record<RolloutReason, RolloutStatus> = {
  Clean: 'Clean',
  Failed: 'Failed',
  Invalid: 'Failed',
  Unreachable: 'Outdated',
  NotDeployed: 'Outdated',
  OutOfDate: 'Outdated',
  Drifted: 'Outdated',
  Waiting: 'Outdated',
  Orphaned: 'Outdated',
  Terminating: 'InProgress',
  NotYetObserved: 'InProgress',
  NotAllUpdated: 'InProgress',
  OldReplicasPending: 'InProgress',
  UpdatedUnavailable: 'InProgress',
  NoStatus: 'InProgress',
};

/** The rollout status that a reason stands for. */
export function statusOf(reason: RolloutReason): RolloutStatus {
  return statusOfReason[reason];
}
