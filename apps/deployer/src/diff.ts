import type { EnvironmentDiff } from '@tribble/api';
import type { Head } from '@tribble/resource-repo';
import { type EnvironmentContext, heldBy, missing } from './reconcile.ts';
import { readDesired } from './read-desired.ts';

/** What the next turn of an environment would change, field by field. Changes nothing. Throws BackendError where the backend does not answer. */
export async function diffEnvironment(
  head: Head,
  context: Omit<EnvironmentContext, 'last'>,
): Promise<EnvironmentDiff | 'superseded'> {
  const { deployer, backend, repo, renderCaches, evaluations } = context;
  const { environment, selfHeal, prune } = deployer;
  const desired = await readDesired(head, environment, repo, renderCaches, evaluations);
  if (desired === 'superseded') return desired;
  const { revision } = head.snapshot;
  const plan = await backend.plan(desired.rendered, { revision, selfHeal, prune, explain: true });
  const message = heldBy(context, desired.locks) ?? missing(desired, environment);
  return {
    environment,
    revision,
    ...(message !== undefined && { message }),
    changes: [...plan.changes],
    problems: [...desired.rendered.problems],
  };
}
