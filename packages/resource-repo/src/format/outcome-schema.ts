/**
 * What an outcome's line of JSON may say. There are hundreds of thousands of them, nearly all as services write them: a check
 * by hand lets those through, and whatever it does not know goes to the schema, which alone decides and says what is wrong.
 */
import type { RolloutStatus } from '@tribble/api';
import { z } from 'zod';
import { isEnvironmentName } from './layout.ts';
import type { Outcome, ResourceOutcome } from './outcome.ts';
import { withoutUndefined } from './reasons.ts';

type OutcomeFacts = Omit<Outcome, 'resources'>;
type Checked<T> = { value: T } | { fault: string };

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
const statuses = ['Clean', 'InProgress', 'Outdated', 'Failed'] as const satisfies readonly RolloutStatus[];
const status = z.enum(statuses);
export const resourceSchema = z.object({
  status,
  version: z.string().optional(),
  versionId: z.string().optional(),
  digest: z.string().optional(),
  revision: z.string().optional(),
  reason: z.string().optional(),
  cleanSince: time.optional(),
  cleanUntil: time.optional(),
});
export const outcomeSchema = z.object({
  environment: z.string().refine(isEnvironmentName, 'is no name of an environment'),
  at: time,
  tree: z.string(),
  revision: z.string(),
  status,
  reasons: z.array(z.string()),
  seconds: z.number().nonnegative(),
});

/** Checks all of an outcome but its resources. */
export function checkFacts(value: unknown): Checked<OutcomeFacts> {
  const known = knownFacts(value);
  if (known !== undefined) return { value: known };
  const checked = outcomeSchema.safeParse(value);
  return checked.success ? { value: checked.data } : { fault: describe(checked.error) };
}

/** Checks what an outcome says of one resource. */
export function checkEntry(value: unknown): Checked<ResourceOutcome> {
  const known = knownEntry(value);
  if (known !== undefined) return { value: known };
  const checked = resourceSchema.safeParse(value);
  return checked.success ? { value: withoutUndefined(checked.data) } : { fault: describe(checked.error) };
}

function knownFacts(value: unknown): OutcomeFacts | undefined {
  if (!isMap(value)) return undefined;
  const { environment, at, tree, revision, status, reasons, seconds } = value;
  if (typeof environment !== 'string' || !isEnvironmentName(environment)) return undefined;
  if (!isCanonicalTime(at) || !isStatus(status)) return undefined;
  if (typeof tree !== 'string' || typeof revision !== 'string') return undefined;
  if (typeof seconds !== 'number' || !(seconds >= 0 && seconds < Number.POSITIVE_INFINITY)) return undefined;
  if (!Array.isArray(reasons) || !reasons.every((reason) => typeof reason === 'string')) return undefined;
  return { environment, at, tree, revision, status, reasons, seconds };
}

const entryTexts = ['version', 'versionId', 'digest', 'revision', 'reason'] as const;
const entryTimes = ['cleanSince', 'cleanUntil'] as const;

function knownEntry(value: unknown): ResourceOutcome | undefined {
  if (!isMap(value) || !isStatus(value['status'])) return undefined;
  const entry: ResourceOutcome = { status: value['status'] };
  for (const key of entryTexts) {
    const text = value[key];
    if (text === undefined) continue;
    if (typeof text !== 'string') return undefined;
    entry[key] = text;
  }
  for (const key of entryTimes) {
    const time = value[key];
    if (time === undefined) continue;
    if (!isCanonicalTime(time)) return undefined;
    entry[key] = time;
  }
  return entry;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const knownStatuses: ReadonlySet<unknown> = new Set(statuses);

function isStatus(value: unknown): value is RolloutStatus {
  return knownStatuses.has(value);
}

/** As `toISOString` writes it, on a day that every month has. */
const plainTime = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** A time that the schema would leave as it is. What comes out of a date again as it went in is a day that there is. */
function isCanonicalTime(value: unknown): value is string {
  if (typeof value !== 'string' || value.length !== 24) return false;
  if (plainTime.test(value)) return true;
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString() === value;
}

function describe({ issues: [issue] }: z.ZodError): string {
  return issue === undefined ? 'cannot be read' : `${issue.path.map(String).join('.')}: ${issue.message}`;
}
