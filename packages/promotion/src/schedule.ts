import {
  locksPath,
  pausesFile,
  resourcePaths,
  type Transition,
  transitionsFile,
} from '@tribble/resource-repo/format';
import { Cron } from 'croner';
import { IANAZone } from 'luxon';
import type { Change } from './change.ts';
import { indexOf, locksOf, pausesOf } from './environment-index.ts';
import type { Facts } from './facts.ts';
import { remember } from './remember.ts';
import { latest } from './times.ts';

/** What is wrong with the schedule of a transition; undefined where nothing is. */
export function scheduleFault({
  schedule,
  timezone,
}: Pick<Transition, 'schedule' | 'timezone'>): { key: 'schedule' | 'timezone'; message: string } | undefined {
  if (timezone !== undefined && !IANAZone.isValidZone(timezone))
    return { key: 'timezone', message: `"${timezone}" is no time zone; write it like Europe/Berlin` };
  if (schedule === undefined) return undefined;
  try {
    const next = new Cron(schedule, { timezone: timezone ?? 'UTC' }).nextRun(new Date(0));
    if (next) return undefined;
    return { key: 'schedule', message: `"${schedule}" never comes` };
  } catch (error) {
    const cause = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error);
    return {
      key: 'schedule',
      message: `"${schedule}" is no schedule (${cause}); write it like "0 9 * * MON-FRI", with seconds before and a year behind if needed`,
    };
  }
}

const cronOf = remember(
  ({ schedule = '', timezone = 'UTC' }: Transition) => new Cron(schedule, { timezone }),
);

/** The first tick after a time; undefined where there is none any more. */
export function nextTick(transition: Transition, after: Date): Date | undefined {
  return cronOf(transition).nextRun(after) ?? undefined;
}

/**
 * When a change is due by the schedule of its transition: at the first tick after it could have moved. So a tick with nothing
 * to move leaves no trace, a change that comes after a tick waits for the next one, and another schedule counts at once;
 * nothing has to be written down for it. Undefined where no tick comes any more.
 */
export function dueTimes(facts: Facts, transition: Transition): (change: Change) => string | undefined {
  const known = new Map<string, string | undefined>();
  const shared = sharedTimes(facts, transition);
  return (change) => {
    const free = latest([...shared, ...ownTimes(facts, transition, change)]) ?? new Date(0).toISOString();
    if (!known.has(free)) known.set(free, nextTick(transition, new Date(free))?.toISOString());
    return known.get(free);
  };
}

/** When something last changed that holds for every resource: the rule, pauses, locks. */
function sharedTimes({ snapshot, past, now }: Facts, { target }: Transition): (string | undefined)[] {
  const { pauses } = pausesOf(snapshot);
  const reasons = [
    ...locksOf(snapshot, target).environment,
    ...pauses.all,
    ...[...pauses.transitions.values()].flat(),
  ];
  return [
    ...[transitionsFile, pausesFile, locksPath(target)].map((path) => past.lastChange(path)?.committedAt),
    ...expired(reasons, now),
  ];
}

function ownTimes(
  { snapshot, past, now }: Facts,
  { target }: Transition,
  { resource, sources }: Change,
): (string | undefined)[] {
  const paths = [...sources, target].flatMap((environment) => {
    const files = indexOf(snapshot, environment).versions.get(resource);
    return files ? files.map(({ path }) => path) : resourcePaths(environment, 'version', resource);
  });
  return [
    ...paths.map((path) => past.lastChange(path)?.committedAt),
    ...expired(locksOf(snapshot, target).resources.get(resource) ?? [], now),
  ];
}

/** The ends of reasons that do not hold any more: from then on the change was free to move. */
function expired(reasons: readonly { until?: string }[], now: Date): (string | undefined)[] {
  return reasons.map(({ until }) =>
    until !== undefined && Date.parse(until) <= now.getTime() ? until : undefined,
  );
}
