import type { IANAZone } from 'luxon';
import { remember } from '../../remember.ts';
import type { Entry } from './entry.ts';
import { endAt } from './occurrence.ts';
import { nextToggle, togglesOf, weekOf } from './week.ts';

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

/** `nextChange`, looked for once and known until then. */
export const changesOf = remember((windows: Windows) => {
  let known = { from: Infinity, change: -Infinity };
  return (instant: number): number | undefined => {
    if (known.from <= instant && instant < known.change) return known.change;
    const change = nextChange(windows, instant);
    if (change !== undefined) known = { from: instant, change };
    return change;
  };
});

function stateAtLocal({ allow, deny }: Windows, minute: number): WindowState {
  const holds = (entry: Entry) => endAt(entry, minute) !== undefined;
  const denying = deny.find(holds);
  if (denying) return { isOpen: false, entry: denying };
  const allowing = allow.find(holds);
  return allowing ? { isOpen: true, entry: allowing } : { isOpen: allow.length === 0 };
}

/** What tells when windows open and close, worked out once. */
type Outline = {
  /** The local minutes at which dates begin or end, in order. */
  dates: readonly number[];
  /** The minutes of the week at which it opens or closes while dates allow it, or nothing needs to. */
  whileAllowed: readonly number[];
  /** The same for all other times. */
  otherwise: readonly number[];
};

const outlineOf = remember(({ allow, deny }: Windows): Outline => {
  const dates = [...allow, ...deny].flatMap((each) => (each.kind === 'dates' ? [each.from, each.to] : []));
  const [allowed, denied] = [weekOf(allow), weekOf(deny)];
  const isOpen = allowed.map((holds, minute) => (denied[minute] === 0 ? holds : 0));
  return {
    dates: dates.sort((one, other) => one - other),
    whileAllowed: togglesOf(denied),
    otherwise: togglesOf(isOpen),
  };
});

/**
 * The first local minute at which the windows may be another way, if nobody changes the clock. Between two edges of dates it is
 * the very minute at which they are, so that there are few steps however many entries come every week.
 */
function edgeAfter(windows: Windows, minute: number): number {
  const { dates, whileAllowed, otherwise } = outlineOf(windows);
  const { allow, deny } = windows;
  const holds = (entry: Entry) => entry.kind === 'dates' && endAt(entry, minute) !== undefined;
  const edge = dates.find((each) => each > minute) ?? Infinity;
  if (deny.some(holds)) return edge;
  const toggles = allow.length === 0 || allow.some(holds) ? whileAllowed : otherwise;
  return Math.min(edge, nextToggle(toggles, minute));
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
