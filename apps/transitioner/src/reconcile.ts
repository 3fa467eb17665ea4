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
import type { Head, ResourceRepo } from '@tribble/resource-repo';
import type { Logger, Outcome } from '@tribble/service-kit';
import { factsAt } from './facts.ts';
import type { OutcomeBook } from './outcome-book.ts';
import type { TransitionBoard } from './transition-board.ts';

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

/** What a turn came to, the facts that it went by, what it did, and when time alone may change the answer. */
export type Turn = { outcome: Outcome; facts?: Facts; until?: string; done?: Step };

/**
 * One turn: read the head, decide, perform at most one step, report. The step is decided again on the head that it is
 * committed on, so that a lock or a version which came meanwhile is heeded, and two transitioners never do it twice.
 */
export async function reconcile(context: TransitionerContext): Promise<Turn> {
  const { repo, outcomes, board, askers, gates } = context;
  const head = await repo.fetch();
  if (head === undefined)
    return { outcome: { kind: 'unchanged', reason: 'the resource repository has no commit yet' } };
  await outcomes.refresh(head.snapshot.environments.keys());
  const facts = await factsAt(head, { ...context, answerTo: askers.answerTo });
  const decision = decide(facts, gates);
  askers.want(decision.questions);
  if (decision.step) return await perform(decision.step, context);
  board.record({ decision, head, problems: problemsOf(head, context) });
  return {
    outcome: outcomeOf(decision),
    facts,
    ...(decision.until !== undefined && { until: decision.until }),
  };
}

async function perform(step: Step, context: TransitionerContext): Promise<Turn> {
  const { repo, board, askers, gates, log, now } = context;
  const texts = await readBlobs(repo, blobsOf(step));
  let last: { decision: Decision; facts: Facts; head: Head } | undefined;
  const committed = await repo.commit(async (head) => {
    const facts = await factsAt(head, { ...context, answerTo: askers.answerTo });
    const decision = decide(facts, gates);
    last = { decision, facts, head };
    if (decision.step === undefined) return undefined;
    for (const [id, text] of await readBlobs(repo, blobsOf(decision.step))) texts.set(id, text);
    return editOf(decision.step, { textOf: (id) => texts.get(id) });
  });
  if (last === undefined) throw new Error('The resource repository committed without a decision.');
  const { decision, facts, head } = last;
  const done = committed.changed ? decision.step : undefined;
  const { revision } = committed;
  const problems = problemsOf(head, context);
  board.record({ decision, head, problems, ...(done && { done: { step: done, commit: revision } }) });
  if (done === undefined) return { outcome: outcomeOf(decision), facts };
  const told = { transition: done.name, commit: revision };
  log.info({ ...told, resources: resourcesOf(done) }, performed[done.kind]);
  return { outcome: { kind: 'changed', reason: performed[done.kind], facts: told }, facts, done };
}

function problemsOf({ snapshot }: Head, { gates, outcomes }: TransitionerContext): Problem[] {
  return [...validate(snapshot, gates), ...outcomes.problems];
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
