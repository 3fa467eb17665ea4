import { describe, expect, it } from '@jest/globals';
import type { Cell } from '@tribble/api';
import { explanationOf, inOneLine, linesOf } from './explanation.ts';

describe('explanationOf', () => {
  it.each<{ given: Pick<Cell, 'status' | 'reason' | 'message'>; expected: string | undefined }>([
    { given: {}, expected: undefined },
    { given: { status: 'Clean', reason: 'Clean' }, expected: undefined },
    { given: { status: 'Failed', reason: 'Failed', message: 'bad' }, expected: 'bad' },
    { given: { status: 'InProgress', reason: 'NotAllUpdated' }, expected: 'NotAllUpdated' },
    {
      given: { status: 'Outdated', reason: 'Drifted' },
      expected: 'Drifted: somebody else changed what git declares',
    },
    {
      given: { status: 'Outdated', reason: 'Waiting' },
      expected: 'Waiting: something else has to be there first, or to be gone',
    },
    { given: { status: 'InProgress', reason: 'Terminating' }, expected: 'Terminating: it is being deleted' },
    {
      given: { status: 'Outdated', reason: 'Orphaned' },
      expected: 'Orphaned: it left git and is still there',
    },
    {
      given: { status: 'Outdated', reason: 'Unreachable' },
      expected: 'Unreachable: nobody can tell what runs',
    },
    {
      given: { status: 'Outdated', reason: 'Waiting', message: 'Namespace dev is being deleted' },
      expected: 'Waiting: Namespace dev is being deleted',
    },
  ])('makes of $given: $expected', ({ given, expected }) => {
    expect(explanationOf(given)).toBe(expected);
  });
});

describe('inOneLine', () => {
  it.each([
    { text: 'short', expected: 'short' },
    { text: 'the log ends:\na\nb', expected: 'the log ends: …' },
    { text: 'x'.repeat(300), expected: `${'x'.repeat(200)} …` },
  ])('makes of $text: $expected', ({ text, expected }) => {
    expect(inOneLine(text)).toBe(expected);
  });
});

describe('linesOf', () => {
  it.each([
    { text: 'one', expected: { first: 'one', rest: '' } },
    { text: 'one\n  two\nthree', expected: { first: 'one', rest: '  two\nthree' } },
  ])('tells the first line of $text from the rest', ({ text, expected }) => {
    expect(linesOf(text)).toEqual(expected);
  });
});
