import type { LockReason } from '@tribble/api';
import { locksPath, parseLocks, parsePauses, pausesFile, type Snapshot } from '@tribble/resource-repo/format';

/** The earliest time, after `now`, at which a lock or a pause of the snapshot expires. */
export function nextExpiry({ environments, configuration }: Snapshot, now: Date): Date | undefined {
  const { pauses } = parsePauses(configuration.get(pausesFile));
  const times = [
    ...[...environments.values()].flatMap(({ name, files }) => {
      const { locks } = parseLocks(files.get(locksPath(name)));
      return endsOf(locks.environment, locks.resources);
    }),
    ...endsOf(pauses.all, pauses.transitions),
  ];
  const future = times.filter((time) => time > now.getTime());
  return future.length > 0 ? new Date(Math.min(...future)) : undefined;
}

function endsOf(all: readonly LockReason[], single: ReadonlyMap<string, readonly LockReason[]>): number[] {
  const reasons = [...all, ...[...single.values()].flat()];
  return reasons.flatMap(({ until }) => (until === undefined ? [] : [Date.parse(until)]));
}
