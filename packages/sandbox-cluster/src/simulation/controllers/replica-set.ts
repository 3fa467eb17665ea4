import { podKind } from '../../kinds/table.ts';
import { type Registry } from '../../registry/registry.ts';
import { type Target } from '../../registry/write.ts';
import { dependents, targetOf, writeStatus } from '../access.ts';
import { conditionOf } from '../conditions.ts';
import { decideReplicaSet, podOf, withFailure } from '../replica-set.ts';
import { statusOf } from '../workload.ts';
import { createPod, retryDelay } from './create-pod.ts';

/** One pass of the ReplicaSet controller. */
export function reconcileReplicaSet(registry: Registry, target: Target): number | undefined {
  const replicaSet = registry.get(target);
  const now = registry.now();
  const decision = decideReplicaSet(replicaSet, dependents(registry, replicaSet, podKind), now);
  const before = conditionOf(statusOf(replicaSet), 'ReplicaFailure');
  let failure: string | undefined;
  for (let count = 0; count < decision.create && failure === undefined; count += 1) {
    const component = 'replicaset-controller';
    failure = createPod(registry, replicaSet, podOf(replicaSet), { component, isNew: !before });
  }
  for (const pod of decision.remove) registry.delete(targetOf(podKind, pod), {});
  writeStatus(registry, target, withFailure(decision.status, before, failure, now));
  return failure === undefined ? decision.wakeAt : now + retryDelay;
}
