import type { Forecast, ForecastBlocked, ForecastMove, Preview, PreviewMove } from '@tribble/api';
import { now } from './state.ts';

const minute = 60_000;
const iso = (at: number) => new Date(at).toISOString();

/** Two moves at the same time, a later one, and one that stays blocked. */
export function aForecast(change: Partial<Forecast> = {}, from = now): Forecast {
  return {
    from: iso(from),
    to: iso(from + 24 * 60 * minute),
    moves: movesOf(from),
    blocked: blockedOf(from),
    complete: true,
    ...change,
  };
}

/** A move that a preview tells: s1 100 to prod, at once instead of never. */
export function aPreviewMove(change: Partial<PreviewMove> = {}, from = now): PreviewMove {
  return {
    transition: 'prod',
    source: 'pp',
    target: 'prod',
    change: { resource: 's1', from: '99', to: '100' },
    before: {},
    after: { at: iso(from) },
    ...change,
  };
}

/** A preview in which nothing changes. */
export function aPreview(change: Partial<Preview> = {}, from = now): Preview {
  return {
    summary: 'nothing would change',
    released: [],
    held: [],
    rescheduled: [],
    problems: [],
    after: aForecast({}, from),
    ...change,
  };
}

function movesOf(from: number): ForecastMove[] {
  return [
    {
      at: iso(from + 15 * minute),
      transition: 'pp',
      source: 'dev',
      target: 'pp',
      changes: [{ resource: 'search/indexer', from: '0.9.12', to: '0.9.13' }],
      cleanAt: iso(from + 18 * minute),
      assumes: [],
    },
    {
      at: iso(from + 15 * minute),
      transition: 'prod',
      source: 'pp',
      target: 'prod',
      changes: [
        { resource: 's1', from: '99', to: '100' },
        { resource: 'billing', from: '2026.11.3', to: '2026.11.4' },
      ],
      cleanAt: iso(from + 21 * minute),
      assumes: ['/checkout answers 200 again', 'release-managers approve it'],
    },
    {
      at: iso(from + 10 * 60 * minute),
      transition: 'prod',
      source: 'pp',
      target: 'prod',
      changes: [{ resource: 'search/indexer', from: '0.9.12', to: '0.9.13' }],
      assumes: [],
    },
  ];
}

function blockedOf(from: number): ForecastBlocked[] {
  return [
    {
      transition: 'prod',
      source: 'pp',
      target: 'prod',
      changes: [{ resource: 'payments/api', from: '2.4.0', to: '2.4.1' }],
      reason: 'it is locked in prod: Wait for the fix of PAY-231',
    },
    {
      transition: 'edge',
      source: 'prod',
      target: 'edge',
      changes: [{ resource: 's1', from: '98', to: '99' }],
      reason: 'Window: outside of Mon-Fri 9:00-16:00',
      until: iso(from + 66 * 60 * minute),
    },
  ];
}
