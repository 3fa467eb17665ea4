import type { AggregatorOperations } from '@tribble/api';
import { parseResourcePath, type Snapshot } from '@tribble/resource-repo/format';
import { type Handler, ProblemError } from '@tribble/service-kit';
import { reasonFaults } from './core/lock-reason.ts';
import { lockEdit, unlockEdit } from './core/locking.ts';
import { formatFaults } from './core/request-fault.ts';
import { authorOf, type Commits, requireEnvironment, unusableFile } from './request-context.ts';

/** `POST /api/environments/{environment}/locks`. */
export function lock(commits: Commits, now: () => Date): Handler<AggregatorOperations['lock']> {
  return async ({ params: { environment }, headers, body }) => {
    const author = authorOf(headers);
    const faults = reasonFaults(body, now());
    if (faults.length > 0) throw new ProblemError(400, 'Bad Request', `${formatFaults(faults)}.`, faults);
    const { revision, changed } = await commits.commit(({ snapshot }) => {
      requireEnvironment(snapshot, environment);
      if (body.resource !== undefined) requireResource(snapshot, environment, body.resource);
      const result = lockEdit(snapshot, environment, body, { now: now(), author });
      if ('problems' in result) throw unusableFile(result.problems);
      return result.edit;
    });
    return { status: changed ? 201 : 200, body: { commit: revision, changed } };
  };
}

/** `DELETE /api/environments/{environment}/locks`. */
export function unlock(commits: Commits): Handler<AggregatorOperations['unlock']> {
  return async ({ params: { environment }, query, headers }) => {
    const author = authorOf(headers);
    const { revision, changed } = await commits.commit(({ snapshot }) => {
      requireEnvironment(snapshot, environment);
      const result = unlockEdit(snapshot, environment, query, author);
      if ('problems' in result) throw unusableFile(result.problems);
      return result.edit;
    });
    return { status: 200, body: { commit: revision, changed } };
  };
}

/** A misspelt resource would be locked in vain, so it is refused. */
function requireResource(snapshot: Snapshot, environment: string, resource: string): void {
  const files = snapshot.environments.get(environment)?.files.keys() ?? [];
  if ([...files].some((path) => parseResourcePath(path)?.resource === resource)) return;
  throw new ProblemError(404, 'Not Found', `There is no resource "${resource}" in ${environment}.`);
}
