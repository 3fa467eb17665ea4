import { describe, expect, it } from '@jest/globals';
import { applyMergePatch } from '@tribble/api';
import { identityOf } from './identity.ts';

describe('identityOf', () => {
  it('is the same for the same object, and another for another one', () => {
    const one = { a: 1 };
    expect(identityOf(one)).toBe(identityOf(one));
    expect(identityOf({ a: 1 })).not.toBe(identityOf(one));
  });

  it('is one for all that is absent', () => {
    expect(identityOf(undefined)).toBe(0);
  });

  it('stays where a patch changes something else', () => {
    const before = { prod: { result: 'Blocked' }, pp: { result: 'Success' } };
    const after = applyMergePatch(before, { pp: { result: 'Blocked' } }) as typeof before;
    expect(identityOf(after.prod)).toBe(identityOf(before.prod));
    expect(identityOf(after.pp)).not.toBe(identityOf(before.pp));
  });
});
