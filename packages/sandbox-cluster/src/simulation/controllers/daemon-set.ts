import { nodeKind } from '../../kinds/core/table.ts';
import { podKind } from '../../kinds/table.ts';
import { type Registry } from '../../registry/registry.ts';
import { type Target } from '../../registry/write.ts';
import { dependents, targetOf, writeStatus } from '../access.ts';
import { decideDaemonSet, podFor } from '../daemon-set.ts';
import { createPod, retryDelay } from './create-pod.ts';
import { forgetRevisions, keepRevisions } from './revisions.ts';

/** One pass of the DaemonSet controller. */
export function reconcileDaemonSet(registry: Registry, target: Target): number | undefined {
  const daemonSet = registry.get(target);
  if (daemonSet.metadata.deletionTimestamp) return undefined;
  const revision = keepRevisions(registry, daemonSet);
  const hash = revision.slice(target.name.length + 1);
  const nodes = registry.store.list(nodeKind.resource, '');
  const now = registry.now();
  const owned = dependents(registry, daemonSet, podKind);
  const decision = decideDaemonSet(daemonSet, owned, nodes, { hash, now });
  let refused = false;
  for (const node of decision.create) {
    const component = 'daemonset-controller';
    const pod = podFor(daemonSet, hash, node);
    refused ||= createPod(registry, daemonSet, pod, { component, isNew: true }) !== undefined;
  }
  for (const pod of decision.remove) registry.delete(targetOf(podKind, pod), {});
  writeStatus(registry, target, decision.status);
  forgetRevisions(registry, daemonSet, new Set([revision]));
  return refused ? now + retryDelay : decision.wakeAt;
}
