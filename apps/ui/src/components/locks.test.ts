import { describe, expect, it } from '@jest/globals';
import { activeReasons, reasonText } from './locks.ts';
import { absoluteTime } from './time.ts';

const now = Date.parse('2026-11-20T14:30:00Z');

describe('activeReasons', () => {
  it.each([
    { name: 'one without end', lock: { reason: 'r' }, holds: true },
    { name: 'one that ends later', lock: { reason: 'r', until: '2026-11-20T14:30:01Z' }, holds: true },
    { name: 'one that has ended', lock: { reason: 'r', until: '2026-11-20T14:30:00Z' }, holds: false },
    { name: 'one whose end cannot be read', lock: { reason: 'r', until: 'soon' }, holds: true },
  ])('$name: $holds', ({ lock, holds }) => {
    expect(activeReasons([lock], now)).toEqual(holds ? [lock] : []);
  });
});

describe('reasonText', () => {
  const until = '2026-11-21T09:00:00Z';
  it.each([
    { lock: { reason: 'Audit' }, text: 'Audit' },
    { lock: { reason: 'Audit', by: 'Ada' }, text: 'Audit (by Ada)' },
    {
      lock: { reason: 'Audit', by: 'Ada', until },
      text: `Audit (by Ada, until ${absoluteTime(Date.parse(until))})`,
    },
    { lock: { reason: 'Audit', until: 'soon' }, text: 'Audit (until soon)' },
  ])('$text', ({ lock, text }) => {
    expect(reasonText(lock)).toBe(text);
  });
});
