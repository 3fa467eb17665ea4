import type { EnvironmentDiff, ObjectChange } from '@tribble/api';
import { ProblemError } from '@tribble/service-kit';
import { BackendError } from './backends/backend.ts';
import type { Environments } from './environments.ts';

/** What is left out of a diff. */
export type DiffFilter = { resource?: string; unchanged?: boolean };

/** Answers what the next turn of an environment would change. */
export async function getDiff(
  environments: Pick<Environments, 'diff'>,
  environment: string,
  filter: DiffFilter,
): Promise<EnvironmentDiff> {
  const diff = await planned(environments, environment);
  if (diff === undefined) {
    throw new ProblemError(
      404,
      'No such environment',
      `this deployer deploys no environment "${environment}"`,
    );
  }
  if (diff === 'superseded') {
    throw new ProblemError(503, 'A newer commit is being read', 'ask again in a moment');
  }
  return { ...diff, changes: filteredChanges(diff.changes, filter) };
}

/** The changes that somebody wants to see: those of one resource, or all; what stays as it is only where it is asked for. */
export function filteredChanges(
  changes: readonly ObjectChange[],
  { resource, unchanged = false }: DiffFilter,
): ObjectChange[] {
  return changes.filter((change) => {
    return (unchanged || change.action !== 'unchanged') && (resource ?? change.resource) === change.resource;
  });
}

async function planned(environments: Pick<Environments, 'diff'>, environment: string) {
  try {
    return await environments.diff(environment);
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    throw new ProblemError(503, 'The backend does not answer', error.message);
  }
}
