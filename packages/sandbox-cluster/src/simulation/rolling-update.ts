import { type Json, numberOf, objectOf, textOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { counted, replicasOf, specOf, total, totalWanted } from './workload.ts';

/** How many pods a rollout may add and may miss. */
export interface Limits {
  readonly surge: number;
  readonly unavailable: number;
}

/** The wanted size of one ReplicaSet. */
export interface Scaling {
  readonly replicaSet: KubernetesObject;
  readonly replicas: number;
}

/** Reads the limits of a Deployment's strategy; percentages are of the wanted replicas. */
export function limitsOf(deployment: KubernetesObject): Limits {
  const strategy = objectOf(specOf(deployment)['strategy']);
  const desired = replicasOf(deployment);
  if (strategy['type'] === 'Recreate') return { surge: 0, unavailable: desired };
  const { maxSurge, maxUnavailable } = objectOf(strategy['rollingUpdate']);
  const surge = share(maxSurge, desired, Math.ceil);
  const unavailable = Math.min(share(maxUnavailable, desired, Math.floor), desired);
  // With both at zero nothing could ever move.
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

function share(value: Json | undefined, whole: number, round: (value: number) => number): number {
  const text = textOf(value);
  return text.endsWith('%') ? round((Number.parseFloat(text) / 100) * whole) : numberOf(value);
}

/** How many replicas the new ReplicaSet may have now, without exceeding the surge. */
export function newReplicas(
  deployment: KubernetesObject,
  newest: KubernetesObject | undefined,
  all: readonly KubernetesObject[],
): number {
  const desired = replicasOf(deployment);
  if (objectOf(specOf(deployment)['strategy'])['type'] === 'Recreate') return desired;
  const present = newest ? replicasOf(newest) : 0;
  if (present >= desired) return desired;
  const room = desired + limitsOf(deployment).surge - totalWanted(all);
  return present + Math.max(0, Math.min(room, desired - present));
}

/** The sizes that old ReplicaSets shrink to: first pods that are not available, then as many as may be missing. */
export function shrinkOld(
  deployment: KubernetesObject,
  newest: KubernetesObject,
  old: readonly KubernetesObject[],
): Scaling[] {
  const minimum = replicasOf(deployment) - limitsOf(deployment).unavailable;
  const newMissing = replicasOf(newest) - counted(newest, 'availableReplicas');
  const sizes = new Map(old.map((replicaSet) => [replicaSet, replicasOf(replicaSet)]));
  const take = (budget: number, removable: (replicaSet: KubernetesObject, size: number) => number) => {
    let left = Math.max(0, budget);
    for (const [replicaSet, size] of sizes) {
      const count = Math.min(left, Math.max(0, removable(replicaSet, size)));
      sizes.set(replicaSet, size - count);
      left -= count;
    }
  };
  const all = [...old, newest];
  const mayGo = totalWanted(all) - minimum - newMissing;
  take(mayGo, (replicaSet, size) => size - counted(replicaSet, 'availableReplicas'));
  const taken = totalWanted(old) - [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const spare = Math.min(mayGo - taken, total(all, 'availableReplicas') - minimum);
  take(spare, (_replicaSet, size) => size);
  return [...sizes]
    .filter(([replicaSet, size]) => size !== replicasOf(replicaSet))
    .map(([replicaSet, replicas]) => ({ replicaSet, replicas }));
}
