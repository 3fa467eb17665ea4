import type { ExplanationLink } from '@tribble/api';

/** Where a step is: `pp → prod`, or the rollout in the environment itself. */
export function linkPlace({ transition, source, target }: ExplanationLink): string {
  if (transition === undefined) return target === undefined ? 'Rollout' : `Rollout in ${target}`;
  const way = `${source ?? 'unknown'} → ${target ?? 'unknown'}`;
  return transition === target ? way : `${way} (${transition})`;
}
