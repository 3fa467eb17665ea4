import type { CleanTime, Outcome, ResourceOutcome, ResourceRecord } from '@tribble/resource-repo/format';
import type { Outcomes } from '../facts.ts';

/** Recorded outcomes that go on from the real ones and leave them as they are. */
export class OutcomesOverlay implements Outcomes {
  readonly #base: Outcomes;
  readonly #records: Map<string, ResourceRecord>;
  #last: Outcome | undefined;

  constructor(base: Outcomes) {
    this.#base = base;
    this.#records = new Map(base.resources);
    this.#last = base.last;
  }

  get last(): Outcome | undefined {
    return this.#last;
  }

  get resources(): ReadonlyMap<string, ResourceRecord> {
    return this.#records;
  }

  usualSeconds(): number | undefined {
    return this.#base.usualSeconds();
  }

  /** Says that everything in a tree has come to its end. */
  settle(tree: string, revision: string, at: string): void {
    this.#last = this.#last && { ...this.#last, tree, revision, at };
  }

  /** Says what a resource turned into at a time. */
  turn(resource: string, entry: ResourceOutcome, at: string): void {
    const before = this.#records.get(resource);
    const clean = closed(before?.clean ?? [], at);
    const { status, reason: _reason, ...version } = entry;
    const isClean = status === 'Clean';
    this.#records.set(resource, {
      ...(before?.failedAt !== undefined && { failedAt: before.failedAt }),
      current: entry,
      ...(isClean && { cleanSince: at }),
      clean: isClean ? [...clean, { ...version, from: at }] : clean,
    });
  }

  /** The resource is gone. */
  remove(resource: string, at: string): void {
    const { current: _current, cleanSince: _since, ...record } = this.#records.get(resource) ?? { clean: [] };
    this.#records.set(resource, { ...record, clean: closed(record.clean, at) });
  }
}

function closed(clean: readonly CleanTime[], at: string): readonly CleanTime[] {
  const newest = clean.at(-1);
  return newest === undefined || newest.until !== undefined
    ? clean
    : [...clean.slice(0, -1), { ...newest, until: at }];
}
