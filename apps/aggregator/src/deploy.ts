import type { AggregatorOperations } from '@tribble/api';
import { type Handler, ProblemError } from '@tribble/service-kit';
import { deploymentEdit, type VersionContent } from './core/deployment.ts';
import { formatFaults } from './core/request-fault.ts';
import { authorOf, type Commits } from './request-context.ts';
import type { Versions } from './versions.ts';

/** `POST /api/deployments`. */
export function deploy(
  commits: Commits,
  versions: Versions,
  now: () => Date,
): Handler<AggregatorOperations['deploy']> {
  return async ({ headers, body }) => {
    const author = authorOf(headers);
    const { revision, changed } = await commits.commit(async (head) => {
      const known = new Map<string, VersionContent[]>();
      for (const { resource } of body.changes) known.set(resource, await versions.ofResource(head, resource));
      const result = deploymentEdit(body, {
        snapshot: head.snapshot,
        versionsOf: (resource) => known.get(resource) ?? [],
        now: now(),
        author,
      });
      if ('edit' in result) return result.edit;
      const detail = `Nothing was deployed. ${formatFaults(result.faults)}.`;
      throw new ProblemError(422, 'Unprocessable Content', detail, result.faults);
    });
    return { status: changed ? 201 : 200, body: { commit: revision, changed } };
  };
}
