import { describe, expect, it } from '@jest/globals';
import { globFault, matcherOf } from './globs.ts';

describe('globs', () => {
  it.each(['', '[', 'a(b', '{a', '[z-a]', '\\', 'a'.repeat(70_000)])('finds a fault in %.20j', (glob) => {
    expect(globFault(glob)).toMatch(/^".{0,100}" is no glob: /);
  });

  it.each([
    { glob: '*a*a*a*a*a*a*a*a*b', why: 'too many * and {a,b}' },
    { glob: '**/*a*a*a*a*a*a*a*b', why: 'too many' },
    { glob: '*a*a/*a*a/*a*a/*a*a/b', why: 'too many' },
    { glob: `${'{a,aa}'.repeat(30)}b`, why: 'too many' },
    { glob: `${'{{a,aa},a}'.repeat(15)}b`, why: 'too many' },
    { glob: '+(+(a|b))c', why: 'it has a "+"' },
    { glob: '*(*(a))b', why: 'it has a "("' },
    { glob: '[a]+[a]+[a]+[a]+b', why: 'it has a "+"' },
    { glob: 'a'.repeat(201), why: 'longer than 200 characters' },
  ])('refuses what could take for ever: $glob', ({ glob, why }) => {
    expect(globFault(glob)).toContain(why);
  });

  it.each(['**/{eu,us}-*/**', '*-*-*-canary', '**/a/**/b/**', `{${'team,'.repeat(30)}x}/**`])(
    'takes %s',
    (glob) => {
      expect(globFault(glob)).toBeUndefined();
      // It would take minutes if that were wrong.
      for (const name of ['a'.repeat(200), 'a-'.repeat(100), 'a/'.repeat(99) + 'a'])
        expect(matcherOf([glob])(name)).toBe(false);
    },
  );

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
