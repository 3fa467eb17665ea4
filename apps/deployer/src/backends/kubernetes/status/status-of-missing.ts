import type { KubernetesObject } from '../objects/identity.ts';
import { groupOf } from '../objects/identity.ts';
import { numberAt } from './live-fields.ts';
import { current, type Verdict } from './verdict.ts';

/**
 * The status of an object that is not there. A Job that was applied and asks to be cleaned up has finished: that it is
 * gone is what was wanted.
 */
export function statusOfMissing(desired: KubernetesObject, wasApplied: boolean): Verdict {
  const isJob = desired.kind === 'Job' && groupOf(desired.apiVersion) === 'batch';
  if (wasApplied && isJob && numberAt(desired, 'spec.ttlSecondsAfterFinished') !== undefined) {
    return current('has finished and was cleaned up');
  }
  return { status: 'NotFound', reason: 'NotDeployed', message: 'is not there' };
}
