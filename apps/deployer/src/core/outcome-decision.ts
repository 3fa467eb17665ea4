/** Whether what was seen is worth an entry on the outcome ref, and what that says. */
import type { RolloutStatus } from '@tribble/api';
import {
  isSameVersion,
  type Outcome,
  type OutcomeHistory,
  type ResourceOutcome,
  type ResourceRecord,
} from '@tribble/resource-repo/format';
import { type Seen, type SeenResource, versionOf } from './outcome.ts';

/** How long a rollout may go on before what has come of single resources is recorded without its end. */
const patience = 60_000;

const mostReasons = 10;
const longestReason = 300;

/**
 * How much a change matters. `urgent`: a Clean time that is recorded as going on has ended, which must not wait. `result`: a resource
 * came to something. `progress`: told along with others, but no reason to write.
 */
type Weight = 'urgent' | 'result' | 'progress';
type Change = { weight: Weight; entry: ResourceOutcome | null };

/**
 * The outcome to record after `history`; undefined where nothing came of it yet, or nothing that is not recorded. Texts are
 * masked with `mask` before they are cut.
 */
export function outcomeOf(
  environment: string,
  seen: Seen,
  history: OutcomeHistory,
  mask: (text: string) => string,
): Outcome | undefined {
  const changes = changesOf(seen, history, mask);
  if (!isWorthAnEntry(seen, history.last, changes)) return undefined;
  const { at, tree, revision, status, seconds } = seen;
  const reasons = seen.reasons.slice(0, mostReasons).map((reason) => shortened(mask(reason)));
  if (seen.reasons.length > mostReasons) reasons.push(`and ${seen.reasons.length - mostReasons} more`);
  const resources = new Map([...changes].map(([name, { entry }]) => [name, entry]));
  return { environment, at, tree, revision, status, reasons, seconds, resources };
}

function isWorthAnEntry(
  { status, tree, at, notCleanSince }: Seen,
  last: Outcome | undefined,
  changes: ReadonlyMap<string, Change>,
): boolean {
  const weights = new Set([...changes.values()].map(({ weight }) => weight));
  if (weights.has('urgent')) return true;
  if (isResult(status)) return last?.status !== status || last.tree !== tree || weights.has('result');
  const waited = notCleanSince === undefined ? 0 : Date.parse(at) - Date.parse(notCleanSince);
  return weights.has('result') && waited >= patience;
}

function changesOf(seen: Seen, history: OutcomeHistory, mask: (text: string) => string): Map<string, Change> {
  const changes = new Map<string, Change>();
  const lastAt = history.last?.at ?? seen.at;
  for (const [name, resource] of seen.resources) {
    if (resource.unknown !== undefined) continue;
    const record = history.resources.get(name);
    const weight = weightOf(record, resource);
    if (weight === undefined) continue;
    changes.set(name, { weight, entry: entryOf(record, resource, seen.at, lastAt, mask) });
  }
  for (const [name, { current }] of history.resources) {
    if (current && !seen.resources.has(name)) changes.set(name, { weight: 'result', entry: null });
  }
  return changes;
}

/** Undefined where the record says the same. */
function weightOf(record: ResourceRecord | undefined, resource: SeenResource): Weight | undefined {
  const known = record?.current;
  if (known === undefined) return isResult(resource.status) ? 'result' : 'progress';
  const isSame = isSameVersion(known, resource);
  if (!isResult(resource.status)) {
    // A failed rollout that is tried again and again comes to nothing new.
    if (known.status !== 'Clean') return isResult(known.status) && !isSame ? 'progress' : undefined;
    return isSame ? 'urgent' : 'progress';
  }
  if (!isSame) return 'result';
  if (known.status !== resource.status) return known.status === 'Clean' ? 'urgent' : 'result';
  return brokeSince(record, resource) ? 'urgent' : undefined;
}

/** Whether a Clean time that is recorded as going on ended and another one began. */
function brokeSince(record: ResourceRecord | undefined, { clean, ended }: SeenResource): boolean {
  if (clean === undefined) return false;
  if (ended !== undefined) return isAfter(ended.at, record?.cleanSince);
  return !clean.isFirstSight && isAfter(clean.since, record?.cleanSince);
}

function entryOf(
  record: ResourceRecord | undefined,
  resource: SeenResource,
  at: string,
  lastAt: string,
  mask: (text: string) => string,
): ResourceOutcome {
  const { status, reason, clean } = resource;
  return {
    ...versionOf(resource),
    status,
    ...(reason !== undefined && { reason: shortened(mask(reason)) }),
    ...(clean !== undefined && clean.since !== at && { cleanSince: clean.since }),
    ...(record?.cleanSince !== undefined && { cleanUntil: endOf(record, resource, lastAt) }),
  };
}

/** When the recorded Clean time ended: as it was seen, or else when it was last recorded to go on. */
function endOf({ current, cleanSince }: ResourceRecord, { ended }: SeenResource, lastAt: string): string {
  if (current === undefined || ended === undefined || !isSameVersion(current, ended.version)) return lastAt;
  const isThatTime = ended.isFirstSight || !isAfter(ended.since, cleanSince);
  return isThatTime && isAfter(ended.at, cleanSince) ? ended.at : lastAt;
}

function isResult(status: RolloutStatus): boolean {
  return status === 'Clean' || status === 'Failed';
}

function isAfter(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one > other;
}

function shortened(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= longestReason ? line : `${characters.slice(0, longestReason - 1).join('')}…`;
}
