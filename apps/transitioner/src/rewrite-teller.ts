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
