import type { Problem, State } from '@tribble/api';
import { problemsAt, transitionProblems } from '../../components/problem-place.ts';
import type { Column } from './flow.ts';

/** The problems of an environment's own files and of the transitions into it. */
export function columnProblems(
  { problems, order }: Pick<State, 'problems' | 'order'>,
  { environment, waysIn }: Column,
): Problem[] {
  const ofWays = waysIn.flatMap(({ name }) => transitionProblems(problems, name));
  return [...problemsAt(problems, order, { environment }), ...ofWays];
}
