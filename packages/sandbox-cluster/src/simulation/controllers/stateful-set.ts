import { fieldAt, objectOf, textOf } from '../../json.ts';
import { controllerRevisionKind } from '../../kinds/apps/table.ts';
import { claimKind } from '../../kinds/core/table.ts';
import { podKind } from '../../kinds/table.ts';
import { type KubernetesObject } from '../../objects.ts';
import { type Registry } from '../../registry/registry.ts';
import { type Target } from '../../registry/write.ts';
import { dependents, manager, targetOf, writeStatus } from '../access.ts';
import { recordEvent } from '../events.ts';
import { claimsWith, podWith } from '../stateful-pods.ts';
import { decideStatefulSet } from '../stateful-set.ts';
import { statusOf } from '../workload.ts';
import { createPod, retryDelay } from './create-pod.ts';
import { forgetRevisions, keepRevisions } from './revisions.ts';

const component = 'statefulset-controller';

/** One pass of the StatefulSet controller. */
export function reconcileStatefulSet(registry: Registry, target: Target): number | undefined {
  const statefulSet = registry.get(target);
  if (statefulSet.metadata.deletionTimestamp) return undefined;
  const updateRevision = keepRevisions(registry, statefulSet);
  const owned = dependents(registry, statefulSet, podKind);
  const now = registry.now();
  const decision = decideStatefulSet({ statefulSet, owned, updateRevision, now });
  let refused = false;
  for (const { ordinal, revision } of decision.create) {
    createClaims(registry, statefulSet, ordinal);
    const template = templateOf(registry, statefulSet, revision);
    const pod = podWith(statefulSet, template, { ordinal, revision });
    refused ||= createPod(registry, statefulSet, pod, { component, isNew: true }) !== undefined;
  }
  for (const pod of decision.remove) {
    registry.delete(targetOf(podKind, pod), {});
    const message = `delete Pod ${pod.metadata.name} in StatefulSet ${target.name} successful`;
    recordEvent(registry, statefulSet, { type: 'Normal', reason: 'SuccessfulDelete', message, component });
  }
  writeStatus(registry, target, decision.status);
  const current = textOf(statusOf(registry.get(target))['currentRevision']);
  forgetRevisions(registry, statefulSet, new Set([current, updateRevision]));
  return refused ? now + retryDelay : decision.wakeAt;
}

function createClaims(registry: Registry, statefulSet: KubernetesObject, ordinal: number): void {
  const { namespace = '' } = statefulSet.metadata;
  for (const claim of claimsWith(statefulSet, ordinal)) {
    const name = textOf(fieldAt(claim, 'metadata', 'name'));
    if (registry.store.get(claimKind.resource, namespace, name)) continue;
    registry.create(claimKind, namespace, claim, { manager });
  }
}

/** The pod template of a revision; the present one when that revision is forgotten. */
function templateOf(registry: Registry, statefulSet: KubernetesObject, revision: string) {
  const { namespace = '' } = statefulSet.metadata;
  const found = registry.store.get(controllerRevisionKind.resource, namespace, revision);
  const { $patch: _directive, ...template } = objectOf(fieldAt(found?.['data'], 'spec', 'template'));
  return found ? template : objectOf(fieldAt(statefulSet['spec'], 'template'));
}
