import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isAtLeast } from './compare.ts';

describe('whether a version is at or beyond another', () => {
  it.each([
    { version: '1.4.0', wanted: '1.4.0', expected: true },
    { version: 'v1.10', wanted: 'v1.9', expected: true },
    { version: 'v1.9', wanted: 'v1.10', expected: false },
    { version: '1.10', wanted: 'V1.9', expected: true },
    { version: '1.4', wanted: '1.4.0', expected: true },
    { version: '1.4.0-rc1', wanted: '1.4.0', expected: false },
    { version: '1.4.0rc1', wanted: '1.4.0', expected: false },
    { version: '1.4-rc1', wanted: '1.4', expected: false },
    { version: '1.4.0', wanted: '1.4.0-rc1', expected: true },
    { version: '1.4.0-2', wanted: '1.4.0-10', expected: false },
    { version: '1.4.0+build.1', wanted: '1.4.0', expected: true },
    { version: 'v2', wanted: '1.4.0', expected: true },
    { version: 'v2-rc1', wanted: 'v2', expected: false },
    { version: '2026.01.05', wanted: '2025.12.31', expected: true },
    { version: '99', wanted: '100', expected: false },
    { version: '0100', wanted: '99', expected: true },
    { version: '99999999999999999999', wanted: '99999999999999999998', expected: true },
    { version: '3f2a91c', wanted: '3f2a91c', expected: true },
    { version: '3f2a91c', wanted: '4f2a91c', expected: undefined },
    { version: 'v3f2a91c', wanted: 'v1.0.0', expected: undefined },
    { version: '1234567', wanted: '1.4.0', expected: undefined },
    { version: '3f2a91c', wanted: '1.4.0', expected: undefined },
    { version: '1.4.0.2', wanted: '1.4.0.1', expected: undefined },
    { version: '2026-11-21', wanted: '2026-11-20', expected: undefined },
    { version: 'release-1.5', wanted: '1.4.0', expected: undefined },
    { version: '', wanted: '1.4.0', expected: undefined },
    { version: '1..4', wanted: '1.4.0', expected: undefined },
  ])('$version, $wanted: $expected', ({ version, wanted, expected }) => {
    expect(isAtLeast(version, wanted)).toBe(expected);
  });

  it('goes by the numbers', () => {
    const numbers = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20));
    fc.assert(
      fc.property(numbers, numbers, fc.boolean(), (one, other, isPrefixed) => {
        const weight = ([major, minor, patch]: readonly number[]) =>
          ((major ?? 0) * 100 + (minor ?? 0)) * 100 + (patch ?? 0);
        const [version, wanted] = [`${isPrefixed ? 'v' : ''}${one.join('.')}`, other.join('.')];
        expect(isAtLeast(version, wanted)).toBe(weight(one) >= weight(other));
      }),
    );
  });

  it('never throws, and anything is at least itself', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect([true, false, undefined]).toContain(isAtLeast(one, other));
        expect(isAtLeast(one, one)).toBe(true);
      }),
    );
  });
});
