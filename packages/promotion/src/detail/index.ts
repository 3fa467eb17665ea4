import type { TransitionDetail, TransitionResult } from '@tribble/api';
import { approvalsFile, type Run } from '@tribble/resource-repo/format';
import { type Candidate, candidateOf } from '../candidate.ts';
import { type Change, changeId } from '../change.ts';
import { decide } from '../decide.ts';
import { unknownName } from '../explain/unknown-name.ts';
import type { Facts } from '../facts.ts';
import type { Gates } from '../gates/index.ts';
import type { JudgedTransition } from '../judge-transition.ts';
import { readApprovals } from '../settings-files.ts';
import { judgedAsOne } from '../together.ts';
import { shownResult, transitionStatus, wireVerdict } from '../transition-status.ts';
import { type ChangelogOf, pendingChange } from './pending.ts';
import { runsOf, type VersionOf } from './runs.ts';

/** What only git can tell, read before. */
export type Texts = { versionOf: VersionOf; changelogOf: ChangelogOf };

/** Everything about one transition: what waits, who has approved it, what the gates say, and what it has done so far. */
export function detail(
  facts: Facts,
  gates: Gates,
  name: string,
  { versionOf, changelogOf }: Texts,
): TransitionDetail | { fault: string } {
  const { transitions, judged, order } = decide(facts, gates, { judgeAll: true });
  const [entry, found] = [transitions.get(name), judged.get(name)];
  if (entry === undefined || found === undefined) return unknownName('transition', name, order);
  const { transition } = entry;
  const whole = transition && found.candidate && candidateOf(facts, transition);
  const changes = pendingOf(found, whole, transition?.perResource === true);
  const approvedWith = transition?.perResource ? judgedAsOne(transition, changes) : (each: Change) => [each];
  const pending = changes.map((each) =>
    pendingChange(facts, each, changeId(name, approvedWith(each)), changelogOf),
  );
  const change = changes.length === 0 ? undefined : changeId(name, changes);
  const ids = new Set([change, ...pending.map((each) => each.change)]);
  const file = facts.snapshot.configuration.get(approvalsFile);
  const approvals = (file && readApprovals(file).approvals.get(name)) ?? [];
  return {
    name,
    status: transitionStatus(entry, found, resultOf(found, facts.past.runs(name)), { isWhole: true }),
    ...(change !== undefined && { change }),
    ...(transition && { perResource: transition.perResource }),
    pending,
    gates: found.verdicts.map(wireVerdict),
    approvals: approvals.filter((each) => ids.has(each.change)),
    ...runsOf(facts, name, versionOf),
  };
}

/** What waits: also that of which others may move, and that whose time has not come, because people approve it before. */
function pendingOf(
  { candidate }: JudgedTransition,
  whole: Candidate | undefined,
  perResource: boolean,
): readonly Change[] {
  const now = candidate?.changes ?? [];
  return perResource || now.length === 0 ? (whole?.changes ?? []) : now;
}

/** A transition that may move is one that will have moved before anybody has read this. */
function resultOf({ result, candidate }: JudgedTransition, runs: readonly Run[]): TransitionResult {
  if (result !== 'pass') return shownResult(result, candidate, runs);
  return { result: 'Skipped', reason: 'Waiting', message: 'it moves with the next decision' };
}
