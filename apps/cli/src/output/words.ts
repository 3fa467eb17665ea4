import type { GateVerdict, VersionChange } from '@tribble/api';
import type { Paint } from './paint.ts';

/** Times to the second, which is as exact as cron and commits are. */
export function withoutMilliseconds(text: string): string {
  return text.replace(/(T\d\d:\d\d:\d\d)\.\d+Z/g, '$1Z');
}

/** `s1 41 -> 42`, `s1 42 (new)` or `s1 removed`. */
export function changeText({ resource, from, to }: VersionChange): string {
  if (to === undefined) return `${resource} removed`;
  return from === undefined ? `${resource} ${to} (new)` : `${resource} ${from} -> ${to}`;
}

/** How many changes a table shows. */
export const shownChanges = 3;

/** The first changes, and how many more there are. */
export function changesText(changes: readonly VersionChange[]): string {
  const shown = changes.slice(0, shownChanges).map(changeText);
  if (changes.length > shownChanges) shown.push(`${changes.length - shownChanges} more`);
  return shown.join(', ');
}

/** The verdict of a gate with its reason. */
export function verdictText(
  { gate, verdict, resource, source, reason, until }: GateVerdict,
  paint: Paint,
): string {
  const what = resource === undefined ? source : `${resource} in ${source}`;
  const end = until === undefined || reason.includes(until) ? '' : `, until ${until}`;
  return `${verdictPaint(verdict, paint)(verdict.padEnd(7))} ${gate} (${what}): ${reason}${end}`;
}

function verdictPaint(verdict: GateVerdict['verdict'], paint: Paint): (text: string) => string {
  if (verdict === 'pass') return paint.green;
  return verdict === 'hold' || verdict === 'wait' ? paint.yellow : paint.red;
}

/** Indents every line that holds something. */
export function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** `1 file`, `2 files`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
