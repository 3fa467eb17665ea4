import { describe, expect, it } from '@jest/globals';
import { BackendError } from '../../backend.ts';
import { combined } from './combined-error.ts';

const fault = (message: string, transient = false) => new BackendError(message, transient);

describe('the error of several', () => {
  it('is none of none, and one as it is', () => {
    const one = fault('one');
    expect(combined([])).toBeUndefined();
    expect(combined([one])).toBe(one);
  });

  it('says what each says, once, and that trying again may help where it may for one', () => {
    const error = combined([fault('one'), fault('two', true), fault('one')]);
    expect(error).toEqual(fault('one; two'));
    expect(error).toMatchObject({ transient: true });
  });

  it('counts those that are too many', () => {
    expect(combined(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => fault(name)))).toMatchObject({
      message: 'a; b; c; d; e; and 2 more',
      transient: false,
    });
  });

  it('is the one that nobody expected', () => {
    const bug = new TypeError('a bug');
    expect(combined([fault('one'), bug])).toBe(bug);
  });
});
