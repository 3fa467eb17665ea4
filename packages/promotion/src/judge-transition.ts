import type { LeftOut, LockReason, TransitionResult } from '@tribble/api';
import { environmentLock, pauseReasons } from '@tribble/resource-repo/format';
import { type Candidate, candidateOf, leftOutEdge, leftOutUntil, narrow } from './candidate.ts';
import { locksOf, pausesOf } from './environment-index.ts';
import { firstEnd, heldBecause } from './held-because.ts';
import {
  fewReasons,
  type Hold,
  judgeCandidate,
  type Judgement,
  type Refusal,
  type Rule,
} from './judge-candidate.ts';
import { dueTimes } from './schedule.ts';
import { earliest } from './times.ts';
import { keepTogether } from './together.ts';
import type { Question } from './question.ts';
import type { GateVerdict } from './verdict.ts';

/** By environment: which transitions wait for it, and what of it must stay as it is for each. */
export type Held = Map<string, { by: string; resources: Hold }[]>;

/** What a transition comes to, short of being performed. */
export type JudgedTransition = {
  /** `pass`: the candidate may move now. */
  result: 'pass' | TransitionResult;
  candidate?: Candidate;
  paused: readonly LockReason[];
  holds: ReadonlyMap<string, Hold>;
  verdicts: readonly GateVerdict[];
  questions: readonly Question[];
  /** When time alone may change the result. */
  until?: string;
  /** When time alone may change anything of this, be it a verdict that does not decide. */
  edge?: string;
};

type Stop = {
  result: TransitionResult;
  until?: string | undefined;
  /** The reasons that people gave for it. */
  reasons?: readonly LockReason[];
};

/** Judges one transition: pause, source, lock, changes, schedule, what holds its target, gates; in this order. */
export function judgeTransition(rule: Rule, held: Held): JudgedTransition {
  const { facts, transition, name } = rule;
  const paused = pauseReasons(pausesOf(facts.snapshot).pauses, name, facts.now);
  const whole = candidateOf(facts, transition);
  const candidate = whole && keepTogether(whole, transition.together);
  const stop = stopOf(rule, candidate, paused);
  if (stop) return ended(stop, paused, candidate);
  const due = candidate && keepTogether(onlyDue(candidate, rule), transition.together);
  if (candidate === undefined || due === undefined || due.changes.length === 0)
    return ended(scheduled(due), paused, due);
  const free = keepTogether(onlyFree(due, transition.target, held), transition.together);
  if (free.changes.length === 0) return ended({ ...blocked(free), until: leftOutUntil(free) }, paused, due);
  return byGates(free, rule, paused);
}

function ended(
  { result, until, reasons = [] }: Stop,
  paused: readonly LockReason[],
  candidate?: Candidate,
): JudgedTransition {
  const edge = earliest([until, firstEnd(reasons), candidate && leftOutEdge(candidate)]);
  return {
    result,
    ...(candidate && { candidate }),
    paused,
    holds: new Map(),
    verdicts: [],
    questions: [],
    ...(until !== undefined && { until }),
    ...(edge !== undefined && { edge }),
  };
}

/** What stops a transition before anything is asked. */
function stopOf(
  { facts, transition }: Rule,
  candidate: Candidate | undefined,
  paused: readonly LockReason[],
): Stop | undefined {
  const { sources, target } = transition;
  if (candidate === undefined) {
    const message = `${sources.join(', ')} ${sources.length === 1 ? 'has' : 'have'} no versions`;
    return { result: { result: 'Skipped', reason: 'SourceMissing', message } };
  }
  if (paused.length > 0) return skipped('Paused', paused);
  const lock = environmentLock(locksOf(facts.snapshot, target), facts.now);
  if (lock.length > 0) return skipped('TargetLocked', lock);
  if (candidate.changes.length > 0) return undefined;
  return { result: { result: 'Skipped', reason: 'NoChange' }, until: leftOutUntil(candidate) };
}

function skipped(reason: 'Paused' | 'TargetLocked', reasons: readonly LockReason[]): Stop {
  const { message, until } = heldBecause(reasons);
  return {
    result: { result: 'Skipped', reason, message, ...(until !== undefined && { time: until }) },
    until,
    reasons,
  };
}

/** Only what is due by the schedule. */
function onlyDue(candidate: Candidate, { facts, name, transition }: Rule): Candidate {
  if (transition.schedule === undefined) return candidate;
  const dueOf = dueTimes(facts, name, transition);
  const times = new Map(candidate.changes.map((change) => [change.resource, dueOf(change)]));
  return narrow(candidate, (resource): Omit<LeftOut, 'resource'> | undefined => {
    const { at, remark } = times.get(resource) ?? {};
    if (at !== undefined && Date.parse(at) <= facts.now.getTime()) return undefined;
    if (at === undefined) return { reason: 'Scheduled', message: 'its schedule never comes again' };
    const message = [`due by "${transition.schedule ?? ''}"`, ...(remark === undefined ? [] : [remark])].join(
      '; ',
    );
    return { reason: 'Scheduled', message, until: at };
  });
}

function scheduled(candidate: Candidate | undefined): Stop {
  const until = candidate && leftOutUntil(candidate);
  const reason = candidate?.leftOut.some((each) => each.reason === 'Scheduled') ? 'Scheduled' : 'NoChange';
  return { result: { result: 'Skipped', reason, ...(until !== undefined && { time: until }) }, until };
}

/** Only what no transition out of the target waits for. */
function onlyFree(candidate: Candidate, target: string, held: Held): Candidate {
  return narrow(candidate, (resource) => {
    const holder = held.get(target)?.find(({ resources }) => resources === 'all' || resources.has(resource));
    return holder && { reason: 'Held', message: `${target} is left as it is until ${holder.by} has passed` };
  });
}

function blocked({ leftOut }: Candidate): Stop {
  const messages = leftOut.flatMap(({ reason, message }) =>
    (reason === 'Held' || reason === 'Together') && message !== undefined ? [message] : [],
  );
  return { result: { result: 'Blocked', message: fewReasons(messages) } };
}

function byGates(candidate: Candidate, rule: Rule, paused: readonly LockReason[]): JudgedTransition {
  const judgement = judgeCandidate(candidate, rule);
  const { refusal, holds, verdicts, questions } = judgement;
  const kept = refusal ? candidate : keepTogether(judgement.candidate, rule.transition.together);
  const until = earliest([refusal?.until, leftOutUntil(judgement.candidate)]);
  const edge = earliest([until, leftOutEdge(judgement.candidate), ...verdicts.map((each) => each.until)]);
  const times = { ...(until !== undefined && { until }), ...(edge !== undefined && { edge }) };
  const rest = { paused, holds, verdicts, questions, ...times };
  if (refusal) return { result: resultOf(refusal), candidate, ...rest };
  if (kept.changes.length > 0) return { result: 'pass', candidate: kept, ...rest };
  return { result: resultOf(apart(judgement)), candidate, ...rest };
}

function resultOf({ kind, message, until }: Refusal): TransitionResult {
  if (kind === 'hold') return { result: 'Blocked', message };
  if (kind === 'wait')
    return { result: 'Skipped', reason: 'Waiting', message, ...(until !== undefined && { time: until }) };
  return { result: 'CheckFailed', message };
}

/** Some would pass, but not without the others of their group. */
function apart({ candidate, holds }: Judgement): Refusal {
  const messages = candidate.leftOut.flatMap(({ reason, message }) =>
    reason === 'Held' && message !== undefined ? [message] : [],
  );
  return { kind: holds.size > 0 ? 'hold' : 'wait', message: fewReasons(messages) };
}
