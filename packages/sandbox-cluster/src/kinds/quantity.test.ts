import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalQuantity, quantityAmount } from './quantity.ts';

describe('canonicalQuantity', () => {
  it.each([
    ['1000m', '1'],
    ['100m', '100m'],
    ['1.5', '1500m'],
    ['0.5', '500m'],
    ['1024Mi', '1Gi'],
    ['1536Mi', '1536Mi'],
    ['1.5Gi', '1536Mi'],
    ['1024', '1024'],
    ['1000', '1k'],
    ['1000Ki', '1000Ki'],
    ['512Ki', '512Ki'],
    ['0.5Ki', '512'],
    ['1e3', '1e3'],
    ['1000e3', '1e6'],
    ['0', '0'],
    ['0Mi', '0'],
    ['+5', '5'],
    ['-1000m', '-1'],
    ['1G', '1G'],
    ['1000M', '1G'],
    ['2T', '2T'],
    ['100u', '100u'],
    ['not a quantity', 'not a quantity'],
    ['', ''],
    ['.', '.'],
  ])('%s is written %s', (given, expected) => {
    expect(canonicalQuantity(given)).toBe(expected);
  });

  it('keeps the amount, and changes nothing the second time', () => {
    const suffix = fc.constantFrom('', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), suffix, (number, unit) => {
        const canonical = canonicalQuantity(`${number}${unit}`);
        expect(quantityAmount(canonical)).toBe(quantityAmount(`${number}${unit}`));
        expect(canonicalQuantity(canonical)).toBe(canonical);
      }),
    );
  });
});
