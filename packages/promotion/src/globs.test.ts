import { describe, expect, it } from '@jest/globals';
import { globFault, matcherOf } from './globs.ts';

describe('globs', () => {
  it.each(['', '[', 'a(b', '{a', '[z-a]', '\\', 'a'.repeat(70_000)])('finds a fault in %.20j', (glob) => {
    expect(globFault(glob)).toMatch(/^".{0,100}" is no glob: /);
  });

  it.each([
    {
      glob: 'payments/**',
      matches: ['payments/api', 'payments/eu/api'],
      others: ['payment', 'x/payments/api'],
    },
    { glob: '**/canary', matches: ['canary', 'a/b/canary'], others: ['canary2', 'canary/a'] },
    { glob: '*', matches: ['s1'], others: ['a/b'] },
    { glob: 's[12]', matches: ['s1'], others: ['s3'] },
    { glob: '{a,b}/x', matches: ['a/x', 'b/x'], others: ['c/x'] },
    { glob: 'constructor', matches: ['constructor'], others: ['toString'] },
  ])('$glob', ({ glob, matches, others }) => {
    expect(globFault(glob)).toBeUndefined();
    const isMatch = matcherOf([glob]);
    expect([...matches, ...others].filter((name) => isMatch(name))).toEqual(matches);
  });

  it('matches nothing without a glob', () => {
    expect(matcherOf([])('s1')).toBe(false);
  });
});
