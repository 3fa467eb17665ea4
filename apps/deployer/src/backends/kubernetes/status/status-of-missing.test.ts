import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';
import { statusOfMissing } from './status-of-missing.ts';

const object = (apiVersion: string, kind: string, spec: ValueMap): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'migrate' },
  spec,
});
const cleaned = { ttlSecondsAfterFinished: 0 };

describe('statusOfMissing', () => {
  it('is fine for a Job that was applied and cleans up after itself', () => {
    const verdict = statusOfMissing(object('batch/v1', 'Job', cleaned), true);
    expect(verdict).toEqual({
      status: 'Current',
      reason: 'Clean',
      message: 'has finished and was cleaned up',
    });
  });

  it.each([
    { name: 'a Job that was never applied', given: object('batch/v1', 'Job', cleaned), wasApplied: false },
    { name: 'a Job that stays', given: object('batch/v1', 'Job', {}), wasApplied: true },
    { name: 'a Job of another group', given: object('example.org/v1', 'Job', cleaned), wasApplied: true },
    { name: 'any other object', given: object('v1', 'Service', cleaned), wasApplied: true },
  ])('is NotFound for $name', ({ given, wasApplied }) => {
    const expected = { status: 'NotFound', reason: 'NotDeployed', message: 'is not there' };
    expect(statusOfMissing(given, wasApplied)).toEqual(expected);
  });
});
