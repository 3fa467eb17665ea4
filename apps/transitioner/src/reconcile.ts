import type { EnvironmentStatus, Problem } from '@tribble/api';
import {
  blobsOf,
  type Decision,
  decide,
  editOf,
  type Facts,
  type Gates,
  type Question,
  type Step,
  validate,
} from '@tribble/promotion';
import type { Committed, Head, ResourceRepo } from '@tribble/resource-repo';
import type { Logger, Outcome } from '@tribble/service-kit';
import { factsAt } from './facts.ts';
import type { OutcomeBook } from './outcome-book.ts';
import { rewriteProblem } from './rewrite-teller.ts';
import type { TransitionBoard } from './transition-board.ts';
import { failedOutcome, type TurnFailure, turnFailure } from './turn-failure.ts';

/** Who asks the questions of gates. */
type Asking = {
  answerTo: Facts['answerTo'];
  /** Tells which questions the newest decision depends on. */
  want: (questions: readonly Question[]) => void;
};

/** The part of the resource repository that a turn needs. */
type Repo = Pick<ResourceRepo, 'fetch' | 'commit' | 'blob' | 'fileAt'>;

export type TransitionerContext = {
  repo: Repo;
  outcomes: OutcomeBook;
  board: TransitionBoard;
  askers: Asking;
  gates: Gates;
  log: Logger;
  now: () => Date;
  statusOf: (environment: string) => EnvironmentStatus | undefined;
};

/** What a turn came to, what it went by, what it did or why it could not, and when time alone may change the answer. */
export type Turn = {
  outcome: Outcome;
  facts?: Facts;
  decision?: Decision;
  until?: string;
  done?: Step;
  failure?: TurnFailure;
};

type Decided = { decision: Decision; facts: Facts; head: Head };

/**
 * One turn: read the head, decide, perform at most one step, report. The step is decided again on the head that it is
 * committed on, so that a lock or a version which came meanwhile is heeded, and two transitioners never do it twice.
 */
export async function reconcile(
  context: TransitionerContext,
  readHead: () => Promise<Head | undefined> = () => context.repo.fetch(),
): Promise<Turn> {
  const head = await readHead();
  if (head === undefined)
    return { outcome: { kind: 'unchanged', reason: 'the resource repository has no commit yet' } };
  await context.outcomes.refresh(head.snapshot.environments.keys());
  const decided = await decideOn(head, context);
  if (decided.decision.step) return await perform(decided, decided.decision.step, context);
  context.board.record({ ...decided, problems: problemsOf(head, context) });
  return turnOf(decided);
}

async function decideOn(head: Head, context: TransitionerContext): Promise<Decided> {
  const { askers, gates } = context;
  const facts = await factsAt(head, { ...context, answerTo: askers.answerTo });
  const decision = decide(facts, gates);
  askers.want(decision.questions);
  return { decision, facts, head };
}

async function perform(first: Decided, step: Step, context: TransitionerContext): Promise<Turn> {
  const { repo, board } = context;
  let last = first;
  let committed: Committed;
  try {
    const texts = await readBlobs(repo, blobsOf(step));
    committed = await repo.commit(async (head) => {
      last = await decideOn(head, context);
      const { step: next } = last.decision;
      if (next === undefined) return undefined;
      for (const [id, text] of await readBlobs(repo, blobsOf(next))) texts.set(id, text);
      return editOf(next, { textOf: (id) => texts.get(id) });
    });
  } catch (error) {
    const failure = turnFailure(error, last.head.branch);
    board.record({ ...last, problems: problemsOf(last.head, context), failed: failure.message });
    return { ...turnOf(last), outcome: failedOutcome(failure), failure };
  }
  return report(last, committed, context);
}

function report(last: Decided, { changed, revision }: Committed, context: TransitionerContext): Turn {
  const { board, log } = context;
  const problems = problemsOf(last.head, context);
  const done = changed ? last.decision.step : undefined;
  board.record({ ...last, problems, ...(done && { done: { step: done, commit: revision } }) });
  if (done === undefined) return turnOf(last);
  const told = { transition: done.name, commit: revision };
  log.info({ ...told, resources: resourcesOf(done) }, performed[done.kind]);
  const outcome: Outcome = { kind: 'changed', reason: performed[done.kind], facts: told };
  return { ...turnOf(last), outcome, done };
}

/** A turn that did nothing. */
function turnOf({ decision, facts }: Decided): Turn {
  const { until } = decision;
  return { outcome: outcomeOf(decision), facts, decision, ...(until !== undefined && { until }) };
}

function problemsOf(
  { snapshot, branch, rewritten }: Head,
  { gates, outcomes }: TransitionerContext,
): Problem[] {
  return [...rewriteProblem(branch, rewritten), ...validate(snapshot, gates), ...outcomes.problems];
}

const performed = { move: 'moved', rollback: 'rolled back', unlock: 'unlocked' } as const;

function resourcesOf(step: Step): readonly unknown[] {
  if (step.kind === 'move') return step.candidate.changes;
  return step.kind === 'rollback' ? step.changes : step.resources;
}

async function readBlobs(repo: Repo, ids: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const id of ids) {
    const text = await repo.blob(id);
    if (text !== undefined) texts.set(id, text);
  }
  return texts;
}

/** Blocked where a transition waits or failed a check, else unchanged. */
function outcomeOf({ judged }: Decision): Outcome {
  const facts = [...judged].flatMap(([name, { result }]) =>
    result !== 'pass' && (result.result === 'Blocked' || result.result === 'CheckFailed')
      ? [[name, result.message] as const]
      : [],
  );
  if (facts.length === 0) return { kind: 'unchanged', reason: 'nothing to move' };
  return { kind: 'blocked', reason: 'transitions wait', facts: Object.fromEntries(facts) };
}
