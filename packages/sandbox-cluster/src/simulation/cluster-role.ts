import { equal, fieldAt, type JsonObject, objectsOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { matchesLabels, requirementsOf } from '../selectors/label-selector.ts';

/** The rules that a ClusterRole gets from those that its aggregation rule selects, in the order of their names. */
export function aggregatedRules(role: KubernetesObject, all: readonly KubernetesObject[]): JsonObject[] {
  const selectors = objectsOf(fieldAt(role['aggregationRule'], 'clusterRoleSelectors')).map(requirementsOf);
  const chosen = all
    .filter(({ metadata }) => metadata.name !== role.metadata.name)
    .filter(({ metadata }) => selectors.some((selector) => matchesLabels(selector, metadata.labels)))
    .sort((left, right) => (left.metadata.name < right.metadata.name ? -1 : 1));
  const rules: JsonObject[] = [];
  for (const rule of chosen.flatMap((other) => objectsOf(other['rules']))) {
    if (!rules.some((present) => equal(present, rule))) rules.push(rule);
  }
  return rules;
}
