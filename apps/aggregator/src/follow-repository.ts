import type { ResourceRepo } from '@tribble/resource-repo';
import type { Outcome } from '@tribble/service-kit';
import type { LiveState } from './live-state.ts';

/** One turn: fetch, and show what is new. A repository that cannot be read is shown as such, with the last known state. */
export async function followRepository(repo: ResourceRepo, live: LiveState): Promise<Outcome> {
  const shown = live.state.repository.revision;
  try {
    const head = await repo.fetch();
    live.setRepository('live', head ? undefined : 'the resource repository has no commit yet');
    live.refreshIfExpired();
    if (head === undefined) return { kind: 'stalled', reason: 'the resource repository has no commit yet' };
    const { revision } = head.snapshot;
    if (revision === shown) return { kind: 'unchanged', reason: 'no new commit' };
    live.refresh();
    return { kind: 'changed', reason: 'new head', facts: { revision } };
  } catch (error) {
    live.setRepository('unreachable', error instanceof Error ? error.message : String(error));
    throw error;
  }
}
