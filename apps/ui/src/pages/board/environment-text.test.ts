import { describe, expect, it } from '@jest/globals';
import { anEnvironment } from '../../../test/state.ts';
import { confirmation, environmentMessage } from './environment-text.ts';

const unreachableSince = '2026-11-20T11:30:00.000Z';

describe('environmentMessage', () => {
  it.each([
    { view: {}, expected: undefined },
    { view: { message: 'paused' }, expected: 'paused' },
    {
      view: { unreachableSince, message: `Unreachable since ${unreachableSince}: refused` },
      expected: 'refused',
    },
    { view: { unreachableSince, message: 'refused' }, expected: 'refused' },
    { view: { unreachableSince }, expected: undefined },
  ])('of $view is $expected', ({ view, expected }) => {
    expect(environmentMessage(anEnvironment(view))).toBe(expected);
  });
});

describe('confirmation', () => {
  it('is text, whatever the digest looks like: 12e4 would be a number', () => {
    expect(confirmation('prod', '12e4')).toBe('deployers:\n  prod:\n    prune:\n      confirm: "12e4"');
  });
});
