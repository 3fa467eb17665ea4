import type { AggregatorOperations } from '@tribble/api';
import { type Handler, ProblemError } from '@tribble/service-kit';
import { approverFault } from './core/approvers.ts';
import { approvable, approvalEdit, approvalFault, wholeIds } from './core/approval.ts';
import { type Commits, requireAuthor, unusableFile } from './request-context.ts';
import type { Transitioner } from './transitioner-client.ts';

/** `POST /api/transitions/{transition}/approvals`. Only the transitioner knows what is pending, so it is asked. */
export function approve(
  commits: Commits,
  { ask }: Transitioner,
  now: () => Date,
): Handler<AggregatorOperations['approve']> {
  return async ({ params: { transition }, headers, body }) => {
    const author = requireAuthor(headers, 'an approval is given by somebody');
    const askedAt = now();
    const detail = await ask(({ GET }) =>
      GET('/api/transitions/{transition}', { params: { path: { transition } } }),
    );
    const pending = approvable(detail);
    const approval = { ...body, changes: wholeIds(body.changes, pending) };
    const fault = approvalFault(transition, approval.changes, pending);
    if (fault !== undefined) throw new ProblemError(409, 'Conflict', fault);
    const { revision, changed } = await commits.commit(({ snapshot, history }) => {
      const refusal = approverFault(snapshot, transition, author);
      if (refusal !== undefined) throw new ProblemError(403, 'Forbidden', refusal);
      const request = { transition, approval, detail, runs: history.runs(transition) };
      const result = approvalEdit(snapshot, request, { author, askedAt, now: now() });
      if ('problems' in result) throw unusableFile(result.problems);
      return result.edit;
    });
    return { status: changed ? 201 : 200, body: { commit: revision, changed } };
  };
}
