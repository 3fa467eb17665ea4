import type { LockReason, Problem } from '@tribble/api';
import {
  allPaused,
  formatProblem,
  pauseReasons,
  parseTransitions,
  type RepositoryFile,
  type Roles,
  type Transition,
  type TransitionEntry,
  type Transitions,
  transitionsFile,
} from '@tribble/resource-repo/format';
import type { Candidate } from './candidate.ts';
import { pausesOf } from './environment-index.ts';
import type { Facts } from './facts.ts';
import type { Gates } from './gates/index.ts';
import { firstEnd } from './held-because.ts';
import { type Held, type JudgedTransition, judgeTransition } from './judge-transition.ts';
import { pipelineFaults } from './pipeline-faults.ts';
import type { Question } from './question.ts';
import { remember } from './remember.ts';
import { type Rollback, rollbackOf } from './rollback.ts';
import { earliest } from './times.ts';
import { type Unlock, unlockOf } from './unlock-after.ts';
import type { GateVerdict } from './verdict.ts';

/** Makes the target's versions those of the source. */
export type Move = {
  kind: 'move';
  name: string;
  transition: Transition;
  candidate: Candidate;
  verdicts: readonly GateVerdict[];
};

/** What one pass does: at most one of these, which is one commit. */
export type Step = Move | Rollback | Unlock;

/** What one pass came to. After a move the transitions behind it are not judged: the next pass sees the new head. */
export type Decision = {
  order: readonly string[];
  transitions: ReadonlyMap<string, TransitionEntry>;
  judged: ReadonlyMap<string, JudgedTransition>;
  step?: Step;
  /** Why all transitions are paused. */
  paused: readonly LockReason[];
  /** What has to be asked for the next decision. */
  questions: readonly Question[];
  /** When time alone may change the decision. */
  until?: string;
  problems: readonly Problem[];
};

const transitionsIn = remember((file: RepositoryFile): Transitions => parseTransitions(file));
const noTransitions: Transitions = { transitions: [], roles: new Map(), problems: [] };

/** The transitions of a snapshot, read once for each content of the file. */
export function transitionsOf({ snapshot }: Pick<Facts, 'snapshot'>): Transitions {
  const file = snapshot.configuration.get(transitionsFile);
  return file ? transitionsIn(file) : noTransitions;
}

/** Judges every transition, also those behind one that may move, as if each were the next to be performed. */
export type DecideOptions = { judgeAll?: boolean };

/**
 * Goes through the transitions by priority and finds at most one step. A transition that waits for its source holds back the
 * transitions into that source (where it judges each resource on its own: those resources), and nothing else. A rollback comes
 * before every move.
 */
export function decide(facts: Facts, gates: Gates, { judgeAll = false }: DecideOptions = {}): Decision {
  const { transitions, roles, problems } = transitionsOf(facts);
  const faults = pipelineFaults(facts.snapshot, transitions, gates);
  const judged = new Map<string, JudgedTransition>();
  const held: Held = new Map();
  const first = firstStep(facts, transitions, faults);
  let step: Step | undefined = first.step;
  for (const entry of step && !judgeAll ? [] : transitions) {
    const result = judgeEntry(entry, faults.get(entry.name) ?? [], { facts, gates, roles }, held);
    judged.set(entry.name, result);
    for (const [source, resources] of result.holds)
      held.set(source, [...(held.get(source) ?? []), { by: entry.name, resources }]);
    if (result.result === 'pass') step ??= moveOf(entry, result);
    if (step && !judgeAll) break;
  }
  const all = [...judged.values()];
  const pauses = pausesOf(facts.snapshot);
  const paused = allPaused(pauses.pauses, facts.now);
  const until = earliest([firstEnd(paused), ...all.map((each) => each.edge)]);
  return {
    order: transitions.map(({ name }) => name),
    transitions: new Map(transitions.map((entry) => [entry.name, entry])),
    judged,
    ...(step && { step }),
    paused,
    questions: all.flatMap(({ questions }) => questions),
    ...(until !== undefined && { until }),
    problems: [...problems, ...first.problems, ...pauses.problems, ...[...faults.values()].flat()],
  };
}

type Faults = ReadonlyMap<string, readonly Problem[]>;
type Context = { facts: Facts; gates: Gates; roles: Roles };

function judgeEntry(
  { name, transition, problems }: TransitionEntry,
  faults: readonly Problem[],
  context: Context,
  held: Held,
): JudgedTransition {
  const wrong = transition === undefined ? problems : faults;
  if (transition && wrong.length === 0) return judgeTransition({ ...context, name, transition }, held);
  const message = wrong.map(formatProblem).join('; ');
  const result = { result: 'CheckFailed', message } as const;
  return { result, paused: [], holds: new Map(), verdicts: [], questions: [] };
}

function moveOf({ name, transition }: TransitionEntry, judged: JudgedTransition): Move | undefined {
  if (transition === undefined || judged.candidate === undefined) return undefined;
  return { kind: 'move', name, transition, candidate: judged.candidate, verdicts: judged.verdicts };
}

/**
 * A rollback or an unlock, whichever transition it belongs to: rollbacks first. One that cannot be written down stops nothing but
 * itself.
 */
function firstStep(
  facts: Facts,
  transitions: readonly TransitionEntry[],
  faults: Faults,
): { step?: Step; problems: Problem[] } {
  const { pauses } = pausesOf(facts.snapshot);
  const free = transitions.flatMap(({ name, transition }) => {
    const isStopped = faults.get(name)?.length || pauseReasons(pauses, name, facts.now).length > 0;
    return transition && !isStopped ? [{ name, transition }] : [];
  });
  const problems: Problem[] = [];
  const kinds = [
    ({ name, transition }: Free) => rollbackOf(facts, name, transition),
    ({ name, transition }: Free) => unlockOf({ facts, name, transition, rules: transitions }),
  ];
  for (const stepOf of kinds) {
    for (const each of free) {
      const found = stepOf(each);
      if (found && 'problem' in found) problems.push(found.problem);
      else if (found) return { step: found, problems };
    }
  }
  return { problems };
}

type Free = { name: string; transition: Transition };
