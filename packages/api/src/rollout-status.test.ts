import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RolloutStatus } from './index.ts';
import { worst } from './rollout-status.ts';

describe('worst', () => {
  const cases: { of: RolloutStatus[]; is: RolloutStatus }[] = [
    { of: [], is: 'Clean' },
    { of: ['Clean', 'Outdated'], is: 'Outdated' },
    { of: ['InProgress', 'Outdated', 'Clean'], is: 'InProgress' },
    { of: ['InProgress', 'Failed', 'Outdated'], is: 'Failed' },
  ];
  it.each(cases)('of $of is $is', ({ of, is }) => {
    expect(worst(of)).toBe(is);
  });

  it('does not depend on order or grouping', () => {
    const statuses = fc.array(fc.constantFrom<RolloutStatus>('Clean', 'InProgress', 'Outdated', 'Failed'));
    fc.assert(
      fc.property(statuses, statuses, (left, right) => {
        expect(worst([...left, ...right])).toBe(worst([worst(right), worst(left)]));
      }),
    );
  });
});
