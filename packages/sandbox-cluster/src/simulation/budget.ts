import { type Json, type JsonObject, numberOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { conditionOf, judged } from './conditions.ts';
import { readySince, specOf, statusOf } from './workload.ts';

/** The status of a PodDisruptionBudget over the pods that it selects. */
export function budgetStatus(
  budget: KubernetesObject,
  pods: readonly KubernetesObject[],
  now: number,
): JsonObject {
  const { minAvailable, maxUnavailable } = specOf(budget);
  const expectedPods = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined).length;
  const currentHealthy = pods.filter((pod) => readySince(pod) !== undefined).length;
  const desiredHealthy =
    maxUnavailable === undefined
      ? share(minAvailable, expectedPods)
      : Math.max(0, expectedPods - share(maxUnavailable, expectedPods));
  const disruptionsAllowed = Math.max(0, currentHealthy - desiredHealthy);
  const allowed = disruptionsAllowed > 0;
  const verdict = {
    type: 'DisruptionAllowed',
    status: allowed ? ('True' as const) : ('False' as const),
    reason: allowed ? 'SufficientPods' : 'InsufficientPods',
    message: '',
  };
  const before = conditionOf(statusOf(budget), verdict.type);
  const { lastUpdateTime: _update, ...condition } = judged(before, verdict, now);
  const observedGeneration = budget.metadata.generation ?? 0;
  return {
    observedGeneration,
    disruptionsAllowed,
    currentHealthy,
    desiredHealthy,
    expectedPods,
    conditions: [{ ...condition, observedGeneration }],
  };
}

/** A number of pods, or a percentage of them, rounded up. */
function share(value: Json | undefined, whole: number): number {
  if (typeof value !== 'string') return numberOf(value);
  return Math.ceil((Number.parseFloat(value) / 100) * whole);
}
