import { valueAt } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';
import { because, conditionOf, countAt, numberAt, textAt } from './live-fields.ts';
import { current, failed, inProgress, type Verdict } from './verdict.ts';

/** A Job is done when it has finished; to kstatus it is as soon as it runs. */
export function judgeJob(object: KubernetesObject): Verdict {
  const complete = conditionOf(object, 'Complete');
  if (complete?.status === 'True') return current();
  const failure = conditionOf(object, 'Failed');
  if (failure?.status === 'True') return failed(because('has failed', failure));
  if (valueAt(object, ['spec', 'suspend']) === true) return current('is suspended');
  if (textAt(object, 'status.startTime') === '') return inProgress('NoStatus', 'has not started yet');
  return inProgress('NotAllUpdated', progressOf(object));
}

function progressOf(object: KubernetesObject): string {
  const succeeded = countAt(object, 'status.succeeded');
  const unsuccessful = countAt(object, 'status.failed');
  const completions = numberAt(object, 'spec.completions');
  const progress =
    completions === undefined
      ? `runs, ${succeeded} of its pods have succeeded`
      : `has completed ${succeeded} of ${completions} pods`;
  return unsuccessful === 0 ? progress : `${progress}, ${unsuccessful} failed`;
}
