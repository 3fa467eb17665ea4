import { describe, expect, it } from '@jest/globals';
import type { CleanTime } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import { soakedAt } from './clean-time.ts';

const minute = 60_000;
const zero = Date.parse('2026-11-21T00:00:00Z');
const at = (minutes: number) => new Date(zero + minutes * minute).toISOString();
const current = { status: 'Clean', versionId: 'a', digest: 'd' } as const;

/** A Clean time from one minute to another; an open one without the second. */
function time(from: number, until?: number, version: Partial<CleanTime> = {}): CleanTime {
  return {
    versionId: 'a',
    digest: 'd',
    from: at(from),
    ...(until !== undefined && { until: at(until) }),
    ...version,
  };
}

function soakedAfter(clean: readonly CleanTime[], length: number, failed?: number): number | undefined {
  const failedAt = failed === undefined ? {} : { failedAt: at(failed) };
  const instant = soakedAt({ current, clean, ...failedAt }, 'a', length * minute);
  return instant === undefined ? undefined : (instant - zero) / minute;
}

describe('when a version has soaked', () => {
  it.each<{ name: string; clean: CleanTime[]; failed?: number; expected: number | undefined }>([
    { name: 'never Clean', clean: [], expected: undefined },
    { name: 'Clean since then', clean: [time(5)], expected: 35 },
    { name: 'Clean for longer than needed, and over', clean: [time(0, 100)], expected: 30 },
    { name: 'Clean for exactly as long as needed', clean: [time(0, 30)], expected: 30 },
    { name: 'not for long enough', clean: [time(0, 29)], expected: undefined },
    { name: 'with a break', clean: [time(0, 10), time(20)], expected: 40 },
    { name: 'with two breaks', clean: [time(0, 10), time(20, 30), time(50)], expected: 60 },
    {
      name: 'another version in between, whose time does not count',
      clean: [time(0, 10), time(10, 40, { versionId: 'b' }), time(40)],
      expected: 60,
    },
    {
      name: 'another base, and so other objects of the same version file',
      clean: [time(0, 29, { digest: 'e' }), time(29)],
      expected: 59,
    },
    { name: 'failed before', clean: [time(5)], failed: 3, expected: 35 },
    {
      name: 'failed in between: it starts anew',
      clean: [time(0, 29), time(40)],
      failed: 30,
      expected: 70,
    },
    {
      name: 'failed in the middle of a time: it counts from there',
      clean: [time(0, 20), time(20, 60)],
      failed: 25,
      expected: 55,
    },
    { name: 'failed after all of it', clean: [time(0, 60)], failed: 61, expected: undefined },
    { name: 'ended before it began, by a clock that was set', clean: [time(9, 5), time(10)], expected: 40 },
  ])('$name', ({ clean, failed, expected }) => {
    expect(soakedAfter(clean, 30, failed)).toBe(expected);
  });

  it.each([
    { name: 'is gone', record: { clean: [time(0)] } },
    { name: 'is another version now', record: { current: { ...current, versionId: 'b' }, clean: [time(0)] } },
    { name: 'has other objects now', record: { current: { ...current, digest: 'e' }, clean: [time(0)] } },
  ])('not where the resource $name', ({ record }) => {
    expect(soakedAt(record, 'a', 0)).toBeUndefined();
  });

  it('goes by the revision where no digest is known', () => {
    const clean = [{ versionId: 'a', revision: 'r1', from: at(0), until: at(20) }];
    const open = { versionId: 'a', revision: 'r2', from: at(20) };
    const now = { status: 'Clean', versionId: 'a', revision: 'r2' } as const;
    expect(soakedAt({ current: now, clean: [...clean, open] }, 'a', 30 * minute)).toBe(zero + 50 * minute);
  });

  it('is the first minute up to which there were enough Clean minutes', () => {
    const gaps = fc.array(fc.tuple(fc.nat(20), fc.nat(20), fc.boolean()), { maxLength: 8 });
    fc.assert(
      fc.property(
        gaps,
        fc.integer({ min: 1, max: 60 }),
        fc.option(fc.nat(200), { nil: undefined }),
        (list, need, failed) => {
          let end = 0;
          const clean = list.map(([pause, length, isSame]) => {
            const from = end + pause;
            end = from + length;
            return { from, until: end, isSame };
          });
          const times = clean.map(({ from, until, isSame }) =>
            time(from, until, isSame ? {} : { digest: 'e' }),
          );
          const counts = (each: number) =>
            each >= (failed ?? 0) &&
            clean.some(({ from, until, isSame }) => isSame && from <= each && each < until);
          let count = 0;
          let expected: number | undefined;
          for (let each = 0; each < end && expected === undefined; each += 1) {
            if (counts(each)) count += 1;
            if (count === need) expected = each + 1;
          }
          expect(soakedAfter(times, need, failed)).toBe(expected);
        },
      ),
    );
  });
});
