import { describe, expect, it } from '@jest/globals';
import { AskedFor } from './asked-for.ts';

describe('AskedFor', () => {
  it('counts what was asked for a while, and everything until it can know', () => {
    let minutes = 0;
    const asked = new AskedFor(() => new Date(minutes * 60_000));
    expect(asked.has('unknown')).toBe(true);
    minutes = 11;
    expect(asked.has('unknown')).toBe(false);
    asked.note('smoke');
    expect(asked.has('smoke')).toBe(true);
    minutes = 20;
    expect(asked.has('smoke')).toBe(true);
    minutes = 22;
    expect(asked.has('smoke')).toBe(false);
    asked.note('other');
    expect(asked.has('smoke')).toBe(false);
  });
});
