import type { ValueMap } from '@tribble/resource-repo/format';
import { textAt } from './live-fields.ts';
import { compareTexts } from './order.ts';

/** What other sources tell better: back-offs and scheduling stand in the pods themselves. */
const toldElsewhere: ReadonlySet<string> = new Set(['BackOff', 'FailedScheduling']);

/**
 * The newest event of each reason, newest first. Counted is from when an event first happened: one that happens again
 * and again keeps its place, and so the text of a status.
 */
export function warningsOf(events: readonly ValueMap[], uids: ReadonlySet<string>): string[] {
  const relevant = events.filter(
    (event) => uids.has(textAt(event, 'involvedObject.uid')) && isTelling(event),
  );
  const newest = new Map<string, string>();
  for (const event of relevant.sort(byNewest)) {
    const reason = textAt(event, 'reason');
    if (!newest.has(reason)) newest.set(reason, messageOf(event));
  }
  return [...newest].map(([reason, message]) => `${reason}: ${message}`);
}

/** `Error: ImagePullBackOff` repeats the state of a container. */
function isTelling(event: ValueMap): boolean {
  const message = messageOf(event);
  return (
    textAt(event, 'type') === 'Warning' &&
    !toldElsewhere.has(textAt(event, 'reason')) &&
    message !== '' &&
    !/^Error: \w+$/.test(message)
  );
}

function messageOf(event: ValueMap): string {
  return textAt(event, 'message').trim();
}

function byNewest(left: ValueMap, right: ValueMap): number {
  return (
    compareTexts(firstTimeOf(right), firstTimeOf(left)) ||
    compareTexts(textAt(left, 'metadata.name'), textAt(right, 'metadata.name'))
  );
}

/** Texts of one form, whose order is that of the times but for parts of a second. */
function firstTimeOf(event: ValueMap): string {
  return (
    textAt(event, 'firstTimestamp') ||
    textAt(event, 'eventTime') ||
    textAt(event, 'metadata.creationTimestamp')
  );
}
