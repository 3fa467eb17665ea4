import type { Problem, TransitionResult, TransitionStatus } from '@tribble/api';
import {
  environmentLock,
  formatProblem,
  type Locks,
  locksPath,
  parseLocks,
  parseTransitions,
  type Precondition,
  type Snapshot,
  type Transition,
  type TransitionEntry,
  transitionsFile,
} from '@tribble/resource-repo/format';
import { type Candidate, candidateOf } from './candidate.ts';
import type { Facts, Verdict } from './verdict.ts';

/** Asks one gate; unknown kinds answer `unknown`. */
export type Judge = (precondition: Precondition, facts: Facts) => Verdict;

/** The move that one pass performs. */
export type Move = { name: string; transition: Transition; candidate: Candidate };

/** What one pass came to. After a move the transitions behind it are not judged: the next pass sees the new head. */
export type Decision = {
  order: string[];
  statuses: Map<string, TransitionStatus>;
  move?: Move;
  problems: Problem[];
};

export type Input = {
  snapshot: Snapshot;
  statusOf: Facts['statusOf'];
  judge: Judge;
  now: Date;
};

/**
 * Goes through the transitions by priority and finds at most one move. A transition that waits for its source holds back
 * the transitions into that source, and no others.
 */
export function decide(input: Input): Decision {
  const { transitions, problems } = parseTransitions(input.snapshot.configuration.get(transitionsFile));
  const decision: Decision = { order: transitions.map(({ name }) => name), statuses: new Map(), problems };
  const held = new Map<string, string>();
  for (const entry of transitions) {
    const judged = judgeEntry(entry, input, held);
    if (judged.result === 'pass') return { ...decision, move: { name: entry.name, ...judged } };
    if (judged.result.result === 'Blocked' && entry.transition) held.set(entry.transition.source, entry.name);
    decision.statuses.set(entry.name, statusOf(entry, judged.result, judged.candidate));
  }
  return decision;
}

type Judged =
  | { result: 'pass'; transition: Transition; candidate: Candidate }
  | { result: TransitionResult; candidate?: Candidate };

function judgeEntry(
  { transition, problems }: TransitionEntry,
  input: Input,
  held: ReadonlyMap<string, string>,
): Judged {
  if (transition === undefined) return failed(problems.map(formatProblem).join('; '));
  const unsupported = unsupportedOptions(transition);
  if (unsupported.length > 0)
    return failed(`this version does not know ${unsupported.join(', ')}: nothing moves`);
  const { locks } = locksOf(input.snapshot, transition.target);
  const candidate = candidateOf(input.snapshot, transition, locks, input.now);
  if (candidate === undefined) {
    return {
      result: { result: 'Skipped', reason: 'SourceMissing', message: `${transition.source} has no versions` },
    };
  }
  const lock = environmentLock(locks, input.now);
  if (lock.length > 0) {
    const message = lock.map(({ reason }) => reason).join('; ');
    return { result: { result: 'Skipped', reason: 'TargetLocked', message }, candidate };
  }
  if (candidate.changes.length === 0) return { result: { result: 'Skipped', reason: 'NoChange' }, candidate };
  return judgeGates(transition, candidate, input, held);
}

function judgeGates(
  transition: Transition,
  candidate: Candidate,
  input: Input,
  held: ReadonlyMap<string, string>,
): Judged {
  const holder = held.get(transition.target);
  if (holder !== undefined) {
    const message = `${transition.target} is left as it is until ${holder} has passed`;
    return { result: { result: 'Blocked', message }, candidate };
  }
  const facts: Facts = { snapshot: input.snapshot, transition, statusOf: input.statusOf };
  for (const precondition of transition.preconditions) {
    const verdict = input.judge(precondition, facts);
    if (verdict.kind === 'pass') continue;
    const message = `${precondition.type}: ${verdict.reason}`;
    return { result: { result: verdict.kind === 'hold' ? 'Blocked' : 'CheckFailed', message }, candidate };
  }
  return { result: 'pass', transition, candidate };
}

/** Options that would hold a move back and are not evaluated yet: ignoring one would let more run than was asked for. */
function unsupportedOptions({ schedule, perResource, unlockAfter }: Transition): string[] {
  const asked = { schedule: schedule !== undefined, perResource, unlockAfter };
  return Object.entries(asked).flatMap(([name, isAsked]) => (isAsked ? [name] : []));
}

function locksOf(snapshot: Snapshot, environment: string): { locks: Locks } {
  return parseLocks(snapshot.environments.get(environment)?.files.get(locksPath(environment)));
}

function failed(message: string): Judged {
  return { result: { result: 'CheckFailed', message } };
}

function statusOf(
  { name, transition }: TransitionEntry,
  result: TransitionResult,
  candidate?: Candidate,
): TransitionStatus {
  return {
    source: transition?.source ?? '',
    target: transition?.target ?? name,
    result,
    pending: [...(candidate?.changes ?? [])],
    leftOut: [...(candidate?.leftOut ?? [])],
  };
}
