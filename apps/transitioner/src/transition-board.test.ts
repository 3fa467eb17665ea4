import { beforeEach, describe, expect, it } from '@jest/globals';
import type { TransitionerStatus, TransitionResult, TransitionStatus } from '@tribble/api';
import type { Decision } from './core/decide.ts';
import { transitionOf } from './testing.ts';
import { TransitionBoard } from './transition-board.ts';

const [r1, r2, r3] = ['1'.repeat(40), '2'.repeat(40), '3'.repeat(40)] as const;
const noChange: TransitionResult = { result: 'Skipped', reason: 'NoChange' };
const blocked: TransitionResult = { result: 'Blocked', message: 'soon' };
const status = (result: TransitionResult): TransitionStatus => ({
  source: 'dev',
  target: 'pp',
  result,
  pending: [],
  leftOut: [],
});

let published: TransitionerStatus[];
let board: TransitionBoard;
beforeEach(() => {
  published = [];
  board = new TransitionBoard((each) => published.push(each));
});

const decision = (results: Record<string, TransitionResult>, order = Object.keys(results)): Decision => ({
  order,
  statuses: new Map(Object.entries(results).map(([name, result]) => [name, status(result)])),
  problems: [],
});
const moving = (name: string, order: string[]): Decision => ({
  ...decision({}, order),
  move: {
    name,
    transition: transitionOf(),
    candidate: {
      changes: [{ resource: 's1', to: '2' }],
      files: new Map(),
      leftOut: [{ resource: 's2', reason: 'Excluded' }],
    },
  },
});
const resultsOf = ({ transitions }: TransitionerStatus) =>
  Object.entries(transitions).map(([name, { result }]) => `${name} ${result.result}`);

describe('the board', () => {
  it('shows a move as a success, with its commit and what it left out', () => {
    board.record(r2, moving('pp', ['pp']), r2);
    expect(published).toEqual([
      {
        revision: r2,
        order: ['pp'],
        problems: [],
        transitions: {
          pp: {
            source: 'dev',
            target: 'pp',
            result: { result: 'Success', commit: r2 },
            pending: [],
            leftOut: [{ resource: 's2', reason: 'Excluded' }],
          },
        },
      },
    ]);
  });

  it('keeps a success while nothing changes, and no longer', () => {
    board.record(r2, moving('pp', ['pp']), r2);
    board.record(r3, decision({ pp: noChange }));
    expect(board.status.transitions['pp']?.result).toEqual({ result: 'Success', commit: r2 });
    board.record(r3, decision({ pp: blocked }));
    board.record(r3, decision({ pp: noChange }));
    expect(board.status.transitions['pp']?.result).toEqual(noChange);
  });

  it('publishes nothing where nothing changed', () => {
    board.record(r1, decision({ pp: blocked }));
    board.record(r1, decision({ pp: blocked }));
    expect(published).toHaveLength(1);
    board.record(r1, decision({ pp: { ...blocked, message: 'later' } }));
    expect(published).toHaveLength(2);
  });

  it('keeps what it knew of the transitions that were not judged, and forgets those that are gone', () => {
    board.record(r1, decision({ prod: noChange, pp: blocked, old: blocked }));
    board.record(r2, moving('prod', ['prod', 'pp', 'new']), r2);
    expect(board.status.order).toEqual(['prod', 'pp', 'new']);
    expect(resultsOf(board.status)).toEqual(['prod Success', 'pp Blocked']);
  });

  it('does not show a move that made no commit', () => {
    board.record(r1, decision({ pp: blocked }));
    board.record(r2, moving('pp', ['pp']));
    expect(resultsOf(board.status)).toEqual(['pp Blocked']);
  });

  it.each(['constructor', '__proto__', '10'])('takes a transition of the name %s', (name) => {
    board.record(r1, moving(name, [name]), r1);
    board.record(r2, { ...decision({}), order: [name], statuses: new Map([[name, status(noChange)]]) });
    expect(resultsOf(board.status)).toEqual([`${name} Success`]);
    expect(published).toHaveLength(2);
  });
});
