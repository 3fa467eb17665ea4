import type { Problem, TransitionResult, TransitionStatus } from '@tribble/api';
import {
  environmentLock,
  formatProblem,
  locksPath,
  parseLocks,
  parseTransitions,
  type Snapshot,
  type Transition,
  type TransitionEntry,
  transitionsFile,
} from '@tribble/resource-repo/format';
import { type Candidate, candidateOf, narrow } from './candidate.ts';
import { faultsOf } from './faults.ts';
import { type Gates, type Hold, judgeCandidate } from './judge-candidate.ts';
import type { Facts } from './verdict.ts';

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
  gates: Gates;
  now: Date;
};

/** By environment: which transitions wait for it, and what of it must stay as it is for each. */
type Held = Map<string, { by: string; resources: Hold }[]>;

/**
 * Goes through the transitions by priority and finds at most one move. A transition that waits for its source holds back
 * the transitions into that source (where it judges each resource on its own: those resources), and nothing else.
 */
export function decide(input: Input): Decision {
  const { transitions, problems } = parseTransitions(input.snapshot.configuration.get(transitionsFile));
  const faults = new Map(
    transitions.map(({ name, transition }) => [name, transition && faultsOf(transition, input.gates)]),
  );
  const decision: Decision = {
    order: transitions.map(({ name }) => name),
    statuses: new Map(),
    problems: [...problems, ...[...faults.values()].flatMap((each) => each?.problems ?? [])],
  };
  const held: Held = new Map();
  for (const entry of transitions) {
    const { name, transition } = entry;
    const messages = faults.get(name)?.messages ?? entry.problems.map(formatProblem);
    const judged: Judged =
      transition === undefined || messages.length > 0
        ? { result: { result: 'CheckFailed', message: messages.join('; ') } }
        : judgeTransition(transition, input, held);
    if (judged.result === 'pass') return { ...decision, move: { name, ...judged } };
    if (transition && judged.holds) {
      const { source } = transition;
      held.set(source, [...(held.get(source) ?? []), { by: name, resources: judged.holds }]);
    }
    decision.statuses.set(name, transitionStatus(entry, judged.result, judged.candidate));
  }
  return decision;
}

type Judged =
  | { result: 'pass'; transition: Transition; candidate: Candidate }
  | { result: TransitionResult; candidate?: Candidate; holds?: Hold };

function judgeTransition(transition: Transition, input: Input, held: Held): Judged {
  const { snapshot, now } = input;
  const { source, target } = transition;
  const { locks } = parseLocks(snapshot.environments.get(target)?.files.get(locksPath(target)));
  const candidate = candidateOf(snapshot, transition, locks, now);
  if (candidate === undefined) {
    return { result: { result: 'Skipped', reason: 'SourceMissing', message: `${source} has no versions` } };
  }
  const lock = environmentLock(locks, now);
  if (lock.length > 0) {
    const message = lock.map(({ reason }) => reason).join('; ');
    return { result: { result: 'Skipped', reason: 'TargetLocked', message }, candidate };
  }
  if (candidate.changes.length === 0) return { result: { result: 'Skipped', reason: 'NoChange' }, candidate };
  return judgeChanges(transition, candidate, input, held);
}

function judgeChanges(transition: Transition, candidate: Candidate, input: Input, held: Held): Judged {
  const { target } = transition;
  const waitsFor = (resource: string) => {
    const holder = held.get(target)?.find(({ resources }) => resources === 'all' || resources.has(resource));
    return holder && `${target} is left as it is until ${holder.by} has passed`;
  };
  const free = narrow(candidate, waitsFor);
  if (free.changes.length === 0) {
    const message = [...new Set(candidate.changes.map(({ resource }) => waitsFor(resource)))].join('; ');
    return { result: { result: 'Blocked', message }, candidate };
  }
  const facts: Facts = { snapshot: input.snapshot, transition, statusOf: input.statusOf };
  const { candidate: judged, refusal, holds } = judgeCandidate(free, facts, input.gates);
  if (refusal === undefined) return { result: 'pass', transition, candidate: judged };
  const result = refusal.kind === 'hold' ? 'Blocked' : 'CheckFailed';
  return { result: { result, message: refusal.reason }, candidate: judged, holds };
}

function transitionStatus(
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
