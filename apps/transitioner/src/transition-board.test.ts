import { beforeEach, describe, expect, it } from '@jest/globals';
import type { TransitionerStatus, TransitionResult } from '@tribble/api';
import type { Decision, JudgedTransition, Step } from '@tribble/promotion';
import { snapshotOf, transitionOf } from '@tribble/promotion/testing';
import { History } from '@tribble/resource-repo/format';
import { type Decided, TransitionBoard } from './transition-board.ts';

const [r1, r2, r3] = ['1'.repeat(40), '2'.repeat(40), '3'.repeat(40)] as const;
const noChange: TransitionResult = { result: 'Skipped', reason: 'NoChange' };
const blocked: TransitionResult = { result: 'Blocked', message: 'soon' };

let published: TransitionerStatus[];
let board: TransitionBoard;
beforeEach(() => {
  published = [];
  board = new TransitionBoard((each) => published.push(each));
});

const judgedAs = (
  result: JudgedTransition['result'],
  more: Partial<JudgedTransition> = {},
): JudgedTransition => ({
  result,
  candidate: { changes: [], files: new Map(), leftOut: [] },
  paused: [],
  holds: new Map(),
  verdicts: [],
  questions: [],
  ...more,
});

function decision(
  results: Record<string, TransitionResult | JudgedTransition>,
  order = Object.keys(results),
): Decision {
  const judged = Object.entries(results).map(
    ([name, each]) => [name, 'holds' in each ? each : judgedAs(each)] as const,
  );
  return {
    order,
    transitions: new Map(order.map((name) => [name, { name, transition: transitionOf(), problems: [] }])),
    judged: new Map(judged),
    paused: [],
    questions: [],
    problems: [],
  };
}

const candidate = {
  changes: [{ resource: 's1', to: '2', sources: ['dev'] }],
  files: new Map(),
  leftOut: [{ resource: 's2', reason: 'NoBase' as const }],
};
const moving = (name: string, order: string[]): Decision =>
  decision({ [name]: judgedAs('pass', { candidate }) }, order);
const move = (name: string): Step => ({
  kind: 'move',
  name,
  transition: transitionOf(),
  candidate,
  verdicts: [],
});

function record(
  revision: string,
  made: Decision,
  { moved, history = new History() }: { moved?: string; history?: History } = {},
) {
  const head = { snapshot: { ...snapshotOf({}), revision }, history };
  const decided: Decided = { decision: made, head, problems: [] };
  board.record(moved === undefined ? decided : { ...decided, done: { step: move(moved), commit: revision } });
}

/** A history in which the transition moved something. */
function historyOf(transition: string, revision: string): History {
  const history = new History();
  history.add({
    revision,
    parents: [],
    author: 'Tribble transitioner',
    committedAt: '2026-11-21T12:00:00Z',
    trailers: [
      ['Tribble-Action', 'transition'],
      ['Tribble-Transition', transition],
      ['Tribble-Target', 'pp'],
    ],
    changes: [],
  });
  return history;
}

const resultsOf = ({ transitions }: TransitionerStatus) =>
  Object.entries(transitions).map(([name, { result }]) => `${name} ${result.result}`);

describe('the board', () => {
  it('shows a move as a success, with its commit and what it left out', () => {
    record(r2, moving('pp', ['pp']), { moved: 'pp' });
    expect(published).toEqual([
      {
        revision: r2,
        order: ['pp'],
        paused: [],
        problems: [],
        transitions: {
          pp: {
            source: 'dev',
            sources: ['dev'],
            target: 'pp',
            result: { result: 'Success', commit: r2 },
            pending: [],
            leftOut: [{ resource: 's2', reason: 'NoBase' }],
            gates: [],
            paused: [],
          },
        },
      },
    ]);
  });

  it('shows the last success while nothing is left to do, also after a restart', () => {
    record(r3, decision({ pp: noChange }), { history: historyOf('pp', r2) });
    expect(board.status.transitions['pp']?.result).toEqual({ result: 'Success', commit: r2 });
    record(r3, decision({ pp: blocked }), { history: historyOf('pp', r2) });
    expect(board.status.transitions['pp']?.result).toEqual(blocked);
  });

  it('shows no success where something is left out, or nothing ever moved', () => {
    const locked = {
      changes: [],
      files: new Map(),
      leftOut: [{ resource: 's1', reason: 'Locked' as const }],
    };
    record(r3, decision({ pp: judgedAs(noChange, { candidate: locked }) }), { history: historyOf('pp', r2) });
    expect(board.status.transitions['pp']?.result).toEqual(noChange);
    record(r3, decision({ pp: noChange }), { history: historyOf('other', r2) });
    expect(board.status.transitions['pp']?.result).toEqual(noChange);
  });

  it('publishes nothing where nothing changed', () => {
    record(r1, decision({ pp: blocked }));
    record(r1, decision({ pp: blocked }));
    expect(published).toHaveLength(1);
    record(r1, decision({ pp: { ...blocked, message: 'later' } }));
    expect(published).toHaveLength(2);
  });

  it('keeps what it knew of the transitions that were not judged, and forgets those that are gone', () => {
    record(r1, decision({ prod: noChange, pp: blocked, old: blocked }));
    record(r2, moving('prod', ['prod', 'pp', 'new']), { moved: 'prod' });
    expect(board.status.order).toEqual(['prod', 'pp', 'new']);
    expect(resultsOf(board.status)).toEqual(['prod Success', 'pp Blocked']);
  });

  it('does not show a move that made no commit', () => {
    record(r1, decision({ pp: blocked }));
    record(r2, moving('pp', ['pp']));
    expect(resultsOf(board.status)).toEqual(['pp Blocked']);
  });

  it('says that the branch was rewritten', () => {
    const rewritten = { before: r1, after: r2 };
    const head = { snapshot: snapshotOf({}), history: new History(), rewritten };
    board.record({ decision: decision({}), head, problems: [] });
    expect(board.status.rewritten).toEqual(rewritten);
  });

  it.each(['constructor', '__proto__', '10'])('takes a transition of the name %s', (name) => {
    record(r1, moving(name, [name]), { moved: name });
    expect(resultsOf(board.status)).toEqual([`${name} Success`]);
  });
});
