import type { IANAZone } from 'luxon';
import type { Entry } from './entry.ts';
import { endAt, nextBegin } from './occurrence.ts';

/** When something may happen, by the clock on the wall of a time zone. */
export type Windows = { allow: readonly Entry[]; deny: readonly Entry[]; zone: IANAZone };

/** How windows are at an instant: what denies, or else what allows; neither where there is nothing to allow it. */
type WindowState = { isOpen: boolean; entry?: Entry };

const msPerMinute = 60_000;
const msPerDay = 24 * 60 * msPerMinute;
const horizon = 731 * msPerDay;
/** No zone changes its clock there and back in so short a time. */
const longestStep = 7 * msPerDay;

/** Whether the windows are open, and by which entry: one that denies wins, and without any that allow they are open. */
export function stateAt(windows: Windows, instant: number): WindowState {
  return stateAtLocal(windows, localMinuteAt(windows.zone, instant));
}

/**
 * The next instant at which the windows open or close, in milliseconds; undefined where they stay as they are for two years. It goes
 * from edge to edge of the entries. Where the clock on the wall is changed, it looks anew: an hour that comes twice holds
 * twice, one that does not come holds never.
 */
export function nextChange(windows: Windows, instant: number): number | undefined {
  const { isOpen } = stateAt(windows, instant);
  let at = Math.floor(instant / msPerMinute) * msPerMinute;
  while (at - instant < horizon) {
    const local = localMinuteAt(windows.zone, at);
    const ahead = (edgeAfter(windows, local) - local) * msPerMinute;
    // Nothing is to come any more, not even by a clock that is put back.
    if (ahead === Infinity && at - instant > msPerDay) return undefined;
    at = orClockChange(windows.zone, at, at + Math.min(ahead, longestStep));
    if (stateAt(windows, at).isOpen !== isOpen) return at;
  }
  return undefined;
}

function stateAtLocal({ allow, deny }: Windows, minute: number): WindowState {
  const holds = (entry: Entry) => endAt(entry, minute) !== undefined;
  const denying = deny.find(holds);
  if (denying) return { isOpen: false, entry: denying };
  const allowing = allow.find(holds);
  return allowing ? { isOpen: true, entry: allowing } : { isOpen: allow.length === 0 };
}

/** The first local minute at which the windows may be another way, if nobody changes the clock. */
function edgeAfter({ allow, deny }: Windows, minute: number): number {
  const denyEnds = endsAt(deny, minute);
  if (denyEnds.length > 0) return Math.max(...denyEnds);
  const denyBegins = beginsAfter(deny, minute);
  const allowEnds = endsAt(allow, minute);
  if (allowEnds.length > 0) return Math.min(Math.max(...allowEnds), ...denyBegins);
  return Math.min(...(allow.length === 0 ? denyBegins : beginsAfter(allow, minute)));
}

function endsAt(entries: readonly Entry[], minute: number): number[] {
  return entries.flatMap((entry) => endAt(entry, minute) ?? []);
}

function beginsAfter(entries: readonly Entry[], minute: number): number[] {
  return entries.flatMap((entry) => nextBegin(entry, minute) ?? []);
}

/** What the clock on the wall shows at an instant. */
function localMinuteAt(zone: IANAZone, instant: number): number {
  return Math.floor(instant / msPerMinute) + zone.offset(instant);
}

/** The first instant of a span at which the clock is changed, or the end of it. */
function orClockChange(zone: IANAZone, from: number, to: number): number {
  const before = zone.offset(from);
  if (zone.offset(to) === before) return to;
  let [same, changed] = [from, to];
  while (changed - same > msPerMinute) {
    const middle = Math.floor((same + changed) / 2 / msPerMinute) * msPerMinute;
    if (zone.offset(middle) === before) same = middle;
    else changed = middle;
  }
  return changed;
}
