import type { KubernetesObject } from '../objects/identity.ts';
import { mapsAt, textAt } from './live-fields.ts';
import { current, inProgress, type Verdict } from './verdict.ts';

/** A Service. Not every cluster publishes the addresses of its load balancers, so none is waited for. */
export function judgeService(object: KubernetesObject): Verdict {
  if (textAt(object, 'spec.type') !== 'LoadBalancer') return current();
  if (textAt(object, 'spec.clusterIP') === '') return inProgress('NoStatus', 'has no cluster IP yet');
  if (mapsAt(object, 'status.loadBalancer.ingress').length > 0) return current();
  return current('has no address of a load balancer yet');
}
