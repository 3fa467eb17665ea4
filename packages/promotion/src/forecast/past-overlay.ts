import {
  type CommitFacts,
  History,
  type LastChange,
  type Run,
  type Trailer,
} from '@tribble/resource-repo/format';
import type { Past } from '../facts.ts';

/** What is only imagined is newer than all that happened, and is told apart from it by nothing else. */
const afterAll = 2 ** 40;

/** A history that goes on from the real one and leaves it as it is. */
export class PastOverlay implements Past {
  readonly #base: Past;
  readonly #own = new History();

  constructor(base: Past) {
    this.#base = base;
  }

  add(commit: Omit<CommitFacts, 'trailers'> & { trailers?: readonly Trailer[] }): void {
    this.#own.add(commit);
  }

  lastChange(path: string): LastChange | undefined {
    const own = this.#own.lastChange(path);
    return own ? later(own) : this.#base.lastChange(path);
  }

  versionFile(path: string): ReadonlyMap<string, LastChange> {
    const own = this.#own.versionFile(path);
    if (own.size === 0) return this.#base.versionFile(path);
    const newer = [...own].map(([id, change]) => [id, later(change)] as const);
    return new Map([...newer, ...this.#base.versionFile(path)]);
  }

  runs(transition: string): readonly Run[] {
    const own = this.#own.runs(transition);
    return own.length === 0
      ? this.#base.runs(transition)
      : [...this.#base.runs(transition), ...own.map(later)];
  }
}

function later<T extends { order: number }>(change: T): T {
  return { ...change, order: change.order + afterAll };
}
