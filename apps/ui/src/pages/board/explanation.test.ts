import { describe, expect, it } from '@jest/globals';
import type { Cell, ObjectView } from '@tribble/api';
import { explanationOf, inOneLine, linesOf, ownExplanationOf } from './explanation.ts';

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

describe('ownExplanationOf', () => {
  const object = (message?: string): ObjectView => ({
    kind: 'Job',
    name: 'a',
    status: 'Outdated',
    reason: 'Waiting',
    ...(message !== undefined && { message }),
  });
  const meaning = 'Waiting: something else has to be there first, or to be gone';

  it.each([
    {
      name: 'a message that no object tells',
      objects: [object('other'), object()],
      expected: 'Waiting: bad',
    },
    { name: 'no message that an object tells', objects: [object('bad')], expected: meaning },
  ])('has $name', ({ objects, expected }) => {
    const cell: Cell = { status: 'Outdated', reason: 'Waiting', message: 'bad', objects, locks: [] };
    expect(ownExplanationOf(cell)).toBe(expected);
  });

  it('has no first line of what an object tells in full', () => {
    const objects = [object('the log ends:\nbye')];
    const message = 'the log ends: …';
    expect(ownExplanationOf({ status: 'Failed', reason: 'Failed', message, objects, locks: [] })).toBe(
      undefined,
    );
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
