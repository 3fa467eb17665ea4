import type { Precondition } from '@tribble/resource-repo/format';
import { type Candidate, narrow } from './candidate.ts';
import type { Facts, Verdict } from './verdict.ts';

/** The gates as the decision sees them. */
export type Gates = {
  /** What is wrong with a precondition as it is written, whatever it would judge; undefined where nothing is. */
  faultOf: (precondition: Precondition) => string | undefined;
  /** Asks the gate of a precondition. One with a fault answers `unknown`. */
  judge: (precondition: Precondition, facts: Facts) => Verdict;
};

type NotPassed = Exclude<Verdict, { kind: 'pass' }>;

/** Which resources of an environment must stay as they are. */
export type Hold = 'all' | ReadonlySet<string>;

/** What the gates make of a candidate. */
export type Judgement = {
  /** What may move now; where nothing may, what would. */
  candidate: Candidate;
  /** Why nothing may move; absent where something may. */
  refusal?: NotPassed;
  /** What of the source must be left as it is meanwhile. */
  holds: Hold;
};

const nothing: Hold = new Set<string>();

/** Asks the gates of a transition, for all resources at once or for each on its own. */
export function judgeCandidate(candidate: Candidate, facts: Facts, gates: Gates): Judgement {
  if (facts.transition.perResource) return judgeEach(candidate, facts, gates);
  const refusal = firstRefusal(facts, gates);
  if (refusal === undefined) return { candidate, holds: nothing };
  return { candidate, refusal, holds: refusal.kind === 'hold' ? 'all' : nothing };
}

function judgeEach(candidate: Candidate, facts: Facts, gates: Gates): Judgement {
  const refusals = new Map<string, NotPassed>();
  for (const { resource } of candidate.changes) {
    const refusal = firstRefusal({ ...facts, resource }, gates);
    if (refusal) refusals.set(resource, refusal);
  }
  const held = [...refusals].filter(([, { kind }]) => kind === 'hold');
  const holds = new Set(held.map(([resource]) => resource));
  const passed = narrow(candidate, (resource) => refusals.get(resource)?.reason);
  const decisive = held[0]?.[1] ?? [...refusals.values()][0];
  if (passed.changes.length > 0 || decisive === undefined) return { candidate: passed, holds };
  const reason = [...new Set([...refusals.values()].map((each) => each.reason))].join('; ');
  return { candidate, refusal: { kind: decisive.kind, reason }, holds };
}

function firstRefusal(facts: Facts, { judge }: Gates): NotPassed | undefined {
  for (const precondition of facts.transition.preconditions) {
    const verdict = judge(precondition, facts);
    if (verdict.kind !== 'pass') return { ...verdict, reason: `${precondition.type}: ${verdict.reason}` };
  }
  return undefined;
}
