import type { Problem } from '@tribble/api';
import type { Snapshot } from '@tribble/resource-repo/format';
import { transitionsOf } from '../decide.ts';
import type { Gates } from '../gates/index.ts';
import { pipelineFaults } from '../pipeline-faults.ts';
import { remember } from '../remember.ts';
import { companionProblems } from './companion-problems.ts';
import { deadEnds } from './dead-ends.ts';
import { lockProblems } from './lock-problems.ts';
import { nameProblems } from './name-problems.ts';
import { memberProblems } from './role-problems.ts';

/** By gates and snapshot, so that asking again costs nothing; what it rests on is remembered by file and environment. */
const validations = remember((gates: Gates) => remember((snapshot: Snapshot) => problemsOf(snapshot, gates)));

/**
 * Everything that is wrong with transitions.yaml and the files beside it, by path and place: what keeps a transition from
 * moving anything, and what is most likely not what somebody meant. Never throws.
 */
export function validate(snapshot: Snapshot, gates: Gates): readonly Problem[] {
  return validations(gates)(snapshot);
}

function problemsOf(snapshot: Snapshot, gates: Gates): readonly Problem[] {
  const { transitions, roles, problems } = transitionsOf({ snapshot });
  const rules = transitions.flatMap(({ transition }) => (transition ? [transition] : []));
  const names = transitions.map(({ name }) => name);
  const ofTransitions = transitions.flatMap((each) => each.problems);
  // Where the roles cannot be read, nobody knows which there are.
  const areRolesRead = problems.length === ofTransitions.length;
  // A file that cannot be read has no transitions, and a transition that cannot be read may lead anywhere.
  const areAllRead = ofTransitions.length === 0 && (areRolesRead || names.length > 0);
  const faults = [...pipelineFaults(snapshot, transitions, gates).values()].flat();
  const found = [
    ...snapshot.problems,
    ...problems,
    ...faults,
    ...nameProblems(snapshot, rules, areRolesRead ? roles : undefined),
    ...memberProblems(snapshot, roles),
    ...(areAllRead ? deadEnds(snapshot, rules) : []),
    ...companionProblems(snapshot, areAllRead ? names : undefined),
    ...lockProblems(snapshot),
  ];
  return found.sort(byPlace);
}

function byPlace(one: Problem, other: Problem): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}
