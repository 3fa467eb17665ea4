import { formatProblem, type Identity, parseIdentity, type Snapshot } from '@tribble/resource-repo/format';
import type { Problem } from '@tribble/api';
import { GitError, PushRejected, type ResourceRepo } from '@tribble/resource-repo';
import { type Logger, ProblemError } from '@tribble/service-kit';

/** The part of the resource repository that requests need: to commit what they ask for. */
export type Commits = Pick<ResourceRepo, 'commit'>;

type CommitsOptions = { repo: ResourceRepo; log: Logger; committed: () => void };

/** Commits for requests: tells that there is something new, and answers 503 where the repository cannot be written. */
export function commitsOf({ repo, log, committed }: CommitsOptions): Commits {
  return {
    commit: async (decide) => {
      try {
        const result = await repo.commit(decide);
        committed();
        return result;
      } catch (error) {
        const isOfGit = error instanceof GitError || error instanceof PushRejected;
        if (!isOfGit && repo.head !== undefined) throw error;
        log.error({ err: error }, 'the resource repository cannot be written');
        const detail = isOfGit || !(error instanceof Error) ? unavailable : error.message;
        throw new ProblemError(503, 'Service Unavailable', detail);
      }
    },
  };
}

const unavailable =
  'The resource repository cannot be written now. Ask again: what was committed already is not committed twice.';

type AuthorHeader = { 'Tribble-Author'?: string | undefined };

/** Who asks, by the header that says so: there is no authentication yet (docs/security.md). */
export function authorOf(headers: AuthorHeader): Identity | undefined {
  const header = headers['Tribble-Author'];
  if (header === undefined) return undefined;
  // Headers travel as bytes, which node reads as Latin-1; browsers and curl mean UTF-8.
  const author = parseIdentity(Buffer.from(header, 'latin1').toString('utf8'));
  if (author) return author;
  throw authorFault('expected `Name <mail>`');
}

/** Who asks, where that must be known; `why` says what for. */
export function requireAuthor(headers: AuthorHeader, why: string): Identity {
  const author = authorOf(headers);
  if (author) return author;
  throw authorFault(`expected \`Name <mail>\`: ${why}`);
}

function authorFault(message: string): ProblemError {
  const errors = [{ path: '/headers/tribble-author', message }];
  return new ProblemError(400, 'Bad Request', `Tribble-Author: ${message}`, errors);
}

/** Answers 404 where the environment has no folder, with those that have one. */
export function requireEnvironment(snapshot: Snapshot, environment: string): void {
  if (snapshot.environments.has(environment)) return;
  const known = [...snapshot.environments.keys()].join(', ') || 'none';
  throw new ProblemError(404, 'Not Found', `There is no environment "${environment}"; there are: ${known}.`);
}

/** A file of the repository that has to be mended by hand before a service may write it. */
export function unusableFile(problems: readonly Problem[]): ProblemError {
  return new ProblemError(409, 'Conflict', `Mend this file first: ${problems.map(formatProblem).join('; ')}`);
}
