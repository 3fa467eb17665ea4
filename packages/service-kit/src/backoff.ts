/** A number from 0 (included) to 1 (excluded), like Math.random. */
export type Random = () => number;

export type Backoff = { base: number; cap: number; random: Random };

/**
 * How long to wait after the given number of failures in a row, in milliseconds: doubled each time up to the cap, and
 * between half and all of that, so that those who failed together do not come back together.
 */
export function backoffDelay(failures: number, { base, cap, random }: Backoff): number {
  const full = Math.min(cap, base * 2 ** Math.max(0, failures - 1));
  return Math.round(full * (0.5 + random() / 2));
}
