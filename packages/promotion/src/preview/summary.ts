import type { PreviewMove, Problem } from '@tribble/api';
import { formatProblem } from '@tribble/resource-repo/format';
import type { Difference } from './difference.ts';

/** What would change in one sentence: `3 versions would move to prod at once`. */
export function summaryOf(
  { released, held, rescheduled }: Difference,
  problems: readonly Problem[],
  from: Date,
  hours: number,
): string {
  const isNow = ({ after }: PreviewMove) => after.at === from.toISOString();
  const isLater = ({ before, after }: PreviewMove) => (before.at ?? '') < (after.at ?? '');
  const clauses = [
    clause(released.filter(isNow), (to) => `would move to ${to} at once`),
    clause(
      released.filter((each) => !isNow(each)),
      (to) => `would move to ${to} later on`,
    ),
    clause(
      rescheduled.filter((each) => !isLater(each)),
      (to) => `would move to ${to} earlier`,
    ),
    clause(rescheduled.filter(isLater), (to) => `would move to ${to} later than otherwise`),
    clause(held, (to) => `would not move to ${to}`),
  ].flatMap((each) => each ?? []);
  const [fault] = problems;
  const start = fault ? [`a fault: ${formatProblem(fault)}`] : [];
  const rest = clauses.length > 0 ? clauses : [`nothing would move otherwise in the next ${hours} hours`];
  return [...start, ...rest].join('; ');
}

function clause(moves: readonly PreviewMove[], tell: (targets: string) => string): string | undefined {
  if (moves.length === 0) return undefined;
  const targets = [...new Set(moves.map(({ target }) => target))];
  return `${moves.length} ${moves.length === 1 ? 'version' : 'versions'} ${tell(listOf(targets))}`;
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
