import type { AggregatorOperations } from '@tribble/api';
import { type Handler, ProblemError } from '@tribble/service-kit';
import { deploymentEdit, type VersionContent } from './core/deployment.ts';
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
      const versionsOf = (resource: string) => known.get(resource) ?? [];
      const result = deploymentEdit(body, {
        snapshot: head.snapshot,
        versionsOf,
        now: now(),
        ...(author && { author }),
      });
      if ('edit' in result) return result.edit;
      const detail = result.faults.map(({ path, message }) => `${path}: ${message}`).join('; ');
      throw new ProblemError(422, 'Unprocessable Content', `Nothing was deployed. ${detail}`, result.faults);
    });
    return { status: changed ? 201 : 200, body: { commit: revision, changed } };
  };
}
