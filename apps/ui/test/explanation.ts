import type { Explanation, ExplanationLink } from '@tribble/api';
import { aVerdict } from './promotion.ts';
import { now } from './state.ts';

const minute = 60_000;
const iso = (at: number) => new Date(at).toISOString();

/** Why s1 100 is not in prod: a lock, behind it a soak, and what was passed. */
export function anExplanation(change: Partial<Explanation> = {}, from = now): Explanation {
  return {
    resource: 's1',
    environment: 'prod',
    wanted: '100',
    current: '99',
    arrived: false,
    summary: 's1 100 waits for prod: prod is locked (release day, by Ann)',
    earliest: iso(from + 150 * minute),
    links: chain(from),
    ...change,
  };
}

function chain(from: number): ExplanationLink[] {
  return [
    {
      transition: 'prod',
      source: 'pp',
      target: 'prod',
      state: 'waiting',
      code: 'EnvironmentLocked',
      reason: 'prod is locked: release day',
      nextAction: 'Ann unlocks prod, or the lock ends by itself',
      earliest: iso(from + 120 * minute),
      locks: [{ reason: 'release day', by: 'Ann', until: iso(from + 120 * minute) }],
    },
    {
      transition: 'prod',
      source: 'pp',
      target: 'prod',
      state: 'blocking',
      code: 'Gate',
      reason: 'Soak: s1 100 was Clean for 15 of 30 minutes',
      nextAction: 'it passes by itself',
      earliest: iso(from + 15 * minute),
      gates: [aVerdict({}, from)],
    },
    {
      transition: 'pp',
      source: 'dev',
      target: 'pp',
      state: 'done',
      code: 'Arrived',
      reason: 's1 100 came to pp in b5a7c01',
    },
  ];
}
