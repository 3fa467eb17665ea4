/**
 * What a rollout came to, as the text of one commit on `refs/tribble/outcomes/ENV`: a subject and a list for people, one
 * line of JSON for programs, trailers. It holds what changed since the outcome before, so that its size does not grow with
 * the environment. Why it says what it says: docs/adr/0009-outcomes-in-git.md.
 */
import type { Problem, RolloutStatus } from '@tribble/api';
import { z } from 'zod';
import { isEnvironmentName } from './layout.ts';
import { problem } from './problem.ts';
import { formatMessage, parseTrailers } from './trailers.ts';

/** What exactly was deployed of a resource. */
export type DeployedVersion = {
  version?: string;
  /** The git blob id of the version file. */
  versionId?: string;
  /** The hash of the rendered objects, where it is known. */
  digest?: string;
  /** The newest commit that changed any input; absent where the files have a problem. */
  revision?: string;
};

/** How one resource changed since the outcome before. */
export type ResourceOutcome = DeployedVersion & {
  status: RolloutStatus;
  /** Why it is not Clean. */
  reason?: string;
  /** Since when it is Clean, where that is earlier than the outcome. */
  cleanSince?: string;
  /** When the Clean time before ended. A resource that broke and recovered between two outcomes has both times. */
  cleanUntil?: string;
};

export type Outcome = {
  environment: string;
  /** When it was seen, as ISO 8601 in UTC. */
  at: string;
  /** The git tree id of the environment's folder. */
  tree: string;
  /** The commit that the deployer worked from. */
  revision: string;
  /** `Clean` or `Failed`; another word only where a resource ceased to be Clean before there was a result. */
  status: RolloutStatus;
  reasons: readonly string[];
  /** How long it took, from the first turn that saw this tree not Clean. */
  seconds: number;
  /** What changed since the outcome before; null for a resource that is gone. */
  resources: ReadonlyMap<string, ResourceOutcome | null>;
};

const listedForPeople = 20;

/** The commit message of an outcome. */
export function formatOutcome(outcome: Outcome): string {
  const { resources, ...facts } = outcome;
  const lines = [...resources].slice(0, listedForPeople).map(([name, entry]) => resourceLine(name, entry));
  if (resources.size > listedForPeople) lines.push(`- and ${resources.size - listedForPeople} more`);
  const machine = JSON.stringify({ ...facts, resources: Object.fromEntries(resources) });
  return formatMessage({
    subject: subjectOf(outcome),
    body: [lines.join('\n'), machine].filter((part) => part !== '').join('\n\n'),
    trailers: [
      ['Tribble-Action', 'outcome'],
      ['Tribble-Target', outcome.environment],
    ],
  });
}

function subjectOf({ environment, revision, status, seconds, reasons }: Outcome): string {
  const why = reasons.length > 0 ? `: ${reasons.join('; ')}` : '';
  const took = status === 'Clean' ? ` in ${seconds} s` : ` after ${seconds} s`;
  return `${environment}: ${status} at ${revision.slice(0, 7)}${took}${status === 'Clean' ? '' : why}`;
}

function resourceLine(name: string, entry: ResourceOutcome | null): string {
  if (entry === null) return `- ${name}: gone`;
  const words = [entry.status, ...(entry.version === undefined ? [] : [entry.version])].join(' ');
  const line = `- ${name}: ${words}${entry.reason === undefined ? '' : ` (${entry.reason})`}`;
  // Every line for people begins with a dash: none can be taken for the line of the machine.
  return line.replace(/\s+/g, ' ');
}

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
const status = z.enum(['Clean', 'InProgress', 'Outdated', 'Failed']);
const resourceSchema = z.object({
  status,
  version: z.string().optional(),
  versionId: z.string().optional(),
  digest: z.string().optional(),
  revision: z.string().optional(),
  reason: z.string().optional(),
  cleanSince: time.optional(),
  cleanUntil: time.optional(),
});
const outcomeSchema = z.object({
  environment: z.string().refine(isEnvironmentName, 'is no name of an environment'),
  at: time,
  tree: z.string(),
  revision: z.string(),
  status,
  reasons: z.array(z.string()),
  seconds: z.number().nonnegative(),
});

/** Reads the message of a commit on an outcome ref. Keys of a newer version are ignored; what is no outcome is a problem. */
export function parseOutcome(message: string): { outcome: Outcome } | { problem: Problem } {
  const fault = (text: string) => ({ problem: problem('outcome', text) });
  const isOutcome = parseTrailers(message).some(
    ([key, value]) => key === 'Tribble-Action' && value === 'outcome',
  );
  if (!isOutcome) return fault('is no outcome: it has no trailer "Tribble-Action: outcome"');
  const json = message.split('\n').findLast((line) => line.startsWith('{'));
  if (json === undefined) return fault('has no line of JSON');
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return fault('its line of JSON cannot be read');
  }
  const checked = outcomeSchema.safeParse(value);
  if (!checked.success) return fault(describe(checked.error));
  const resources = parseResources(value);
  if ('fault' in resources) return fault(resources.fault);
  return { outcome: { ...checked.data, resources: resources.entries } };
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
    const checked = resourceSchema.safeParse(entry);
    if (!checked.success) return { fault: `resources.${name}.${describe(checked.error)}` };
    entries.set(name, withoutUndefined(checked.data));
  }
  return { entries };
}

type Undefinable<T> = { [K in keyof T]: T[K] | undefined };

function withoutUndefined(entry: Undefinable<ResourceOutcome>): ResourceOutcome {
  return Object.fromEntries(
    Object.entries(entry).filter(([, item]) => item !== undefined),
  ) as ResourceOutcome;
}

function describe({ issues: [issue] }: z.ZodError): string {
  return issue === undefined ? 'cannot be read' : `${issue.path.map(String).join('.')}: ${issue.message}`;
}
