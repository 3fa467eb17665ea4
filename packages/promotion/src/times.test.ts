import { expect, it } from '@jest/globals';
import { earliest, latest } from './times.ts';

it.each([
  { times: [], first: undefined, last: undefined },
  { times: [undefined, '2026-01-01T00:00:00Z'], first: '2026-01-01T00:00:00Z', last: '2026-01-01T00:00:00Z' },
  {
    times: ['2026-01-01T01:00:00+02:00', '2026-01-01T00:00:00Z'],
    first: '2026-01-01T01:00:00+02:00',
    last: '2026-01-01T00:00:00Z',
  },
  {
    times: ['+010000-01-01T04:59:59.000Z', '2026-01-01T00:00:00.000Z'],
    first: '2026-01-01T00:00:00.000Z',
    last: '+010000-01-01T04:59:59.000Z',
  },
])('the earliest and the latest of $times', ({ times, first, last }) => {
  expect(earliest(times)).toBe(first);
  expect(latest(times)).toBe(last);
});
