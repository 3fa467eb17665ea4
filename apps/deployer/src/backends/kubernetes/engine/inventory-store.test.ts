import { describe, expect, it } from '@jest/globals';
import { inventoryNameOf } from './inventory-store.ts';

describe('the name of an inventory', () => {
  it.each([
    ['dev', 'tribble-inventory-dev'],
    ['my-env', 'tribble-inventory-my-env'],
    ['my_env', expect.stringMatching(/^tribble-inventory-my-env-[0-9a-f]{8}$/)],
    ['Dev', expect.stringMatching(/^tribble-inventory-dev-[0-9a-f]{8}$/)],
    ['a.b', expect.stringMatching(/^tribble-inventory-a-b-[0-9a-f]{8}$/)],
    ['x'.repeat(300), expect.any(String)],
  ])('of %s can be the name of a ConfigMap', (environment, expected) => {
    const name = inventoryNameOf(environment);
    expect(name).toEqual(expected);
    expect(name).toMatch(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/);
  });

  it('is another for every environment', () => {
    const names = ['dev', 'Dev', 'DEV', 'my_env', 'my-env', 'my.env'].map(inventoryNameOf);
    expect(new Set(names).size).toBe(names.length);
  });
});
