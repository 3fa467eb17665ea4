import type { Drift } from '@tribble/api';

/** Who is still changing an object after this many milliseconds of quiet begins a new quarrel. */
const quiet = 10 * 60_000;
const longestPause = 5 * 60_000;

type Quarrel = { times: number; lastAt: number };

/**
 * Which drift was put right, and when the next may be. Two controllers that undo each other's work would otherwise go round
 * in circles as fast as the watch tells of it: each time the pause doubles.
 */
export class Healing {
  readonly #quarrels = new Map<string, Quarrel>();
  readonly #healed = new Map<string, Drift>();

  /** When an object may be put right again; in the past for at once. */
  nextAt(key: string, now: Date): Date {
    const quarrel = this.#quarrels.get(key);
    if (quarrel === undefined || now.getTime() - quarrel.lastAt > quiet) return new Date(0);
    const pause = quarrel.times < 3 ? 0 : Math.min(1_000 * 2 ** (quarrel.times - 2), longestPause);
    return new Date(quarrel.lastAt + pause);
  }

  add(key: string, drift: Drift, now: Date): void {
    const before = this.#quarrels.get(key);
    const goesOn = before !== undefined && now.getTime() - before.lastAt <= quiet;
    this.#quarrels.set(key, { times: goesOn ? before.times + 1 : 1, lastAt: now.getTime() });
    this.#healed.set(key, { ...drift, healedAt: now.toISOString() });
  }

  /** The last drift of an object that was put right. */
  lastOf(key: string): Drift | undefined {
    return this.#healed.get(key);
  }

  /** How often an object was put right in the quarrel that goes on. */
  timesOf(key: string): number {
    return this.#quarrels.get(key)?.times ?? 0;
  }

  /** Forgets everything but these. */
  keep(keys: ReadonlyMap<string, unknown>): void {
    for (const key of this.#quarrels.keys()) if (!keys.has(key)) this.#quarrels.delete(key);
    for (const key of this.#healed.keys()) if (!keys.has(key)) this.#healed.delete(key);
  }
}
