/** What every kind may say of itself: the generation that its controller saw, and the conditions that have a common meaning. */
import type { KubernetesObject } from '../objects/identity.ts';
import { because, type Condition, conditionOf, conditionsOf, numberAt } from './live-fields.ts';
import { current, failed, inProgress, type Verdict } from './verdict.ts';

/** InProgress where the controller has seen another generation than the newest. */
export function judgeGeneration(object: KubernetesObject): Verdict | undefined {
  const generation = numberAt(object, 'metadata.generation');
  const observed = numberAt(object, 'status.observedGeneration');
  if (generation === undefined || observed === undefined || generation === observed) return undefined;
  return inProgress('NotYetObserved', 'is new to its controller');
}

/** The conditions that kstatus defines for controllers which follow it: they go before the rule of a kind. */
export function judgeStandardConditions(object: KubernetesObject): Verdict | undefined {
  for (const condition of conditionsOf(object)) {
    if (condition.status !== 'True') continue;
    if (condition.type === 'Reconciling')
      return inProgress('NotAllUpdated', because('is reconciled', condition));
    if (condition.type === 'Stalled') {
      return isOutdated(object, condition)
        ? notYetObserved(condition)
        : failed(because('is stalled', condition));
    }
  }
  return undefined;
}

/** By the condition Ready, which never means a failure: controllers set it to False while they work. */
export function judgeConditions(object: KubernetesObject): Verdict | undefined {
  const ready = conditionOf(object, 'Ready');
  if (ready === undefined) return undefined;
  if (isOutdated(object, ready)) return notYetObserved(ready);
  return ready.status === 'True'
    ? current()
    : inProgress('UpdatedUnavailable', because('is not ready', ready));
}

/** kstatus overlooks that a condition may speak of an older generation. */
function isOutdated(object: KubernetesObject, { observedGeneration }: Condition): boolean {
  const generation = numberAt(object, 'metadata.generation');
  return generation !== undefined && observedGeneration !== undefined && observedGeneration < generation;
}

function notYetObserved({ type }: Condition): Verdict {
  return inProgress('NotYetObserved', `has a condition ${type} of an older generation`);
}
