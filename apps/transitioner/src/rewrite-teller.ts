import type { Problem } from '@tribble/api';
import type { Head } from '@tribble/resource-repo';
import type { Logger } from '@tribble/service-kit';

/** Says loudly, once for each time, that somebody rewrote the branch. */
export function rewriteTeller(log: Logger): (rewritten: Head['rewritten']) => void {
  let told: Head['rewritten'];
  return (rewritten) => {
    if (rewritten === undefined) return;
    if (rewritten.before === told?.before && rewritten.after === told.after) return;
    told = rewritten;
    log.error(
      rewritten,
      'the branch was rewritten: its history does not hold the head from before; it is read anew, and what was removed is not pushed again',
    );
  };
}

/** The same for the board, where people see it. */
export function rewriteProblem(branch: string, rewritten: Head['rewritten']): Problem[] {
  if (rewritten === undefined) return [];
  const { before, after } = rewritten;
  return [
    {
      path: branch,
      message: `the branch was rewritten: ${before} was its head and is no longer in the history of ${after}, which came instead`,
      hint: `see with git diff ${before} ${after} which versions, locks, pauses and approvals are gone, and put back what was lost; this ends with a restart of the transitioner`,
    },
  ];
}
