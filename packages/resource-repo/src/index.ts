/** What lives in git: the resource repository as snapshots, history and commits. Its format is at `./format`. */
export { GitError, redactCredentials, type SshOptions } from './git/git.ts';
export type { DecideOutcome, OutcomeLog } from './git/outcome-ref.ts';
export { PushRejected } from './git/remote.ts';
export {
  type Committed,
  type Decide,
  type Head,
  openResourceRepo,
  type RepoOptions,
  type ResourceRepo,
} from './repo.ts';
export { readinessOf, type RepositorySettings, serviceRepoOptions } from './service-options.ts';
