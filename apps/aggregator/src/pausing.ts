import type { AggregatorOperations } from '@tribble/api';
import {
  parsePauses,
  parseTransitions,
  pausesFile,
  type Snapshot,
  transitionsFile,
} from '@tribble/resource-repo/format';
import { type Handler, ProblemError } from '@tribble/service-kit';
import { reasonFaults } from './core/lock-reason.ts';
import { pauseEdit, resumeEdit } from './core/pausing.ts';
import { formatFaults } from './core/request-fault.ts';
import { authorOf, type Commits, unusableFile } from './request-context.ts';

/** `POST /api/pauses`. */
export function pause(commits: Commits, now: () => Date): Handler<AggregatorOperations['pause']> {
  return async ({ headers, body }) => {
    const author = authorOf(headers);
    const faults = reasonFaults(body, now());
    if (faults.length > 0) throw new ProblemError(400, 'Bad Request', `${formatFaults(faults)}.`, faults);
    const { revision, changed } = await commits.commit(({ snapshot }) => {
      if (body.transition !== undefined) requireTransition(snapshot, body.transition);
      const result = pauseEdit(snapshot, body, { now: now(), author });
      if ('problems' in result) throw unusableFile(result.problems);
      return result.edit;
    });
    return { status: changed ? 201 : 200, body: { commit: revision, changed } };
  };
}

/** `DELETE /api/pauses`. */
export function resume(commits: Commits): Handler<AggregatorOperations['resume']> {
  return async ({ query, headers }) => {
    const author = authorOf(headers);
    const { revision, changed } = await commits.commit(({ snapshot }) => {
      if (query.transition !== undefined && !isPaused(snapshot, query.transition))
        requireTransition(snapshot, query.transition);
      const result = resumeEdit(snapshot, query, author);
      if ('problems' in result) throw unusableFile(result.problems);
      return result.edit;
    });
    return { status: 200, body: { commit: revision, changed } };
  };
}

/** A misspelt transition would be paused in vain, so it is refused. */
function requireTransition(snapshot: Snapshot, transition: string): void {
  const { transitions, problems } = parseTransitions(snapshot.configuration.get(transitionsFile));
  if (transitions.some(({ name }) => name === transition)) return;
  if (transitions.length === 0 && problems.length > 0) throw unusableFile(problems);
  const known = transitions.map(({ name }) => name).join(', ') || 'none';
  throw new ProblemError(404, 'Not Found', `There is no transition "${transition}"; there are: ${known}.`);
}

/** A transition that is gone may have left its pause behind. */
function isPaused(snapshot: Snapshot, transition: string): boolean {
  return parsePauses(snapshot.configuration.get(pausesFile)).pauses.transitions.has(transition);
}
