import { podKind } from '../../kinds/table.ts';
import { type KubernetesObject } from '../../objects.ts';
import { type Registry } from '../../registry/registry.ts';
import { type Target } from '../../registry/write.ts';
import { dependents, targetOf, writeStatus } from '../access.ts';
import { conditionOf } from '../conditions.ts';
import { recordEvent } from '../events.ts';
import { decideJob, podOfJob } from '../job.ts';
import { statusOf } from '../workload.ts';
import { createPod, retryDelay } from './create-pod.ts';

const component = 'job-controller';

/** One pass of the Job controller. */
export function reconcileJob(registry: Registry, target: Target): number | undefined {
  const job = registry.get(target);
  if (job.metadata.deletionTimestamp) return undefined;
  const now = registry.now();
  const decision = decideJob(job, dependents(registry, job, podKind), now);
  if (decision.expired) {
    registry.delete(target, { propagationPolicy: 'Background' });
    return undefined;
  }
  let refused = false;
  for (let count = 0; count < decision.create && !refused; count += 1) {
    refused = createPod(registry, job, podOfJob(job), { component, isNew: true }) !== undefined;
  }
  writeStatus(registry, target, decision.status);
  for (const pod of decision.remove) registry.delete(targetOf(podKind, pod), {});
  tellEnd(registry, job, registry.get(target));
  return refused ? now + retryDelay : decision.wakeAt;
}

function tellEnd(registry: Registry, before: KubernetesObject, after: KubernetesObject): void {
  for (const type of ['Complete', 'Failed']) {
    const condition = conditionOf(statusOf(after), type);
    if (!condition || conditionOf(statusOf(before), type)) continue;
    const told =
      type === 'Complete'
        ? { type: 'Normal' as const, reason: 'Completed', message: 'Job completed' }
        : { type: 'Warning' as const, reason: condition.reason, message: condition.message };
    recordEvent(registry, after, { ...told, component });
  }
}
