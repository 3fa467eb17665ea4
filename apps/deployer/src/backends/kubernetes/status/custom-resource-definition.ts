import type { KubernetesObject } from '../objects/identity.ts';
import { because, conditionOf } from './live-fields.ts';
import { current, failed, inProgress, type Verdict } from './verdict.ts';

/** A CustomResourceDefinition is there once its objects can be made. */
export function judgeCustomResourceDefinition(object: KubernetesObject): Verdict {
  const names = conditionOf(object, 'NamesAccepted');
  if (names?.status === 'False') return failed(because('has names that are not accepted', names));
  const established = conditionOf(object, 'Established');
  if (established?.status === 'True') return current();
  if (established?.status === 'False' && established.reason !== 'Installing') {
    return failed(because('is not established', established));
  }
  return inProgress('NotYetObserved', because('is not established yet', established));
}
