import type { ResourceRepo } from '@tribble/resource-repo';
import { deployersFile } from '@tribble/resource-repo/format';
import type { Outcome } from '@tribble/service-kit';
import type { Environments } from './environments.ts';
import type { StatusBoard } from './status-board.ts';

export type FollowContext = { repo: ResourceRepo; environments: Environments; board: StatusBoard };

/** One turn: fetch, and let the environments follow a head that they have not seen yet. */
export async function followRepository({ repo, environments, board }: FollowContext): Promise<Outcome> {
  const head = await repo.fetch();
  if (head === undefined) return { kind: 'stalled', reason: 'the resource repository has no commit yet' };
  const { revision, problems } = head.snapshot;
  if (board.status.revision === revision) return { kind: 'unchanged', reason: 'no new commit' };
  // A deployers.yaml that is no plain file is not among the files of the snapshot, but among its problems.
  const ofFile = problems.filter(({ path }) => path === deployersFile);
  board.setRepository(revision, [...ofFile, ...(await environments.follow(head))]);
  return { kind: 'changed', reason: 'new head', facts: { revision } };
}
