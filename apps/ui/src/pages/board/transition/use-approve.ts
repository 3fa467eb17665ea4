import { dataOf, useServices } from '../../../live/services.ts';
import { by, useCommit } from '../use-commit.ts';

/** What somebody approves: the ids of exactly the changes that were shown. */
export interface ApprovalRequest {
  readonly ids: readonly string[];
  readonly comment: string;
  readonly author: string;
}

/** Approves changes of a transition; tells the commit that records it. */
export function useApprove(transition: string, onDone: () => void) {
  const { client } = useServices();
  return useCommit<ApprovalRequest>({
    send: ({ ids, comment, author }) =>
      dataOf(
        client.POST('/api/transitions/{transition}/approvals', {
          params: { path: { transition }, header: by(author) },
          body: { changes: [...ids], ...(comment !== '' && { comment }) },
        }),
      ),
    told: () => `Approved for transition ${transition}`,
    unchanged: 'You approved it before.',
    onDone,
  });
}
