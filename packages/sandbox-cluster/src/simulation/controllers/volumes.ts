import { fieldAt, textOf } from '../../json.ts';
import { claimsOf, protection } from '../../kinds/core/volumes.ts';
import { claimKind, volumeKind } from '../../kinds/core/table.ts';
import { storageClassKind } from '../../kinds/storage/table.ts';
import { podKind } from '../../kinds/table.ts';
import { type KubernetesObject } from '../../objects.ts';
import { type Registry } from '../../registry/registry.ts';
import { type Target } from '../../registry/write.ts';
import { change, isManual, manager, targetOf, writeStatus } from '../access.ts';
import { boundStatus, volumeFor } from '../volumes.ts';
import { specOf, statusOf } from '../workload.ts';
import { withMetadata } from './garbage.ts';

/** One pass over a claim: it gets a volume of its own, and leaves when no pod uses it any more. */
export function reconcileClaim(registry: Registry, target: Target): undefined {
  const claim = registry.get(target);
  const pods = registry.store.list(podKind.resource, target.namespace);
  const users = pods.filter((pod) => claimsOf(pod).includes(target.name));
  if (claim.metadata.deletionTimestamp) {
    const isUsed = users.some(
      ({ status }) => !['Succeeded', 'Failed'].includes(textOf(fieldAt(status, 'phase'))),
    );
    if (!isUsed) release(registry, claim, protection.claim);
    return;
  }
  if (isManual(claim) || statusOf(claim)['phase'] === 'Bound') return;
  if (waitsForConsumer(registry, claim) && users.length === 0) return;
  bind(registry, target, claim);
}

function waitsForConsumer(registry: Registry, claim: KubernetesObject): boolean {
  const name = textOf(specOf(claim)['storageClassName']);
  const storageClass = registry.store.get(storageClassKind.resource, '', name);
  return storageClass?.['volumeBindingMode'] === 'WaitForFirstConsumer';
}

function bind(registry: Registry, target: Target, claim: KubernetesObject): void {
  const chosen = textOf(specOf(claim)['volumeName'], `pvc-${claim.metadata.uid ?? ''}`);
  const volume =
    registry.store.get(volumeKind.resource, '', chosen) ??
    registry.create(volumeKind, '', volumeFor(claim, chosen), { manager });
  const { name, namespace = '', uid = '' } = claim.metadata;
  const claimRef = { apiVersion: 'v1', kind: claim.kind, name, namespace, uid };
  change(registry, volumeKind, volume, (live) => ({ ...live, spec: { ...specOf(live), claimRef } }));
  writeStatus(registry, targetOf(volumeKind, volume), { ...statusOf(volume), phase: 'Bound' });
  if (!specOf(claim)['volumeName']) {
    change(registry, claimKind, claim, (live) => ({
      ...live,
      spec: { ...specOf(live), volumeName: chosen },
    }));
  }
  writeStatus(registry, target, boundStatus(claim, volume));
}

/** One pass over a volume: it leaves when nothing is bound to it, and goes with its claim if it was made for it. */
export function reconcileVolume(registry: Registry, target: Target): undefined {
  const volume = registry.get(target);
  if (isManual(volume)) return;
  const { namespace, name } = volumeClaim(volume);
  const claim = name ? registry.store.get(claimKind.resource, namespace, name) : undefined;
  if (volume.metadata.deletionTimestamp) {
    if (!claim) release(registry, volume, protection.volume);
    return;
  }
  const phase = textOf(statusOf(volume)['phase']);
  if (!name) {
    if (phase !== 'Available') writeStatus(registry, target, { phase: 'Available' });
    return;
  }
  if (claim || phase !== 'Bound') return;
  writeStatus(registry, target, { ...statusOf(volume), phase: 'Released' });
  if (specOf(volume)['persistentVolumeReclaimPolicy'] === 'Delete') registry.delete(target, {});
}

/** The claim that a volume is bound to. */
function volumeClaim(volume: KubernetesObject): { namespace: string; name: string } {
  const claimRef = specOf(volume)['claimRef'];
  return { namespace: textOf(fieldAt(claimRef, 'namespace')), name: textOf(fieldAt(claimRef, 'name')) };
}

function release(registry: Registry, object: KubernetesObject, finalizer: string): void {
  const { finalizers = [] } = object.metadata;
  if (!finalizers.includes(finalizer)) return;
  const kind = object.kind === claimKind.kind ? claimKind : volumeKind;
  const left = finalizers.filter((other) => other !== finalizer);
  change(registry, kind, object, (live) => withMetadata(live, 'finalizers', left));
}
