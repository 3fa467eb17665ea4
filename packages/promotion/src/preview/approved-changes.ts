import type { TransitionDetail } from '@tribble/api';
import { detail } from '../detail/index.ts';
import type { Facts } from '../facts.ts';
import type { Gates } from '../gates/index.ts';

/** People are shown the beginning of an id, this long: they may give it back, or more of it. */
const shortest = 12;

/** The changes that an approval names, by their whole ids, or why one of them cannot be approved now. */
export function approvedChanges(
  facts: Facts,
  gates: Gates,
  { transition, changes }: { transition: string; changes: readonly string[] },
): { changes: readonly string[] } | { fault: string } {
  const found = detail(facts, gates, transition, noTexts);
  if ('fault' in found) return found;
  const pending = approvable(found);
  const whole = changes.map((given) => ({ given, id: wholeId(given, pending) }));
  const gone = whole.filter(({ id }) => id === undefined).map(({ given }) => given);
  if (gone.length === 0) return { changes: [...new Set(whole.flatMap(({ id }) => id ?? []))] };
  const are = `${gone.join(', ')} ${gone.length === 1 ? 'is' : 'are'} not pending for ${transition}`;
  return { fault: pending.length === 0 ? `${are}; nothing is` : `${are}; pending is ${shown(pending)}` };
}

/** Only ids are wanted: no text has to be read from git. */
const noTexts = { versionOf: () => undefined, changelogOf: () => undefined };

/** All that is pending has one id; each resource its own where the transition judges them so. */
function approvable({ change, perResource, pending }: TransitionDetail): readonly string[] {
  if (perResource === true) return [...new Set(pending.map((each) => each.change))];
  return change === undefined ? [] : [change];
}

function wholeId(given: string, pending: readonly string[]): string | undefined {
  if (pending.includes(given)) return given;
  const [only, another] = given.length < shortest ? [] : pending.filter((id) => id.startsWith(given));
  return another === undefined ? only : undefined;
}

const mostShown = 5;

function shown(ids: readonly string[]): string {
  const more = ids.length - mostShown;
  return more > 0 ? `${ids.slice(0, mostShown).join(', ')} and ${more} more` : ids.join(', ');
}
