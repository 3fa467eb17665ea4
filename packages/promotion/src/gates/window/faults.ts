import { nearest } from '@tribble/resource-repo/format';
import { IANAZone } from 'luxon';
import type { OptionFault } from '../option-faults.ts';
import { coverOf } from './cover.ts';
import { type Entry, entryHint, everyDay, minutesPerDay, parseEntry } from './entry.ts';
import { isOverlapping } from './occurrence.ts';

/** The options as they are written. */
export type WindowOptions = {
  allow?: string[] | undefined;
  deny?: string[] | undefined;
  timezone?: string | undefined;
};

type Placed = { entry: Entry; index: number };

/** What is wrong with the options: a window that is not understood must not open. */
export function windowFaults({ allow, deny, timezone }: WindowOptions): OptionFault[] {
  const allowed = readList('allow', allow);
  const denied = readList('deny', deny);
  const faults = [...zoneFaults(timezone), ...allowed.faults, ...denied.faults];
  if (allow === undefined && deny === undefined) {
    const hint = 'write it like `- Window: {allow: ["MON-FRI 09:00-16:00"], timezone: Europe/Berlin}`';
    faults.push({ message: 'Window: expected `allow`, `deny` or both', keys: [], hint });
  }
  // What is compared must be understood first.
  if (faults.length > 0) return faults;
  return [...overlapFaults(allowed.entries), ...coverFaults(denied.entries, allowed.entries)];
}

function readList(
  key: 'allow' | 'deny',
  list: readonly string[] = [],
): { entries: Placed[]; faults: OptionFault[] } {
  const entries: Placed[] = [];
  const faults: OptionFault[] = [];
  for (const [index, text] of list.entries()) {
    const parsed = parseEntry(text);
    if ('entry' in parsed) entries.push({ entry: parsed.entry, index });
    else faults.push({ message: `Window: ${parsed.fault}`, keys: [key, index], hint: entryHint });
  }
  return { entries, faults };
}

function zoneFaults(timezone: string | undefined): OptionFault[] {
  if (timezone === undefined || IANAZone.isValidZone(timezone)) return [];
  const near = nearest(timezone, Intl.supportedValuesOf('timeZone'));
  const hint = near === undefined ? 'write it like Europe/Berlin' : `did you mean "${near}"?`;
  return [{ message: `Window: "${timezone}" is no time zone`, keys: ['timezone'], hint }];
}

/** Two that allow the same time: one of them is not what somebody thinks it is. */
function overlapFaults(allowed: readonly Placed[]): OptionFault[] {
  return allowed.flatMap(({ entry, index }) => {
    const other = allowed.find((each) => each.index < index && isOverlapping(each.entry, entry));
    if (other === undefined) return [];
    const message = `Window: "${entry.text}" overlaps "${other.entry.text}"`;
    return [{ message, keys: ['allow', index], hint: 'make them one, or narrow one of them' }];
  });
}

const always: Entry = { kind: 'weekly', text: 'always', days: everyDay, from: 0, to: minutesPerDay };

/** One that denies all, or else all that do so together. */
function coverFaults(denied: readonly Placed[], allowed: readonly Placed[]): OptionFault[] {
  const open = allowed.length === 0 ? [always] : allowed.map(({ entry }) => entry);
  const isNeverOpen = (denying: readonly Entry[]) => open.every(coverOf(denying));
  const hint = 'deny less; to stop a transition, pause it or lock its target';
  const alone = denied.flatMap(({ entry, index }) => {
    if (!isNeverOpen([entry])) return [];
    const message = `Window: "${entry.text}" denies all that is allowed, so it would never be open`;
    return [{ message, keys: ['deny', index], hint }];
  });
  if (alone.length > 0 || !isNeverOpen(denied.map(({ entry }) => entry))) return alone;
  const message = 'Window: its times together deny all that is allowed, so it would never be open';
  return [{ message, keys: ['deny'], hint }];
}
