import type { KubernetesObject } from '../objects/identity.ts';
import { countAt, numberAt } from './live-fields.ts';
import { current, inProgress, type Verdict } from './verdict.ts';

/** A DaemonSet: one pod for each node that it chooses. */
export function judgeDaemonSet(object: KubernetesObject): Verdict {
  const isObserved =
    numberAt(object, 'metadata.generation') !== undefined &&
    numberAt(object, 'status.observedGeneration') !== undefined;
  if (!isObserved) return inProgress('NotYetObserved', 'is new to its controller');
  const desired = numberAt(object, 'status.desiredNumberScheduled');
  if (desired === undefined) return inProgress('NoStatus', 'does not say yet on how many nodes it runs');
  const counter = (name: string) => countAt(object, `status.${name}`);
  const scheduled = counter('currentNumberScheduled');
  const updated = counter('updatedNumberScheduled');
  const available = counter('numberAvailable');
  const ready = counter('numberReady');
  if (desired > scheduled) {
    return inProgress('NotAllUpdated', `has pods on ${scheduled} of ${desired} nodes`);
  }
  if (desired > updated) return inProgress('NotAllUpdated', `has updated ${updated} of ${desired} pods`);
  if (desired > available) {
    return inProgress('UpdatedUnavailable', `has ${available} of ${desired} updated pods available`);
  }
  if (desired > ready) return inProgress('UpdatedUnavailable', `has ${ready} of ${desired} pods ready`);
  return current();
}
