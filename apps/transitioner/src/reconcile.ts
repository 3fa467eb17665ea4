import type { EnvironmentStatus } from '@tribble/api';
import type { ResourceRepo } from '@tribble/resource-repo';
import type { Logger, Outcome } from '@tribble/service-kit';
import { type Decision, decide } from './core/decide.ts';
import { editOf } from './core/move.ts';
import { allGates, gatesOf } from './gates/index.ts';
import type { TransitionBoard } from './transition-board.ts';

const gates = gatesOf(allGates);

export type TransitionerContext = {
  repo: ResourceRepo;
  board: TransitionBoard;
  log: Logger;
  now: () => Date;
  statusOf: (environment: string) => EnvironmentStatus | undefined;
};

/**
 * One turn: read the head, decide, perform at most one move, report. The move is decided again on the head that it is
 * committed on, so that a lock or a version which came meanwhile is heeded.
 */
export async function reconcile({ repo, board, log, now, statusOf }: TransitionerContext): Promise<Outcome> {
  const head = await repo.fetch();
  if (head === undefined) return { kind: 'unchanged', reason: 'the resource repository has no commit yet' };
  let decision = decide({ snapshot: head.snapshot, statusOf, gates, now: now() });
  if (decision.move === undefined) {
    board.record(head.snapshot.revision, decision);
    return outcomeOf(decision);
  }
  const committed = await repo.commit(({ snapshot }) => {
    decision = decide({ snapshot, statusOf, gates, now: now() });
    return decision.move && editOf(decision.move);
  });
  board.record(committed.revision, decision, committed.changed ? committed.revision : undefined);
  const { move } = decision;
  if (!committed.changed || move === undefined) return outcomeOf(decision);
  const facts = { transition: move.name, commit: committed.revision, resources: move.candidate.changes };
  log.info(facts, 'moved');
  return { kind: 'changed', reason: 'moved', facts: { transition: move.name, commit: committed.revision } };
}

/** Blocked where a transition waits or failed a check, else unchanged. */
function outcomeOf({ statuses }: Decision): Outcome {
  const facts = [...statuses].flatMap(([name, { result }]) =>
    result.result === 'Blocked' || result.result === 'CheckFailed' ? [[name, result.message] as const] : [],
  );
  if (facts.length === 0) return { kind: 'unchanged', reason: 'nothing to move' };
  return { kind: 'blocked', reason: 'transitions wait', facts: Object.fromEntries(facts) };
}
