import { valueAt } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';
import { textAt } from './live-fields.ts';
import { current, type Facts, failed, inProgress, type Verdict } from './verdict.ts';

/** Set by the scheduler once a pod that uses the claim has found its node: from then on nobody is waited for. */
const selectedNode = 'volume.kubernetes.io/selected-node';

/** A PersistentVolumeClaim. Whether one that is Pending waits for a pod stands in its StorageClass. */
export function judgePersistentVolumeClaim(object: KubernetesObject, { storageClass }: Facts): Verdict {
  const phase = textAt(object, 'status.phase');
  switch (phase) {
    case 'Bound':
      return current();
    case 'Lost':
      return failed('has lost its volume');
    case '':
      return inProgress('NoStatus', 'has no status yet');
    default: {
      const waits = storageClass?.['volumeBindingMode'] === 'WaitForFirstConsumer';
      const isConsumed = valueAt(object, ['metadata', 'annotations', selectedNode]) !== undefined;
      return waits && !isConsumed
        ? current('is waiting for its first consumer')
        : inProgress('UpdatedUnavailable', 'is not bound to a volume');
    }
  }
}

/** The StorageClass on which the status of a claim depends; undefined where it depends on none. */
export function storageClassOf(claim: KubernetesObject): string | undefined {
  if (textAt(claim, 'status.phase') !== 'Pending') return undefined;
  return textAt(claim, 'spec.storageClassName') || undefined;
}
