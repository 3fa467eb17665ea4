import type { Problem, State, TransitionStatus } from '@tribble/api';
import { verdicts } from './promotion.ts';
import { aState, aTransition, now } from './state.ts';

const minute = 60_000;
const iso = (at: number) => new Date(at).toISOString();

/** A transition before which every kind of verdict was given. */
export function aGatedTransition(from = now): TransitionStatus {
  return aTransition({
    result: { result: 'Blocked', message: 'Http: /checkout answered 500, expected 200' },
    pending: [
      { resource: 's1', from: '99', to: '100' },
      { resource: 'search/indexer', from: '0.9.12', to: '0.9.13' },
    ],
    leftOut: [
      { resource: 'payments/api', reason: 'Locked', message: 'Wait for the fix of PAY-231' },
      {
        resource: 'billing',
        reason: 'Scheduled',
        message: 'came after the tick of 9:00',
        until: iso(from + 18 * 60 * minute),
      },
      { resource: 'payments/worker', reason: 'Together', message: 'waits for payments/api' },
    ],
    gates: verdicts(from),
    until: iso(from + 15 * minute),
  });
}

/** A state in which gates hold a transition back, and a person another one. */
export function aGatedState(from = now, state = aState(from)): State {
  const pp = aTransition({
    source: 'dev',
    target: 'pp',
    result: { result: 'Skipped', reason: 'Paused', message: 'paused: the load test needs pp as it is' },
    paused: [
      {
        reason: 'the load test needs pp as it is',
        by: 'Grace Hopper <grace@example.org>',
        at: iso(from - 30 * minute),
        until: iso(from + 3 * 60 * minute),
      },
    ],
  });
  return { ...state, transitions: { ...state.transitions, prod: aGatedTransition(from), pp } };
}

const misspelt: Problem[] = [
  {
    path: 'transitions.yaml',
    line: 14,
    column: 11,
    message: 'transitions.prod.preconditions.1.Soak.fro: unknown option',
    hint: 'Did you mean `for`?',
  },
  {
    path: 'transitions.yaml',
    line: 21,
    column: 5,
    message: 'transitions.hotfix.sorce: unknown key',
    hint: 'Did you mean `source`?',
  },
];

/** The example after somebody misspelt two things in transitions.yaml, and pulled the emergency stop. */
export function aFaultyState(from = now, state = aState(from)): State {
  const text =
    'transitions.yaml:14:11: transitions.prod.preconditions.1.Soak.fro: unknown option (did you mean `for`?)';
  return {
    ...state,
    transitionOrder: [...state.transitionOrder, 'hotfix'],
    transitions: {
      ...state.transitions,
      prod: aTransition({ result: { result: 'CheckFailed', message: text } }),
      hotfix: aTransition({
        source: '',
        target: 'hotfix',
        result: {
          result: 'CheckFailed',
          message: 'transitions.yaml:21:5: transitions.hotfix.sorce: unknown key',
        },
      }),
    },
    paused: [
      {
        reason: 'Incident 4711: payments are lost',
        by: 'Ada Lovelace <ada@example.org>',
        at: iso(from - 4 * minute),
        until: iso(from + 2 * 60 * minute),
      },
    ],
    problems: [...state.problems, ...misspelt],
  };
}
