import type { JobRequest, JobRun } from '@tribble/api';
import { GitError, type Head, type ResourceRepo } from '@tribble/resource-repo';
import { formatProblem, parseResourcePath, type RepositoryFile } from '@tribble/resource-repo/format';
import { ProblemError } from '@tribble/service-kit';
import { BackendError, BusyError } from './backends/backend.ts';
import { jobGates, refusalOf } from './core/job-gates.ts';
import type { Environments, JobPlace } from './environments.ts';

export type RunJobContext = {
  repo: Pick<ResourceRepo, 'head' | 'fileAt'>;
  environments: Pick<Environments, 'jobPlace'>;
};

type Runner = NonNullable<JobPlace['runJob']>;

/**
 * Runs the Job of a gate, or tells how it stands. The caller only names a file: what runs is what the head of the repository
 * holds under that path, only in an environment about which a gate of transitions.yaml asks just that, and no longer than that gate
 * gives it, so that nobody who merely reaches this API brings a manifest of his own, an old one back, or one to where it does
 * not belong. Nor can whoever may only register versions: what stands in a version file comes from them.
 */
export async function runJob(
  { repo, environments }: RunJobContext,
  environment: string,
  request: JobRequest,
): Promise<JobRun> {
  const run = runnerOf(environments.jobPlace(environment), environment);
  const { variables, timeout } = request;
  const file = await manifestOf(repo, environment, request);
  const answer = await asked(() => run({ file, variables, timeout }));
  if (!('problems' in answer)) return answer;
  throw new ProblemError(422, 'The manifest cannot be run', answer.problems.map(formatProblem).join('; '));
}

function runnerOf(place: JobPlace | undefined, environment: string): Runner {
  const name = `environment "${environment}"`;
  if (place === undefined)
    throw new ProblemError(404, 'No such environment', `this deployer deploys no ${name}`);
  const { type, held, runJob: run } = place;
  if (run === undefined) {
    const detail = `${name} is of type ${type}, where no Jobs run: name a Kubernetes environment`;
    throw new ProblemError(409, 'No Jobs run here', detail);
  }
  if (held !== undefined) throw new ProblemError(409, 'The environment is held', `${name}: ${held}`);
  return run;
}

/** The file that the request names, where the head that this deployer knows has just that. */
async function manifestOf(
  repo: RunJobContext['repo'],
  environment: string,
  { manifest, manifestId, timeout }: JobRequest,
): Promise<RepositoryFile> {
  if (parseResourcePath(manifest)?.folder === 'version') {
    const detail = `${manifest} is a version file, which those who register versions write: keep the manifest of a gate elsewhere`;
    throw new ProblemError(422, 'The manifest cannot be run', detail);
  }
  const { head } = repo;
  if (head === undefined)
    throw new ProblemError(503, 'The repository was not read yet', 'ask again in a moment');
  const readAt = `at ${head.snapshot.revision}, the newest commit that this deployer has read`;
  const refusal = refusalOf(jobGates(head.snapshot), { manifest, environment, timeout });
  if (refusal !== undefined) throw new ProblemError(409, 'No gate asks for this Job', `${refusal} ${readAt}`);
  const file = await fileAt(repo, head, manifest);
  if (file?.id === manifestId) return file;
  const found = file === undefined ? 'does not exist' : `is ${file.id}, not ${manifestId}`;
  const detail = `${manifest} ${found} ${readAt}: ask again with what the branch holds`;
  throw new ProblemError(409, 'The branch holds another manifest', detail);
}

async function fileAt(
  repo: RunJobContext['repo'],
  { snapshot: { revision } }: Head,
  path: string,
): Promise<RepositoryFile | undefined> {
  try {
    return await repo.fileAt(revision, path);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new ProblemError(503, 'The repository cannot be read', error.message);
  }
}

async function asked<Answer>(question: () => Promise<Answer>): Promise<Answer> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    if (error instanceof BusyError) throw new ProblemError(429, 'Too many Jobs run', error.message);
    throw error.transient
      ? new ProblemError(503, 'The backend does not answer', error.message)
      : new ProblemError(409, 'The backend refuses', error.message);
  }
}
