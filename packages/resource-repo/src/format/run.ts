import type { CommitFacts, FileChange } from './history.ts';

/** What a transitioner may commit for a transition: a move, its way back, or the end of a lock that it has outlived. */
export type RunAction = 'transition' | 'rollback' | 'unlock';
const actions: readonly RunAction[] = ['transition', 'rollback', 'unlock'];

/** One commit that a transitioner made, as its trailers tell it. */
export type Run = {
  revision: string;
  /** As ISO 8601 in UTC. */
  committedAt: string;
  /** Its place in the history: a higher one is newer. */
  order: number;
  action: RunAction;
  transition: string;
  sources: readonly string[];
  target: string;
  /** What the gates said, in the words of the trailers. */
  gates: readonly string[];
  changes: readonly FileChange[];
};

/** The run that a commit is; undefined for any other commit. */
export function runOf(
  { revision, committedAt, trailers = [], changes }: CommitFacts,
  order: number,
): Run | undefined {
  const values = (name: string) => trailers.flatMap(([key, value]) => (key === name ? [value] : []));
  const [action] = values('Tribble-Action');
  const known = actions.find((each) => each === action);
  const [transition] = values('Tribble-Transition');
  const [target] = values('Tribble-Target');
  if (known === undefined || transition === undefined || target === undefined) return undefined;
  return {
    revision,
    committedAt,
    order,
    action: known,
    transition,
    sources: values('Tribble-Source'),
    target,
    gates: values('Tribble-Gate'),
    changes,
  };
}
