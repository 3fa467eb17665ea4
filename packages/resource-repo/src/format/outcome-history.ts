import type { DeployedVersion, Outcome, ResourceOutcome } from './outcome.ts';

/** Enough to be usual, and few enough to follow when rollouts become slower. */
const usualRollouts = 20;

/** A time in which one version was Clean without a break that anybody saw; without `until` it still is. */
export type CleanTime = DeployedVersion & { from: string; until?: string };

/** What the outcomes say of one resource. */
export type ResourceRecord = {
  /** Its newest entry; absent once the resource is gone. */
  current?: ResourceOutcome;
  /** Since when exactly the current version is Clean, where it is. */
  cleanSince?: string;
  /** The time of its newest Failed entry, also where it is Clean or gone by now. */
  failedAt?: string;
  /** Every Clean time of every version, oldest first. They never overlap. */
  clean: readonly CleanTime[];
};

/**
 * The outcomes of an environment folded from the oldest: what each resource is now, and when it was Clean. Adding one costs
 * what it changed.
 */
export class OutcomeHistory {
  readonly #records = new Map<string, ResourceRecord & { clean: CleanTime[] }>();
  #last: Outcome | undefined;
  /** How long the newest rollouts took that came to Clean, oldest first. */
  readonly #seconds: number[] = [];

  /** The newest outcome. */
  get last(): Outcome | undefined {
    return this.#last;
  }

  /** Every resource that ever had an outcome. */
  get resources(): ReadonlyMap<string, ResourceRecord> {
    return this.#records;
  }

  /** How long a rollout usually takes: the median of the newest that came to Clean. Undefined where none did. */
  usualSeconds(): number | undefined {
    const sorted = [...this.#seconds].sort((left, right) => left - right);
    const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
    return low === undefined || high === undefined ? undefined : (low + high) / 2;
  }

  /** Folds in the next newer outcome. */
  add(outcome: Outcome): void {
    this.#last = outcome;
    this.#addSeconds(outcome);
    for (const [name, entry] of outcome.resources) {
      const before = this.#records.get(name);
      const clean = before?.clean ?? [];
      const failedAt = entry?.status === 'Failed' ? outcome.at : before?.failedAt;
      const isOpen = settleOpenTime(clean, entry, outcome.at);
      if (entry?.status === 'Clean' && !isOpen) clean.push(beginning(entry, clean.at(-1), outcome.at));
      const open = openTime(clean);
      this.#records.set(name, {
        ...(entry !== null && { current: entry }),
        ...(open !== undefined && { cleanSince: open.from }),
        ...(failedAt !== undefined && { failedAt }),
        clean,
      });
    }
  }

  #addSeconds({ status, seconds }: Outcome): void {
    if (status !== 'Clean') return;
    this.#seconds.push(seconds);
    if (this.#seconds.length > usualRollouts) this.#seconds.shift();
  }
}

/** Folds outcomes, oldest first, in time proportional to what they hold. */
export function foldOutcomes(outcomes: Iterable<Outcome>): OutcomeHistory {
  const history = new OutcomeHistory();
  for (const outcome of outcomes) history.add(outcome);
  return history;
}

/** Whether two are exactly the same: version file and rendered objects, or the revision where no digest is known. */
export function isSameVersion(one: DeployedVersion, other: DeployedVersion): boolean {
  if (one.version !== other.version || one.versionId !== other.versionId) return false;
  if (one.digest !== undefined && other.digest !== undefined) return one.digest === other.digest;
  return one.revision === other.revision;
}

function openTime(clean: readonly CleanTime[]): CleanTime | undefined {
  const newest = clean.at(-1);
  return newest?.until === undefined ? newest : undefined;
}

/** Ends the open time, unless the entry says that it goes on. Gives whether one is open afterwards. */
function settleOpenTime(clean: CleanTime[], entry: ResourceOutcome | null, at: string): boolean {
  const open = openTime(clean);
  if (open === undefined) return false;
  const goesOn = entry?.status === 'Clean' && entry.cleanUntil === undefined && isSameVersion(open, entry);
  if (goesOn) return true;
  const until = earlier(entry?.cleanUntil ?? at, at);
  // Clocks differ: a time that ends before it began was none.
  if (until <= open.from) clean.pop();
  else clean[clean.length - 1] = { ...open, until };
  return false;
}

function beginning(entry: ResourceOutcome, before: CleanTime | undefined, at: string): CleanTime {
  const { version, versionId, digest, revision, cleanSince } = entry;
  const since = earlier(cleanSince ?? at, at);
  return {
    ...(version !== undefined && { version }),
    ...(versionId !== undefined && { versionId }),
    ...(digest !== undefined && { digest }),
    ...(revision !== undefined && { revision }),
    from: before?.until !== undefined && before.until > since ? before.until : since,
  };
}

/** ISO 8601 in UTC sorts as text. */
function earlier(one: string, other: string): string {
  return one < other ? one : other;
}
