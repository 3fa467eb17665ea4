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
import { type Hold, type Judge, judgeCandidate } from './judge-candidate.ts';
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
  judge: Judge;
  now: Date;
};

/** By environment: who waits for it, and what of it must stay as it is. */
type Held = Map<string, { by: string; resources: Hold }>;

/**
 * Goes through the transitions by priority and finds at most one move. A transition that waits for its source holds back
 * the transitions into that source (where it judges each resource on its own: those resources), and nothing else.
 */
export function decide(input: Input): Decision {
  const { transitions, problems } = parseTransitions(input.snapshot.configuration.get(transitionsFile));
  const decision: Decision = { order: transitions.map(({ name }) => name), statuses: new Map(), problems };
  const held: Held = new Map();
  for (const entry of transitions) {
    const judged = judgeEntry(entry, input, held);
    if (judged.result === 'pass') return { ...decision, move: { name: entry.name, ...judged } };
    if (entry.transition && judged.holds !== undefined) {
      const { source } = entry.transition;
      held.set(source, { by: entry.name, resources: union(held.get(source)?.resources, judged.holds) });
    }
    decision.statuses.set(entry.name, statusOf(entry, judged.result, judged.candidate));
  }
  return decision;
}

/** Several transitions may wait for one source. */
function union(left: Hold | undefined, right: Hold): Hold {
  return left === 'all' || right === 'all' ? 'all' : new Set([...(left ?? []), ...right]);
}

type Judged =
  | { result: 'pass'; transition: Transition; candidate: Candidate }
  | { result: TransitionResult; candidate?: Candidate; holds?: Hold };

function judgeEntry({ transition, problems }: TransitionEntry, input: Input, held: Held): Judged {
  if (transition === undefined) return checkFailed(problems.map(formatProblem).join('; '));
  const unsupported = unsupportedOptions(transition);
  if (unsupported.length > 0)
    return checkFailed(`this version does not know ${unsupported.join(', ')}: nothing moves`);
  const target = input.snapshot.environments.get(transition.target);
  const { locks } = parseLocks(target?.files.get(locksPath(transition.target)));
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
  return judgeChanges(transition, candidate, input, held);
}

function judgeChanges(transition: Transition, candidate: Candidate, input: Input, held: Held): Judged {
  const { by = '', resources = new Set<string>() } = held.get(transition.target) ?? {};
  const waits = `${transition.target} is left as it is until ${by} has passed`;
  const isHeld = (resource: string) => resources === 'all' || resources.has(resource);
  const free = narrow(candidate, (resource) => (isHeld(resource) ? waits : undefined));
  if (free.changes.length === 0) return { result: { result: 'Blocked', message: waits }, candidate };
  const facts: Facts = { snapshot: input.snapshot, transition, statusOf: input.statusOf };
  const { candidate: judged, refusal, holds } = judgeCandidate(free, facts, input.judge);
  if (refusal === undefined) return { result: 'pass', transition, candidate: judged };
  if (refusal.kind !== 'hold') return { ...checkFailed(refusal.reason), candidate: judged };
  return { result: { result: 'Blocked', message: refusal.reason }, candidate: judged, holds };
}

/** Options that would hold a move back and are not evaluated yet: ignoring one would let more run than was asked for. */
function unsupportedOptions({ schedule, unlockAfter }: Transition): string[] {
  const asked = { schedule: schedule !== undefined, unlockAfter };
  return Object.entries(asked).flatMap(([name, isAsked]) => (isAsked ? [name] : []));
}

function checkFailed(message: string): { result: TransitionResult } {
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
