import type { KubernetesObject } from '../objects/identity.ts';
import { because, conditionOf } from './live-fields.ts';
import { current, inProgress, type Verdict } from './verdict.ts';

/** An APIService is there once the API that it adds answers. */
export function judgeApiService(object: KubernetesObject): Verdict {
  const available = conditionOf(object, 'Available');
  if (available === undefined) return inProgress('NoStatus', 'has no status yet');
  if (available.status === 'True') return current();
  return inProgress('UpdatedUnavailable', because('is not available', available));
}
