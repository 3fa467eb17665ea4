import { describe, expect, it } from '@jest/globals';
import { noon } from '../testing.ts';
import { lockReason, reasonFaults } from './lock-reason.ts';

describe('the reason of a lock or a pause', () => {
  it.each([
    { given: { reason: 'x' }, faults: [] },
    { given: { reason: 'x', until: '2026-11-21T12:00:01Z' }, faults: [] },
    { given: { reason: ' ' }, faults: [{ path: '/body/reason', message: 'say why' }] },
    {
      given: { reason: 'x', until: '2026-11-21T12:00:00Z' },
      faults: [{ path: '/body/until', message: 'lies in the past' }],
    },
  ])('$given has the faults $faults', ({ given, faults }) => {
    expect(reasonFaults(given, noon)).toEqual(faults);
  });

  it('is written down with who gave it, when, and until when, in UTC', () => {
    const author = { name: 'Ann', email: 'ann@x' };
    const until = '2026-11-22T01:00:00+01:00';
    expect(lockReason({ reason: ' sale\n', until }, { author, now: noon })).toEqual({
      reason: 'sale',
      by: 'Ann <ann@x>',
      at: '2026-11-21T12:00:00.000Z',
      until: '2026-11-22T00:00:00.000Z',
    });
    expect(lockReason({ reason: 'x' }, { author: undefined, now: noon })).toEqual({
      reason: 'x',
      at: '2026-11-21T12:00:00.000Z',
    });
  });
});
