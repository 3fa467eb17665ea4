import type { TransitionDetail } from '@tribble/api';
import type { ApprovalWanted } from '../request.ts';

/**
 * What waits for an approval: everything that is pending as one change, or each resource on its own where the transition
 * judges per resource. Nothing where no Approval gate asks for one.
 */
export function approvalsWanted({ gates, perResource, change, pending }: TransitionDetail): ApprovalWanted[] {
  const asking = gates.filter(({ gate, verdict }) => gate === 'Approval' && verdict !== 'pass');
  if (asking.length === 0 || pending.length === 0) return [];
  if (perResource !== true) return change === undefined ? [] : [{ ids: [change], changes: pending }];
  return pending
    .filter(({ resource }) => asking.some((gate) => (gate.resource ?? resource) === resource))
    .map((each) => ({ ids: [each.change], changes: [each] }));
}

/** Whether something else is pending now than what was shown. */
export function isOutdated(shown: ApprovalWanted, detail: TransitionDetail): boolean {
  const now = new Set([detail.change, ...detail.pending.map(({ change }) => change)]);
  return shown.ids.some((id) => !now.has(id));
}
