import type {
  GateVerdict as WireVerdict,
  TransitionResult,
  TransitionStatus,
  VersionChange,
} from '@tribble/api';
import type { Run, TransitionEntry } from '@tribble/resource-repo/format';
import type { Candidate } from './candidate.ts';
import type { Change } from './change.ts';
import type { JudgedTransition } from './judge-transition.ts';
import type { GateVerdict } from './verdict.ts';

const shownVerdicts = 50;
const shownResources = 100;

/**
 * The status of a transition as it goes over the wire; `result` is what the judgement came to, or what was done. It is sent again
 * with every change, so it has the first of many; `isWhole` gives all resources.
 */
export function transitionStatus(
  { name, transition }: TransitionEntry,
  { candidate, verdicts, paused, until }: Omit<JudgedTransition, 'result'>,
  result: TransitionStatus['result'],
  { isWhole = false }: { isWhole?: boolean } = {},
): TransitionStatus {
  const most = isWhole ? Infinity : shownResources;
  const { changes = [], leftOut = [] } = candidate ?? {};
  const sorted = verdicts.map(wireVerdict).sort((one, other) => rank(one) - rank(other));
  const [morePending, moreLeftOut] = [changes.length - most, leftOut.length - most];
  const moreGates = sorted.length - shownVerdicts;
  return {
    source: transition?.sources[0] ?? '',
    sources: [...(transition?.sources ?? [])],
    target: transition?.target ?? name,
    result,
    pending: changes.slice(0, most).map(wireChange),
    ...(morePending > 0 && { morePending }),
    leftOut: leftOut.slice(0, most),
    ...(moreLeftOut > 0 && { moreLeftOut }),
    gates: sorted.slice(0, shownVerdicts),
    ...(moreGates > 0 && { moreGates }),
    paused: [...paused],
    ...(until !== undefined && { until }),
  };
}

/**
 * The result that is shown of a transition that was not performed. That nothing is left to do after a move is no news: the move is
 * what people look for, and git knows it, also after a restart.
 */
export function shownResult(
  result: TransitionResult,
  candidate: Candidate | undefined,
  runs: readonly Run[],
): TransitionResult {
  const isDone = result.result === 'Skipped' && result.reason === 'NoChange';
  const last = runs.findLast(({ action }) => action === 'transition');
  if (!isDone || last === undefined) return result;
  if (candidate && candidate.leftOut.length > 0) return result;
  return { result: 'Success', commit: last.revision };
}

const rank = ({ verdict }: WireVerdict) => (verdict === 'pass' ? 1 : 0);

/** A change as it goes over the wire. */
export function wireChange({ resource, from, to }: Change): VersionChange {
  return { resource, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** A verdict as it goes over the wire. */
export function wireVerdict({ kind, evidence, ...rest }: GateVerdict): WireVerdict {
  return { ...rest, verdict: kind, ...(evidence && { evidence: [...evidence] }) };
}
