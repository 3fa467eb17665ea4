import {
  locksPath,
  nearest,
  pausesFile,
  resourcePaths,
  type Transition,
  transitionsFile,
} from '@tribble/resource-repo/format';
import { Cron } from 'croner';
import { IANAZone } from 'luxon';
import type { Change } from './change.ts';
import { indexOf, locksOf, pausesOf } from './environment-index.ts';
import type { Facts, Past } from './facts.ts';
import { remember } from './remember.ts';
import { latest } from './times.ts';

type ScheduleFault = { key: 'schedule' | 'timezone'; message: string; hint?: string };

/** What is wrong with the schedule of a transition; undefined where nothing is. */
export function scheduleFault({
  schedule,
  timezone,
}: Pick<Transition, 'schedule' | 'timezone'>): ScheduleFault | undefined {
  if (timezone !== undefined && !IANAZone.isValidZone(timezone)) {
    const near = nearest(timezone, Intl.supportedValuesOf('timeZone'));
    const hint = near === undefined ? 'write it like Europe/Berlin' : `did you mean "${near}"?`;
    return { key: 'timezone', message: `"${timezone}" is no time zone`, hint };
  }
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

/** When a change is due; `at` is undefined where no tick comes any more. */
type Due = { at: string | undefined; remark?: string };

/** Something after which a change was free to move: a commit of a file, or the end of a reason. */
type Moment = { at: string; path?: string };

/**
 * When a change is due by the schedule of its transition: at the first tick after it could have moved. So a tick with nothing
 * to move leaves no trace, a change that comes after a tick waits for the next one, and another schedule counts at once;
 * nothing has to be written down for it.
 */
export function dueTimes(facts: Facts, name: string, transition: Transition): (change: Change) => Due {
  const ticks = new Map<string, string | undefined>();
  const tickAfter = (time: string) => {
    if (!ticks.has(time)) ticks.set(time, nextTick(transition, new Date(time))?.toISOString());
    return ticks.get(time);
  };
  const now = facts.now.toISOString();
  const shared = newest(sharedMoments(facts, name, transition));
  return (change) => {
    const free = newest([...(shared ? [shared] : []), ...ownMoments(facts, transition, change)]);
    const at = tickAfter(free?.at ?? new Date(0).toISOString());
    const isAhead = free !== undefined && Date.parse(free.at) > facts.now.getTime();
    return { at, ...(isAhead && at !== tickAfter(now) && { remark: remarkOn(free) }) };
  };
}

/** Whoever committed it had a clock that is wrong, and everything waits for that. */
function remarkOn({ path = 'a file', at }: Moment): string {
  return `the last commit of ${path} is dated ${at}, which is still to come; commit the file once more with the right time`;
}

function newest(moments: readonly Moment[]): Moment | undefined {
  const at = latest(moments.map((each) => each.at));
  return moments.find((each) => each.at === at);
}

/** When something last changed that counts for every resource: the rule, pauses, locks. */
function sharedMoments({ snapshot, past, now }: Facts, name: string, { target }: Transition): Moment[] {
  const { pauses } = pausesOf(snapshot);
  const reasons = [
    ...locksOf(snapshot, target).environment,
    ...pauses.all,
    ...(pauses.transitions.get(name) ?? []),
  ];
  return [...commits(past, [transitionsFile, pausesFile, locksPath(target)]), ...expired(reasons, now)];
}

function ownMoments(
  { snapshot, past, now }: Facts,
  { target }: Transition,
  { resource, sources }: Change,
): Moment[] {
  const paths = [...sources, target].flatMap((environment) => {
    const files = indexOf(snapshot, environment).versions.get(resource);
    return files ? files.map(({ path }) => path) : resourcePaths(environment, 'version', resource);
  });
  return [...commits(past, paths), ...expired(locksOf(snapshot, target).resources.get(resource) ?? [], now)];
}

function commits(past: Past, paths: readonly string[]): Moment[] {
  return paths.flatMap((path) => {
    const change = past.lastChange(path);
    return change ? [{ at: change.committedAt, path }] : [];
  });
}

/** The ends of reasons that do not hold any more: from then on the change was free to move. */
function expired(reasons: readonly { until?: string }[], now: Date): Moment[] {
  return reasons.flatMap(({ until }) =>
    until !== undefined && Date.parse(until) <= now.getTime() ? [{ at: until }] : [],
  );
}
