import { z } from 'zod';

const milliseconds = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof milliseconds;

const expected = 'expected a duration such as 30s, 5m, 1h30m or 2d';

/** A length of time in settings files, `1h30m`; milliseconds once read. Days have 24 hours. */
export const duration = z
  .string(expected)
  .regex(/^(?:\d+(?:ms|s|m|h|d))+$/, expected)
  .transform((text) =>
    [...text.matchAll(/(\d+)(ms|s|m|h|d)/g)]
      .map(([, amount, unit]) => Number(amount) * milliseconds[unit as Unit])
      .reduce((sum, part) => sum + part, 0),
  );

/** A length of time for people: `1h 30m`, the two largest units. */
export function formatDuration(length: number): string {
  let rest = Math.max(0, Math.round(length / 1_000)) * 1_000;
  const parts: string[] = [];
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    const amount = Math.floor(rest / milliseconds[unit]);
    rest -= amount * milliseconds[unit];
    if (amount > 0) parts.push(`${amount}${unit}`);
  }
  return parts.slice(0, 2).join(' ') || '0s';
}
