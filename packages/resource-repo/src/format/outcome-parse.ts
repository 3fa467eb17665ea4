import type { Problem } from '@tribble/api';
import { checkEntry, checkFacts } from './outcome-schema.ts';
import type { Outcome, ResourceOutcome } from './outcome.ts';
import { problem } from './problem.ts';
import { parseTrailers } from './trailers.ts';

/** Reads the message of a commit on an outcome ref. Keys of a newer version are ignored; what is no outcome is a problem. */
export function parseOutcome(message: string): { outcome: Outcome } | { problem: Problem } {
  const fault = (text: string) => ({ problem: problem('outcome', text) });
  if (!isOutcome(message)) return fault('is no outcome: it has no trailer "Tribble-Action: outcome"');
  const json = lineOfJson(message);
  if (json === undefined) return fault('has no line of JSON');
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return fault('its line of JSON cannot be read');
  }
  const checked = checkFacts(value);
  if ('fault' in checked) return fault(checked.fault);
  const resources = parseResources(value);
  if ('fault' in resources) return fault(resources.fault);
  return { outcome: { ...checked.value, resources: resources.entries } };
}

function isOutcome(message: string): boolean {
  return parseTrailers(message).some(([key, value]) => key === 'Tribble-Action' && value === 'outcome');
}

/** The last line that begins as a map does. */
function lineOfJson(message: string): string | undefined {
  const start = message.lastIndexOf('\n{') + 1;
  if (!message.startsWith('{', start)) return undefined;
  const end = message.indexOf('\n', start);
  return message.slice(start, end < 0 ? undefined : end);
}

/** By hand, because a resource may be called `__proto__`, which no schema of a record lets through. */
function parseResources(
  outcome: unknown,
): { entries: Map<string, ResourceOutcome | null> } | { fault: string } {
  const { resources } = outcome as { resources?: unknown };
  if (typeof resources !== 'object' || resources === null || Array.isArray(resources))
    return { fault: 'resources: expected a map' };
  const entries = new Map<string, ResourceOutcome | null>();
  for (const [name, entry] of Object.entries(resources)) {
    if (entry === null) {
      entries.set(name, null);
      continue;
    }
    const checked = checkEntry(entry);
    if ('fault' in checked) return { fault: `resources.${name}.${checked.fault}` };
    entries.set(name, checked.value);
  }
  return { entries };
}
