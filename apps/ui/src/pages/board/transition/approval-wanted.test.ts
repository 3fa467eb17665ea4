import { describe, expect, it } from '@jest/globals';
import type { GateVerdict, TransitionDetail } from '@tribble/api';
import { aPendingChange, aTransitionDetail, aVerdict } from '../../../../test/promotion.ts';
import { aTransition } from '../../../../test/state.ts';
import { approvalsWanted, isOutdated } from './approval-wanted.ts';

const s1 = aPendingChange({ resource: 's1', change: 'id of s1' });
const api = aPendingChange({ resource: 'payments/api', change: 'id of api' });
const approval = (change: Partial<GateVerdict> = {}) =>
  aVerdict({ gate: 'Approval', verdict: 'wait', ...change });

function detail(change: Partial<TransitionDetail>): TransitionDetail {
  return aTransitionDetail('prod', aTransition(), { change: 'id of all', pending: [s1, api], ...change });
}

describe('approvalsWanted', () => {
  it.each<{ name: string; given: Partial<TransitionDetail>; expected: string[][] }>([
    { name: 'all as one change', given: { gates: [approval()] }, expected: [['id of all']] },
    {
      name: 'each resource on its own',
      given: { gates: [approval()], perResource: true },
      expected: [['id of s1'], ['id of api']],
    },
    {
      name: 'what moves together at once',
      given: { gates: [approval()], perResource: true, pending: [{ ...s1, change: 'id of api' }, api] },
      expected: [['id of api']],
    },
    {
      name: 'only the resources that are asked about',
      given: {
        gates: [approval({ resource: 's1', verdict: 'pass' }), approval({ resource: 'payments/api' })],
        perResource: true,
      },
      expected: [['id of api']],
    },
    {
      name: 'nothing where it was approved',
      given: { gates: [approval({ verdict: 'pass' })] },
      expected: [],
    },
    { name: 'nothing where nobody asks', given: { gates: [aVerdict()] }, expected: [] },
    { name: 'nothing where nothing is pending', given: { gates: [approval()], pending: [] }, expected: [] },
  ])('wants $name', ({ given, expected }) => {
    expect(approvalsWanted(detail(given)).map(({ ids }) => ids)).toEqual(expected);
  });

  it('wants nothing where the change has no id', () => {
    const { change: _change, ...rest } = detail({ gates: [approval()] });
    expect(approvalsWanted(rest)).toEqual([]);
  });
});

describe('isOutdated', () => {
  it.each([
    { ids: ['id of all'], expected: false },
    { ids: ['id of s1'], expected: false },
    { ids: ['id of before'], expected: true },
  ])('of $ids is $expected', ({ ids, expected }) => {
    expect(isOutdated({ ids, changes: [] }, detail({}))).toBe(expected);
  });
});
