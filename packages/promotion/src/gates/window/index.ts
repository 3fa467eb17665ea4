import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';
import { remember } from '../../remember.ts';
import type { Verdict } from '../../verdict.ts';
import { defineGate } from '../gate.ts';
import { parseEntry } from './entry.ts';
import { windowFaults, type WindowOptions } from './faults.ts';
import { changesOf, stateAt, type Windows } from './windows.ts';

const entries = z
  .array(
    z.string('expected text, for example "MON-FRI 09:00-16:00"').max(100, 'is too long for a time'),
    'expected a list of times',
  )
  .min(1, 'expected at least one time')
  .max(50, 'expected at most 50 times')
  .optional();

/** It is the right time, by the clock on the wall of a time zone. */
export const timeWindow = defineGate<WindowOptions>({
  type: 'Window',
  example: 'Window: {allow: ["MON-FRI 09:00-16:00"], timezone: Europe/Berlin}',
  options: z.strictObject(
    {
      allow: entries,
      deny: entries,
      timezone: z.string('expected the name of a time zone, for example Europe/Berlin').optional(),
    },
    'expected {allow: […], deny: […], timezone: …}',
  ),
  faults: windowFaults,
  check: ({ facts: { now } }, options) => verdictOf(windowsOf(options))(now),
});

const windowsOf = remember(({ allow = [], deny = [], timezone = 'UTC' }: WindowOptions): Windows => {
  const parse = (text: string) => {
    const parsed = parseEntry(text);
    return 'entry' in parsed ? [parsed.entry] : [];
  };
  return { allow: allow.flatMap(parse), deny: deny.flatMap(parse), zone: IANAZone.create(timezone) };
});

/** Worked out once for each pass, however many resources are judged in it. */
const verdictOf = remember((windows: Windows) => remember((now: Date) => verdictAt(windows, now.getTime())));

function verdictAt(windows: Windows, now: number): Verdict {
  const { isOpen, entry } = stateAt(windows, now);
  const change = changesOf(windows)(now);
  const until = change === undefined ? {} : { until: new Date(change).toISOString() };
  const { name } = windows.zone;
  const judged = `the clock in ${name}`;
  if (isOpen) {
    const reason = entry ? `"${entry.text}" is open (${name})` : `nothing denies this time (${name})`;
    return { kind: 'pass', reason, judged, ...until };
  }
  const why = entry ? `denied by "${entry.text}"` : 'no window is open';
  return { kind: 'wait', reason: `${why}; ${opening(windows, change)} (${name})`, judged, ...until };
}

function opening(windows: Windows, change: number | undefined): string {
  if (change === undefined) return 'none opens within two years';
  const time = DateTime.fromMillis(change, { zone: windows.zone, locale: 'en' });
  return `opens ${time.toFormat('ccc yyyy-MM-dd HH:mm')}`;
}
