import { describe, expect, it } from '@jest/globals';
import type { Precondition } from '@tribble/resource-repo/format';
import { reportOf, snapshotOf, transitionOf } from '../testing.ts';
import { allGates, gatesOf } from './index.ts';

const snapshot = snapshotOf({ 'dev/version/s1.yaml': 'version: 1' });
const facts = { snapshot, transition: transitionOf(), statusOf: () => reportOf(snapshot, 'dev') };
const gates = gatesOf(allGates);
const precondition = (type: string, options?: unknown): Precondition => ({
  type,
  options,
  problemAt: (message) => ({ path: 'transitions.yaml', message }),
});

describe.each(allGates)('the contract of gates: $type', ({ type }) => {
  it.each([
    { options: { noSuchOption: 1 } },
    { options: 'yes' },
    { options: ['30m'] },
    { options: 42 },
    { options: false },
  ])('never passes with the options $options', ({ options }) => {
    const bad = precondition(type, options);
    expect(gates.faultOf(bad)).toEqual(expect.stringContaining(type));
    expect(gates.judge(bad, facts)).toEqual({ kind: 'unknown', reason: gates.faultOf(bad) });
  });

  it('never passes where nobody reports on the source', () => {
    const silent = { ...facts, statusOf: () => undefined };
    expect(gates.judge(precondition(type), silent).kind).not.toBe('pass');
  });

  it('has a name of its own', () => {
    expect(allGates.filter((gate) => gate.type === type)).toHaveLength(1);
  });
});

describe('the list of gates', () => {
  it.each(['Sourceclean', 'constructor', '', 'NoSuchGate'])(
    'does not know %j and says what it knows',
    (type) => {
      const reason = 'there is no such gate; there are SourceClean';
      expect(gates.faultOf(precondition(type))).toBe(reason);
      expect(gates.judge(precondition(type), facts)).toEqual({ kind: 'unknown', reason });
    },
  );

  it('passes on what a gate answers', () => {
    expect(gates.judge(precondition('SourceClean'), facts)).toEqual({ kind: 'pass' });
    expect(gates.faultOf(precondition('SourceClean', null))).toBeUndefined();
  });
});
