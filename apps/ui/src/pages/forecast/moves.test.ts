import { describe, expect, it } from '@jest/globals';
import type { ForecastMove } from '@tribble/api';
import { movesByTime, type Span, spanOf, spanText } from './moves.ts';

const move = (transition: string, at: string): ForecastMove => ({
  at,
  transition,
  source: 'pp',
  target: transition,
  changes: [],
  assumes: [],
});

describe('movesByTime', () => {
  it('puts those of one minute together, the next first', () => {
    const moves = [
      move('late', '2026-11-20T16:00:00Z'),
      move('first', '2026-11-20T15:00:01Z'),
      move('second', '2026-11-20T15:00:59Z'),
      move('third', '2026-11-20T15:01:00Z'),
    ];
    const groups = movesByTime(moves).map((group) => group.moves.map(({ transition }) => transition));
    expect(groups).toEqual([['first', 'second'], ['third'], ['late']]);
  });

  it('of nothing is nothing', () => {
    expect(movesByTime([])).toEqual([]);
  });
});

describe('spanOf', () => {
  it.each<{ query: string; hours: Span }>([
    { query: '', hours: 24 },
    { query: 'hours=1', hours: 1 },
    { query: 'hours=168', hours: 168 },
    { query: 'hours=2', hours: 24 },
    { query: 'hours=all', hours: 24 },
  ])('of "$query" is $hours', ({ query, hours }) => {
    expect(spanOf(new URLSearchParams(query))).toBe(hours);
  });
});

describe('spanText', () => {
  it.each<{ hours: Span; text: string }>([
    { hours: 1, text: 'hour' },
    { hours: 6, text: '6 hours' },
    { hours: 24, text: '24 hours' },
    { hours: 168, text: '7 days' },
  ])('of $hours is $text', ({ hours, text }) => {
    expect(spanText(hours)).toBe(text);
  });
});
