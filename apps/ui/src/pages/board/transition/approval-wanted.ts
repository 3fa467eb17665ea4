import type { PendingChange, TransitionDetail } from '@tribble/api';
import type { ApprovalWanted } from '../request.ts';

/**
 * What waits for an approval: everything that is pending as one change, or each resource on its own where the transition
 * judges per resource; of those that move together all at once. Nothing where no Approval gate asks for one.
 */
export function approvalsWanted({ gates, perResource, change, pending }: TransitionDetail): ApprovalWanted[] {
  const asking = gates.filter(({ gate, verdict }) => gate === 'Approval' && verdict !== 'pass');
  if (asking.length === 0 || pending.length === 0) return [];
  if (perResource !== true) return change === undefined ? [] : [{ ids: [change], changes: pending }];
  const wanted = new Map<string, PendingChange[]>();
  for (const each of pending) {
    if (!asking.some(({ resource = each.resource }) => resource === each.resource)) continue;
    // What moves together has one id.
    wanted.set(each.change, [...(wanted.get(each.change) ?? []), each]);
  }
  return [...wanted].map(([id, changes]) => ({ ids: [id], changes }));
}

/** Whether something else is pending now than what was shown. */
export function isOutdated(shown: ApprovalWanted, detail: TransitionDetail): boolean {
  const now = new Set([detail.change, ...detail.pending.map(({ change }) => change)]);
  return shown.ids.some((id) => !now.has(id));
}
